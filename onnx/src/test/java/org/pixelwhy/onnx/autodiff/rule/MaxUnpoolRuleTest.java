package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

/** Float only and linear. */
@ExtendWith(EngineExtension.class)
class MaxUnpoolRuleTest {
  private static final long[] INDICES = {0, 3, 9, 14, 16, 21, 26, 31};

  private static GradientCheck check() {
    return GradientCheck.of("MaxUnpool")
        .attribute("kernel_shape", new long[] {2, 2})
        .attribute("strides", new long[] {2, 2})
        .input(new Samples(1).normal(1, 2, 2, 2))
        .fixed(Tensor.of(INDICES, 1, 2, 2, 2))
        .inFloat(1, 1e-6);
  }

  @Test
  void readsTheGradientWhereTheIndicesPoint(Engine engine) {
    check().verify(engine);
  }

  @Test
  void readsTheGradientOfTheShapeThatIsAskedFor(Engine engine) {
    check().fixed(Tensor.vector(1, 2, 5, 5)).verify(engine);
  }
}
