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

@ExtendWith(EngineExtension.class)
class TransposeRuleTest {

  @ParameterizedTest
  @ValueSource(strings = {"0,1,2,3", "3,1,0,2", "1,2,3,0", "0,3,1,2"})
  void putsTheAxesBack(String permutation, Engine engine) {
    GradientCheck.of("Transpose")
        .attribute(
            "perm", Arrays.stream(permutation.split(",")).mapToLong(Long::parseLong).toArray())
        .input(new Samples(1).normal(2, 3, 4, 2))
        .steps(1, 1e-12)
        .verify(engine);
  }

  @Test
  void reversesTheAxesByDefault(Engine engine) {
    GradientCheck.of("Transpose")
        .input(new Samples(2).normal(2, 3, 4))
        .steps(1, 1e-12)
        .verify(engine);
  }
}
