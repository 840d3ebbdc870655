package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class ExpandRuleTest {

  @ParameterizedTest
  @ValueSource(strings = {"2,3,4", "5,2,3,4", "1", "2,1,4", "1,1,1"})
  void sumsOverWhatWasRepeated(String shape, Engine engine) {
    GradientCheck.of("Expand")
        .input(new Samples(1).normal(2, 1, 4))
        .fixed(Tensor.vector(Arrays.stream(shape.split(",")).mapToLong(Long::parseLong).toArray()))
        .steps(1, 1e-12)
        .verify(engine);
  }

  @Test
  void sumsToAScalar(Engine engine) {
    GradientCheck.of("Expand")
        .input(new Samples(2).normal())
        .fixed(Tensor.vector(2, 3))
        .steps(1, 1e-12)
        .verify(engine);
  }
}
