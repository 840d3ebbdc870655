package org.pixelwhy.attribution.gradient;

import java.util.Set;
import org.pixelwhy.onnx.autodiff.RuleSet;

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
public final class Deconvolution extends RectifiedGradient {
  private static final String ID = "deconvolution";

  /**
   * @param rectifiers operators that count as ReLU
   */
  public Deconvolution(Set<Rectifier> rectifiers) {
    super(ID, rectifiers, rules(rectifiers));
  }

  /** The rules by which it differentiates. */
  public static RuleSet rules(Set<Rectifier> rectifiers) {
    return RectifierRule.rules(ID, rectifiers, false);
  }
}
