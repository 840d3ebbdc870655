package org.pixelwhy.attribution.gradient;

import java.util.List;
import java.util.Set;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.model.Evaluation;
import org.pixelwhy.model.GradientRequest;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.target.Question;

/**
 * The gradient of the target at the input, where every ReLU passes on only what is positive,
 * whether it was on or off: {@code dx = max(dy, 0)}.
 *
 * <p>Values {@code [1,C,H,W]}, signed. Nothing but the rule of the rectifiers differs from {@link
 * Saliency}; which operators count as ReLU is an option, Captum counts only ReLU. The notes name
 * the activations that keep their plain gradient.
 *
 * <p>Zeiler, Fergus: Visualizing and Understanding Convolutional Networks, ECCV 2014.
 */
public final class Deconvolution implements Attributor {
  private final Set<Rectifier> rectifiers;

  /**
   * @param rectifiers operators that count as ReLU
   */
  public Deconvolution(Set<Rectifier> rectifiers) {
    this.rectifiers = Set.copyOf(rectifiers);
  }

  /** The rules by which it differentiates. */
  public static RuleSet rules(Set<Rectifier> rectifiers) {
    return RectifierRule.rules("deconvolution", rectifiers, false);
  }

  @Override
  public List<GradientRequest> requests(Evaluation at, OutputSpace on) {
    return List.of(new GradientRequest(rules(rectifiers), on, at.model().input()));
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    GradientRequest request = requests(at, question.on()).get(0);
    Tensor seed = question.weights(at.prediction());
    Tensor gradient = at.gradients(request, seed).get(at.model().input());
    List<String> notes = Rectifier.notes(at, question.on(), rectifiers);
    return List.of(new Attribution("deconvolution", "", gradient, Sign.SIGNED, notes));
  }
}
