package org.pixelwhy.attribution.gradient;

import java.util.List;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Channels;
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
 * The gradient of the target with respect to the image: {@code dt/dx}, signed.
 *
 * <p>Values {@code [1,C,H,W]}, in target units per unit of the preprocessed input. The paper takes
 * the greatest magnitude over channels; that is left to the rendering.
 *
 * <p>Simonyan, Vedaldi, Zisserman: Deep Inside Convolutional Networks, ICLR workshop 2014.
 */
public final class Saliency implements GraphAttributor {
  @Override
  public List<GradientRequest> requests(Evaluation at, OutputSpace on) {
    return List.of(new GradientRequest(StandardRules.standard(), on, at.model().input()));
  }

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    GradientRequest request = requests(at, question.on()).get(0);
    Tensor seed = question.weights(at.prediction());
    Tensor gradient = at.gradients(request, seed).get(at.model().input());
    return List.of(
        new Attribution("saliency", "", gradient, Sign.SIGNED, List.of(), Channels.STRONGEST));
  }

  @Override
  public List<GraphMap> append(ExplainerGraph graph) {
    String input = graph.model().input();
    String gradient =
        graph.gradients(StandardRules.standard(), graph.weights(), List.of(input)).get(input);
    return List.of(new GraphMap("", gradient, graph.typed().shape(input), Sign.SIGNED, List.of()));
  }
}
