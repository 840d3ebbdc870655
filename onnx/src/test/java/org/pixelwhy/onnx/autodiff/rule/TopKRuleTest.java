package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class TopKRuleTest {

  @ParameterizedTest
  @CsvSource({"-1,1,1", "-1,0,3", "0,1,2", "1,0,2"})
  void sendsTheGradientToWhereTheValuesStood(long axis, long largest, long k, Engine engine) {
    GradientCheck.of("TopK")
        .attribute("axis", axis)
        .attribute("largest", largest)
        .input(new Samples(k).distinct(4, 3, 5))
        .fixed(Tensor.vector(k))
        .outputs(2, 0)
        .verify(engine);
  }
}
