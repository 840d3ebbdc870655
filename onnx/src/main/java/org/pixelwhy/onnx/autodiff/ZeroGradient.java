package org.pixelwhy.onnx.autodiff;

/**
 * The rule of operators whose gradient is zero almost everywhere (Floor, Sign, ArgMax) or that give
 * no numbers to differentiate (Shape, comparisons, logic).
 */
public final class ZeroGradient implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    // Nothing flows back.
  }

  @Override
  public boolean passesGradient() {
    return false;
  }
}
