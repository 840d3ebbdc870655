package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

@ExtendWith(EngineExtension.class)
class MatMulRuleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2,3|3,4",
        "3|3",
        "3|3,4",
        "2,3|3",
        "5,2,3|3,4",
        "5,2,3|5,3,4",
        "5,2,3|1,3,4",
        "1,2,3|5,3,4",
        "2,3|5,3,4",
        "3|5,3,4",
        "5,2,3|3",
        "2,1,2,3|1,5,3,4",
        "2,5,2,3|5,3,4",
        "2,5,2,3|3,4",
        "1,3|3,1"
      })
  void agreesForAllRanks(String shapes, Engine engine) {
    Samples samples = new Samples(shapes.hashCode());
    String[] sides = shapes.split("\\|");
    GradientCheck.of("MatMul")
        .input(samples.normal(Samples.dims(sides[0])))
        .input(samples.normal(Samples.dims(sides[1])))
        .verify(engine);
  }
}
