package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class ExtremumRuleTest {
  @ParameterizedTest
  @CsvSource({"Max, 1", "Max, 2", "Min, 3", "Min, 4"})
  void passesTheGradientToTheExtremalOperand(String op, long seed, Engine engine) {
    assertTrue(List.of("Max", "Min").contains(op));
    double[] values = new Samples(seed).distinct(2, 3, 8).toDoubles();
    GradientCheck.of(op)
        .input(Tensor.of(Arrays.copyOfRange(values, 0, 24), 2, 3, 4))
        .input(Tensor.of(Arrays.copyOfRange(values, 24, 36), 3, 4))
        .input(Tensor.of(Arrays.copyOfRange(values, 36, 39), 3, 1))
        .verify(engine);
  }

  @Test
  void theFirstOfEqualOperandsGetsAll(Engine engine) {
    Tensor x = Tensor.of(new double[] {0, 1, 2}, 3);
    Tensor one = Tensor.of(new double[] {1, 1, 1}, 3);
    Tensor first = GradientCheck.of("Max").input(x).input(one).gradient(engine);
    Tensor second = GradientCheck.of("Max").fixed(one).input(x).gradient(engine);
    assertArrayEquals(new double[] {0, 1, 1}, first.toDoubles());
    assertArrayEquals(new double[] {0, 0, 1}, second.toDoubles());
  }
}
