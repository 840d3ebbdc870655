package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

@ExtendWith(EngineExtension.class)
class AddRuleTest {
  @ParameterizedTest
  @ValueSource(strings = {"2,3,4|2,3,4", "2,3,4|3,1", "1,3,1|2,1,4", "4|2,3,4", "|2,3"})
  void sumsOverWhatWasBroadcast(String shapes, Engine engine) {
    Samples samples = new Samples(shapes.hashCode());
    String[] sides = shapes.split("\\|");
    GradientCheck.of("Add")
        .input(samples.normal(dims(sides[0])))
        .input(samples.normal(dims(sides[1])))
        .verify(engine);
  }

  private static long[] dims(String text) {
    return text.isEmpty()
        ? new long[0]
        : Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
  }
}
