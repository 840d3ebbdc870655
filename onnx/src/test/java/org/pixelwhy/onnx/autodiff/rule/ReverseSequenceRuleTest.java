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
class ReverseSequenceRuleTest {

  @ParameterizedTest
  @CsvSource({"0,1", "1,0"})
  void reversesBack(long time, long batch, Engine engine) {
    GradientCheck.of("ReverseSequence")
        .attribute("time_axis", time)
        .attribute("batch_axis", batch)
        .input(new Samples(1).normal(4, 4, 2))
        .fixed(Tensor.vector(1, 4, 2, 3))
        .steps(1, 1e-12)
        .verify(engine);
  }
}
