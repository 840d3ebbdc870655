package org.pixelwhy.study.noise;

import java.nio.file.Path;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.noise.NoiseExplainer;

/** How much noise every pixel of an image bears, by what an explainer has learned. */
public final class BorneNoise {
  private BorneNoise() {}

  /**
   * The noise's standard deviation at each pixel of an image, in the image's own values.
   *
   * @param file of the explainer
   * @throws InputException if it is none, or takes other images than the network
   */
  public static Grid of(OpenImage image, Path file) {
    NoiseExplainer explainer = NoiseExplainer.read(file);
    ModelCard card = image.at().model().card();
    explainer.requireSameInput(card, image.at().image().shape());
    Tensor scale =
        image
            .at()
            .beside("unoise" + explainer.sha256(), explainer.maps(), explainer.image())
            .get(NoiseExplainer.SCALE);
    Grid deviation =
        new Grid((int) scale.shape().dim(2), (int) scale.shape().dim(3), scale.toFloats());
    Image picture = new Image(image.input().field());
    PictureValues values = PictureValues.of(card, picture, image.input().prepared());
    double[] borne = NoisedPicture.deviation(image.geometry(), deviation, values);
    float[] floats = new float[borne.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) borne[i];
    }
    return new Grid(image.geometry().image(), floats);
  }
}
