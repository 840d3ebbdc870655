package org.pixelwhy.target;

import java.util.Objects;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * What is explained: the number {@code t = sum(W * y)}, where W is 1 on the target's pixels in the
 * target's channel, divided as the reduction says, and y is the output: the one stated, unless the
 * target reads another in any case.
 */
public record Question(Target target, Reduction reduction, OutputSpace on) {
  public Question {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(reduction, "reduction");
    Objects.requireNonNull(on, "on");
    on = target.reads().orElse(on);
  }

  /** The mean of the logits over a target's pixels. */
  public static Question of(Target target) {
    return new Question(target, Reduction.MEAN, OutputSpace.LOGITS);
  }

  /** The output that is read. */
  public Tensor output(Prediction prediction) {
    return prediction.output(on);
  }

  /** W, of the output's shape {@code [1,K,H',W']}. It is also the seed of the gradient. */
  public Tensor weights(Prediction prediction) {
    Shape shape = prediction.logits().shape();
    FixedTarget fixed = target.resolve(prediction);
    Mask mask = fixed.pixels();
    float weight = (float) reduction.weight(mask, prediction.inside());
    float[] weights = new float[Math.toIntExact(shape.size())];
    int offset = fixed.classIndex() * mask.size();
    for (int pixel : mask.indices()) {
      weights[offset + pixel] = weight;
    }
    return Tensor.of(weights, shape.dims());
  }

  /** The same question with the pixels and the channel that its target has at this prediction. */
  public Question fixedAt(Prediction prediction) {
    return new Question(target.resolve(prediction), reduction, on);
  }

  /** This question about every image: pixels and weights as they are at this prediction. */
  public FrozenTarget freeze(Prediction prediction) {
    return new FrozenTarget(weights(prediction), on);
  }

  /** t at this prediction, for weights frozen from another or the same one. */
  public double value(Prediction prediction, Tensor weights) {
    float[] y = output(prediction).toFloats();
    float[] w = weights.toFloats();
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += (double) w[i] * y[i];
    }
    return sum;
  }
}
