package org.pixelwhy.attribution.gradient;

import java.util.List;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.ExplainerGraph;
import org.pixelwhy.attribution.GraphAttributor;
import org.pixelwhy.attribution.GraphMap;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;

/**
 * The image times the gradient of the target: {@code x * dt/dx}, signed.
 *
 * <p>Values {@code [1,C,H,W]}, in target units; for a network without biases they add up to the
 * target. The image is the network's input after preprocessing, so that a normalised 0 gets 0.
 *
 * <p>Shrikumar et al.: Not Just a Black Box, 2016, arXiv:1605.01713.
 */
public final class InputXGradient implements GraphAttributor {
  @Override
  public List<GradientRequest> requests(Evaluation at, OutputSpace on) {
    return List.of(new GradientRequest(StandardRules.standard(), on, at.model().input()));
  }

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public boolean additive() {
    return true;
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    GradientRequest request = requests(at, question.on()).get(0);
    Tensor seed = question.weights(at.prediction());
    float[] values = at.gradients(request, seed).get(at.model().input()).toFloats();
    float[] image = at.image().toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] *= image[i];
    }
    Tensor map = Tensor.of(values, at.image().shape().dims());
    return List.of(new Attribution("input-x-gradient", "", map, Sign.SIGNED, List.of()));
  }

  @Override
  public List<GraphMap> append(ExplainerGraph graph) {
    String input = graph.model().input();
    String gradient =
        graph.gradients(StandardRules.standard(), graph.weights(), List.of(input)).get(input);
    String map = graph.ops().mul(input, gradient);
    return List.of(new GraphMap("", map, graph.typed().shape(input), Sign.SIGNED, List.of()));
  }
}
