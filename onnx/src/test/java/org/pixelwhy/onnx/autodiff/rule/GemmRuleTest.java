package org.pixelwhy.onnx.autodiff.rule;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

@ExtendWith(EngineExtension.class)
class GemmRuleTest {
  static Stream<Arguments> transpositionsAndBias() {
    return Stream.of("2,4", "4", "2,1", "1,4", "").flatMap(GemmRuleTest::transpositions);
  }

  private static Stream<Arguments> transpositions(String bias) {
    return Stream.of(
        Arguments.of(0, 0, bias),
        Arguments.of(0, 1, bias),
        Arguments.of(1, 0, bias),
        Arguments.of(1, 1, bias));
  }

  @ParameterizedTest
  @MethodSource("transpositionsAndBias")
  void agreesForEveryTranspositionAndBias(int transA, int transB, String bias, Engine engine) {
    Samples samples = new Samples(bias.hashCode() + transA);
    GradientCheck.of("Gemm")
        .attribute("transA", transA)
        .attribute("transB", transB)
        .attribute("alpha", 1.5)
        .attribute("beta", 0.5)
        .input(transA == 0 ? samples.normal(2, 3) : samples.normal(3, 2))
        .input(transB == 0 ? samples.normal(3, 4) : samples.normal(4, 3))
        .input(samples.normal(Samples.dims(bias)))
        .verify(engine);
  }

  @Test
  void theBiasMayBeAbsent(Engine engine) {
    Samples samples = new Samples(1);
    GradientCheck.of("Gemm").input(samples.normal(2, 3)).input(samples.normal(3, 4)).verify(engine);
  }
}
