package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

@ExtendWith(EngineExtension.class)
class ConcatRuleTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, -1})
  void givesEachPartItsSlice(long axis, Engine engine) {
    Samples samples = new Samples(axis);
    GradientCheck check = GradientCheck.of("Concat").attribute("axis", axis).steps(1, 1e-12);
    for (int part = 1; part <= 3; part++) {
      long[] dims = {2, 3, 4};
      dims[Math.floorMod(axis, 3)] = part;
      check.input(samples.normal(dims));
    }
    check.verify(engine);
  }

  @Test
  void skipsPartsThatAreConstant(Engine engine) {
    Samples samples = new Samples(5);
    GradientCheck.of("Concat")
        .attribute("axis", 1)
        .fixed(samples.normal(2, 3))
        .input(samples.normal(2, 2))
        .steps(1, 1e-12)
        .verify(engine);
  }
}
