package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class DropoutRuleTest {
  @Test
  void isTheIdentityWhenModelsAreRun(Engine engine) {
    GradientCheck.of("Dropout").input(new Samples(1).normal(2, 3)).verify(engine);
  }

  @Test
  void isTheIdentityBesideItsMask(Engine engine) {
    GradientCheck.of("Dropout")
        .input(new Samples(1).normal(2, 3))
        .fixed(Tensor.of(new float[] {0.3f}))
        .fixed(Tensor.of(new boolean[] {false}))
        .outputs(2, 0)
        .verify(engine);
  }

  @Test
  void isRefusedInTrainingMode(Engine engine) {
    GradientCheck check =
        GradientCheck.of("Dropout")
            .input(new Samples(1).normal(2, 3))
            .fixed(Tensor.of(new float[] {0.3f}))
            .fixed(Tensor.of(new boolean[] {true}));
    GraphException e = assertThrows(GraphException.class, () -> check.verify(engine));
    assertTrue(e.getMessage().contains("training mode"), e.getMessage());
  }
}
