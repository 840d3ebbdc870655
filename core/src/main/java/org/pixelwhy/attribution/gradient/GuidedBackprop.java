package org.pixelwhy.attribution.gradient;

import java.util.Set;
import org.pixelwhy.onnx.autodiff.RuleSet;

/**
 * The gradient of the target at the input, where every ReLU passes on only what is positive and
 * where it was on: {@code dx = max(dy, 0) * [x > 0]}.
 *
 * <p>Values {@code [1,C,H,W]}, signed. Nothing but the rule of the rectifiers differs from {@link
 * Saliency}; which operators count as ReLU is an option, Captum counts only ReLU. The notes name
 * the activations that keep their plain gradient.
 *
 * <p>Springenberg et al.: Striving for Simplicity, ICLR workshop 2015, arXiv:1412.6806. Beware: the
 * map hardly depends on the target or on late layers (Nie et al., ICML 2018; Adebayo et al., 2018).
 */
public final class GuidedBackprop extends RectifiedGradient {
  private static final String ID = "guided-backprop";

  /**
   * @param rectifiers operators that count as ReLU
   */
  public GuidedBackprop(Set<Rectifier> rectifiers) {
    super(ID, rectifiers, rules(rectifiers));
  }

  /** The rules by which it differentiates. */
  public static RuleSet rules(Set<Rectifier> rectifiers) {
    return RectifierRule.rules(ID, rectifiers, true);
  }
}
