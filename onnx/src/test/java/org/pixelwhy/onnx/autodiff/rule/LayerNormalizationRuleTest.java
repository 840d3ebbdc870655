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
class LayerNormalizationRuleTest {
  private static final long[] SHAPE = {2, 3, 4, 5};

  private static long[] from(int axis) {
    return Arrays.copyOfRange(SHAPE, axis < 0 ? axis + SHAPE.length : axis, SHAPE.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, -1, -2})
  void differentiatesThroughTheStatistics(int axis, Engine engine) {
    Samples samples = new Samples(axis);
    GradientCheck.of("LayerNormalization")
        .attribute("axis", axis)
        .attribute("epsilon", 0.01)
        .input(samples.normal(SHAPE))
        .input(samples.normal(from(axis)))
        .input(samples.normal(from(axis)))
        .verify(engine);
  }

  @Test
  void needsNoBias(Engine engine) {
    Samples samples = new Samples(1);
    GradientCheck.of("LayerNormalization")
        .input(samples.normal(SHAPE))
        .input(samples.normal(5))
        .verify(engine);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, -1, -2})
  void differentiatesThroughTheRootOfTheMeanSquare(int axis, Engine engine) {
    Samples samples = new Samples(axis);
    GradientCheck.of("RMSNormalization")
        .opset(23)
        .attribute("axis", axis)
        .attribute("epsilon", 0.01)
        .input(samples.normal(SHAPE))
        .input(samples.normal(from(axis)))
        .verify(engine);
  }

  @Test
  void knowsTheOlderNameOfRmsNormalization(Engine engine) {
    Samples samples = new Samples(2);
    GradientCheck.of("SimplifiedLayerNormalization")
        .attribute("axis", -1)
        .input(samples.normal(SHAPE))
        .input(samples.normal(5))
        .verify(engine);
  }
}
