package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class TileRuleTest {

  @ParameterizedTest
  @ValueSource(strings = {"1,1,1", "2,1,3", "1,4,1", "3,2,2"})
  void sumsOverTheCopies(String repeats, Engine engine) {
    GradientCheck.of("Tile")
        .input(new Samples(1).normal(2, 3, 2))
        .fixed(
            Tensor.vector(Arrays.stream(repeats.split(",")).mapToLong(Long::parseLong).toArray()))
        .steps(1, 1e-12)
        .verify(engine);
  }
}
