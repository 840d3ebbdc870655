package org.pixelwhy.training.noise;

import org.pixelwhy.image.Image;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.tensor.Tensor;

/** What is seen where pixels are covered. */
final class Cover {
  private Cover() {}

  /**
   * What a black picture is in a network's input, {@code [1,C,1,1]}.
   *
   * @param like a picture of the kind that the network takes
   */
  static Tensor black(ModelCard card, Image like) {
    Image pixel = new Image(like.channels(), 1, 1, new float[like.channels()], like.range());
    float[] values = card.preprocess(pixel);
    return Tensor.of(values, 1, values.length, 1, 1);
  }
}
