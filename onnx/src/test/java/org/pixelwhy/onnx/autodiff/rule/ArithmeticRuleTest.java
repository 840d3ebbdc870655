package org.pixelwhy.onnx.autodiff.rule;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class ArithmeticRuleTest {
  private static final List<String> SHAPES =
      List.of("2,3,4|2,3,4", "2,3,4|3,1", "1,3,1|2,1,4", "4|2,3,4", "|2,3", "2,3|1,1,1");

  static Stream<Arguments> operatorsAndShapes() {
    return Stream.of("Add", "Sub", "Mul", "Div")
        .flatMap(op -> SHAPES.stream().map(shapes -> Arguments.of(op, shapes)));
  }

  @ParameterizedTest
  @MethodSource("operatorsAndShapes")
  void sumsOverWhatWasBroadcast(String op, String shapes, Engine engine) {
    Samples samples = new Samples(shapes.hashCode());
    String[] sides = shapes.split("\\|");
    GradientCheck.of(op)
        .input(samples.normal(Samples.dims(sides[0])))
        .input(samples.awayFromZero(Samples.dims(sides[1])))
        .steps(1e-5, 1e-6)
        .verify(engine);
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "3, 2", "5, 3"})
  void anySumOfTermsPassesTheGradientToEachOfThem(int terms, long seed, Engine engine) {
    Samples samples = new Samples(seed);
    GradientCheck sum = GradientCheck.of("Sum");
    // The runtime averages floats only; means are linear, so a large step costs no accuracy.
    GradientCheck mean = GradientCheck.of("Mean").inFloat(0.5, 1e-5);
    for (int i = 0; i < terms; i++) {
      Tensor term = i == 1 ? samples.normal(3, 1) : samples.normal(2, 3, 4);
      sum.input(term);
      mean.input(term);
    }
    sum.verify(engine);
    mean.verify(engine);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void remaindersChangeWithDividendAndDivisorBetweenTheirJumps(long seed, Engine engine) {
    Samples samples = new Samples(seed);
    double[] dividends = new double[24];
    for (int i = 0; i < dividends.length; i++) {
      // Whole multiples of the divisor, 1.5, plus 0.3 to 1.2: away from the jumps.
      double magnitude = 1.5 * samples.integer(0, 3) + 0.3 + 0.9 * samples.random().nextDouble();
      dividends[i] = samples.random().nextBoolean() ? magnitude : -magnitude;
    }
    GradientCheck.of("Mod")
        .attribute("fmod", 1)
        .input(Tensor.of(dividends, 2, 3, 4))
        .input(Tensor.of(new double[] {1.5, -1.5, 1.5}, 3, 1))
        .verify(engine);
  }

  @Test
  void identityPassesTheGradientOn(Engine engine) {
    GradientCheck.of("Identity").input(new Samples(1).normal(2, 3)).verify(engine);
  }

  @Test
  void constantOperandsNeedNoGradient(Engine engine) {
    Samples samples = new Samples(5);
    for (String op : List.of("Add", "Sub", "Mul", "Div")) {
      GradientCheck.of(op)
          .input(samples.normal(2, 3))
          .fixed(Tensor.scalar(DataType.DOUBLE, 2.5))
          .verify(engine);
      GradientCheck.of(op)
          .fixed(Tensor.scalar(DataType.DOUBLE, 2.5))
          .input(samples.awayFromZero(2, 3))
          .verify(engine);
    }
  }
}
