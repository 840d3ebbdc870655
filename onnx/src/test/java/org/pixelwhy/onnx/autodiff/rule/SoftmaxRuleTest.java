package org.pixelwhy.onnx.autodiff.rule;

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
class SoftmaxRuleTest {
  @ParameterizedTest
  @CsvSource({"Softmax, 0", "Softmax, 1", "Softmax, -1", "LogSoftmax, 0", "LogSoftmax, -2"})
  void agreesAlongAnyAxis(String op, int axis, Engine engine) {
    Tensor x = new Samples(axis).normal(2, 3, 4);
    GradientCheck.of(op).attribute("axis", axis).input(x).verify(engine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Softmax", "LogSoftmax"})
  void theLastAxisIsTheDefault(String op, Engine engine) {
    GradientCheck.of(op).input(new Samples(1).normal(2, 3, 4)).verify(engine);
  }
}
