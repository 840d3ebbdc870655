package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class WhereRuleTest {
  @ParameterizedTest
  @ValueSource(strings = {"2,3,4|2,3,4", "3,1|2,3,4", "2,1,4|", "1|4"})
  void passesTheGradientToTheChosenSide(String shapes, Engine engine) {
    String[] sides = shapes.split("\\|", -1);
    Samples samples = new Samples(shapes.hashCode());
    GradientCheck.of("Where")
        .fixed(Tensor.of(new boolean[] {true, false, true}, 3, 1))
        .input(samples.normal(Samples.dims(sides[0])))
        .input(samples.normal(Samples.dims(sides[1])))
        .verify(engine);
  }
}
