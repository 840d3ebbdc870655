package org.pixelwhy.faithfulness;

import java.util.Objects;
import java.util.Random;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * How a score draws perturbations.
 *
 * @param perturbation where they come from
 * @param samples how many, at least 1
 * @param seed of the random numbers
 * @param normalize whether the map's scale is taken out of the score
 */
public record Sampling(Perturbation perturbation, int samples, long seed, boolean normalize) {
  public Sampling {
    Objects.requireNonNull(perturbation, "perturbation");
    if (samples < 1) {
      throw new InputException(
          Text.format("illegal number of samples %d, must be at least 1", samples));
    }
  }

  /** Given perturbations, all of them. */
  public static Sampling of(Perturbation.Given given, boolean normalize) {
    return new Sampling(given, given.tensors().size(), 0, normalize);
  }

  /** The samples' random numbers, from the start. */
  Random random() {
    return new Random(seed);
  }

  /** One perturbation of the image; where that was padded, the padding stays as it is. */
  float[] draw(Evaluation at, int index, Random random) {
    Tensor image = at.image();
    ImagePart part = ImagePart.of(at);
    float[] drawn = perturbation.draw(part.cut(image), index, random);
    return part.put(drawn, Tensor.filled(image.type(), 0, image.shape().dims()));
  }
}
