package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class ClipRuleTest {
  private static final Tensor LOW = Tensor.scalar(DataType.DOUBLE, -0.5);
  private static final Tensor HIGH = Tensor.scalar(DataType.DOUBLE, 0.7);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void passesTheGradientInsideAndToTheBoundsOutside(long seed, Engine engine) {
    Tensor x = new Samples(seed).distinct(2, 3, 5);
    GradientCheck.of("Clip").input(x).input(LOW).input(HIGH).verify(engine);
  }

  @Test
  void eitherBoundMayBeAbsent(Engine engine) {
    Tensor x = new Samples(4).distinct(2, 3, 5);
    GradientCheck.of("Clip").input(x).verify(engine);
    GradientCheck.of("Clip").input(x).fixed(LOW).verify(engine);
    GradientCheck.of("Clip").input(x).absent().input(HIGH).verify(engine);
  }

  @Test
  void theBoundsBelongToTheInside(Engine engine) {
    Tensor x = Tensor.of(new double[] {-0.6, -0.5, 0, 0.7, 0.8}, 5);
    Tensor gradient = GradientCheck.of("Clip").input(x).fixed(LOW).fixed(HIGH).gradient(engine);
    assertArrayEquals(new double[] {0, 1, 1, 1, 0}, gradient.toDoubles());
  }
}
