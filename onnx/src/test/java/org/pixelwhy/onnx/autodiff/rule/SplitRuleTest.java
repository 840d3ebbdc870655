package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class SplitRuleTest {

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "1,2", "-1,2"})
  void putsPartsBackWithZerosForUnusedOnes(long axis, int used, Engine engine) {
    GradientCheck.of("Split")
        .attribute("axis", axis)
        .attribute("num_outputs", 3)
        .input(new Samples(used).normal(6, 8, 9))
        .outputs(3, used)
        .steps(1, 1e-12)
        .verify(engine);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void takesGivenExtents(int used, Engine engine) {
    GradientCheck.of("Split")
        .attribute("axis", 1)
        .input(new Samples(used).normal(2, 7))
        .fixed(Tensor.vector(1, 4, 2))
        .outputs(3, used)
        .steps(1, 1e-12)
        .verify(engine);
  }

  @Test
  void allowsASmallerLastPart(Engine engine) {
    GradientCheck.of("Split")
        .attribute("num_outputs", 3)
        .input(new Samples(1).normal(8, 2))
        .outputs(3, 2)
        .steps(1, 1e-12)
        .verify(engine);
  }
}
