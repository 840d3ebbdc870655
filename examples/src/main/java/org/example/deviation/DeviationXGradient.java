package org.example.deviation;

import java.util.List;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;

/**
 * What a pixel differs from the mean, times the gradient of the target: {@code (x - mean) * dt/dx}
 * with the mean of each channel over the image; values {@code [1,C,H,W]}, signed.
 *
 * <p>A method as somebody writes it outside of PixelWhy.
 */
public final class DeviationXGradient implements Attributor {
  private static GradientRequest gradient(Evaluation at, OutputSpace on) {
    return GradientRequest.plain(on, at.model().input());
  }

  @Override
  public List<GradientRequest> requests(Evaluation at, OutputSpace on) {
    return List.of(gradient(at, on));
  }

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    Tensor seed = question.weights(at.prediction());
    String input = at.model().input();
    float[] values = at.gradients(gradient(at, question.on()), seed).get(input).toFloats();
    float[] image = at.image().toFloats();
    float[] mean = new Baseline.Mean().of(at.image()).toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] *= image[i] - mean[i];
    }
    Tensor map = Tensor.of(values, at.image().shape().dims());
    return List.of(new Attribution(DeviationMethods.ID, "", map, Sign.SIGNED, List.of()));
  }
}
