package org.pixelwhy.attribution.gradient;

import java.util.List;
import java.util.Set;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Channels;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.ExplainerGraph;
import org.pixelwhy.attribution.GraphAttributor;
import org.pixelwhy.attribution.GraphMap;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;

/**
 * The gradient of the target at the input, {@code [1,C,H,W]}, by a rule of its own for rectifiers.
 */
abstract sealed class RectifiedGradient implements GraphAttributor
    permits Deconvolution, GuidedBackprop {
  private final String id;
  private final Set<Rectifier> rectifiers;
  private final RuleSet rules;

  RectifiedGradient(String id, Set<Rectifier> rectifiers, RuleSet rules) {
    this.id = id;
    this.rectifiers = Set.copyOf(rectifiers);
    this.rules = rules;
  }

  @Override
  public final List<GradientRequest> requests(Evaluation at, OutputSpace on) {
    return List.of(new GradientRequest(rules, on, at.model().input()));
  }

  @Override
  public final List<Attribution> explain(Evaluation at, Question question) {
    GradientRequest request = requests(at, question.on()).get(0);
    Tensor seed = question.weights(at.prediction());
    Tensor gradient = at.gradients(request, seed).get(at.model().input());
    List<String> notes = Rectifier.notes(at.model(), at.typed(), question.on(), rectifiers);
    return List.of(new Attribution(id, "", gradient, Sign.SIGNED, notes, Channels.STRONGEST));
  }

  @Override
  public final List<GraphMap> append(ExplainerGraph graph) {
    String input = graph.model().input();
    String gradient = graph.gradients(rules, graph.weights(), List.of(input)).get(input);
    List<String> notes = Rectifier.notes(graph.model(), graph.typed(), graph.on(), rectifiers);
    return List.of(new GraphMap("", gradient, graph.typed().shape(input), Sign.SIGNED, notes));
  }
}
