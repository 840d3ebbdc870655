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
class ReshapeRuleTest {

  @ParameterizedTest
  @ValueSource(strings = {"6,4", "0,-1", "-1", "2,3,1,4", "0,2,0,-1"})
  void reshapesTheGradientBack(String shape, Engine engine) {
    long[] dims = Arrays.stream(shape.split(",")).mapToLong(Long::parseLong).toArray();
    GradientCheck.of("Reshape")
        .input(
            new Samples(1)
                .normal(shape.equals("0,2,0,-1") ? new long[] {2, 4, 3} : new long[] {2, 3, 4}))
        .fixed(Tensor.vector(dims))
        .steps(1, 1e-12)
        .verify(engine);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, -1})
  void servesFlatten(int axis, Engine engine) {
    GradientCheck.of("Flatten")
        .attribute("axis", axis)
        .input(new Samples(2).normal(2, 3, 4))
        .steps(1, 1e-12)
        .verify(engine);
  }

  @Test
  void servesSqueeze(Engine engine) {
    GradientCheck.of("Squeeze")
        .input(new Samples(3).normal(1, 3, 1, 4))
        .fixed(Tensor.vector(-2))
        .steps(1, 1e-12)
        .verify(engine);
    GradientCheck.of("Squeeze")
        .input(new Samples(3).normal(1, 3, 1, 4))
        .steps(1, 1e-12)
        .verify(engine);
  }

  @Test
  void servesUnsqueeze(Engine engine) {
    GradientCheck.of("Unsqueeze")
        .input(new Samples(4).normal(3, 4))
        .fixed(Tensor.vector(0, -1))
        .steps(1, 1e-12)
        .verify(engine);
  }
}
