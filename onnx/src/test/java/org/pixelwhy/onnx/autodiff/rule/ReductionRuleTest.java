package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class ReductionRuleTest {
  private static final List<String> OPERATORS =
      List.of(
          "ReduceSum",
          "ReduceMean",
          "ReduceMax",
          "ReduceMin",
          "ReduceL1",
          "ReduceL2",
          "ReduceSumSquare",
          "ReduceLogSum",
          "ReduceLogSumExp",
          "ReduceProd");

  static Stream<Arguments> operatorsAndAxes() {
    return OPERATORS.stream()
        .flatMap(
            op ->
                Stream.of("0", "1", "-1", "0,2", "-1,0,1")
                    .flatMap(axes -> Stream.of(0, 1).map(keep -> Arguments.of(op, axes, keep))));
  }

  /** Distinct for maxima, positive for logarithms, away from zero for norms. */
  private static Tensor sample(String op) {
    Samples samples = new Samples(op.hashCode());
    return op.equals("ReduceLogSum") ? samples.uniform(0.3, 2, 2, 3, 4) : samples.distinct(2, 3, 4);
  }

  @ParameterizedTest
  @MethodSource("operatorsAndAxes")
  void agreesOverAnyAxes(String op, String axes, int keepDims, Engine engine) {
    GradientCheck.of(op)
        .attribute("keepdims", keepDims)
        .input(sample(op))
        .fixed(Tensor.vector(Samples.dims(axes)))
        .verify(engine);
  }

  static Stream<String> operators() {
    return OPERATORS.stream();
  }

  @ParameterizedTest
  @MethodSource("operators")
  void reducesEverythingWithoutAxes(String op, Engine engine) {
    GradientCheck.of(op).input(sample(op)).verify(engine);
    GradientCheck.of(op).attribute("keepdims", 0).input(sample(op)).verify(engine);
  }

  @ParameterizedTest
  @MethodSource("operators")
  void emptyAxesMayMeanThatNothingIsReduced(String op, Engine engine) {
    GradientCheck.of(op)
        .attribute("noop_with_empty_axes", 1)
        .input(sample(op))
        .fixed(Tensor.vector())
        .verify(engine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ReduceMean", "ReduceMax", "ReduceL2"})
  void olderOperatorsHaveTheAxesAsAnAttribute(String op, Engine engine) {
    GradientCheck.of(op)
        .opset(13)
        .attribute("axes", new long[] {-1, 0})
        .input(sample(op))
        .verify(engine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ReduceMax", "ReduceMin"})
  void equalExtremesShareTheGradientEvenly(String op, Engine engine) {
    Tensor x = Tensor.of(new double[] {3, 3, 3, 3}, 4);
    Tensor gradient = GradientCheck.of(op).input(x).gradient(engine);
    assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, gradient.toDoubles());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ReduceL1", "ReduceL2"})
  void normsAreFlatAtZero(String op, Engine engine) {
    Tensor x = Tensor.of(new double[2], 2);
    assertArrayEquals(
        new double[] {0, 0}, GradientCheck.of(op).input(x).gradient(engine).toDoubles());
  }

  @Test
  void productsWithZerosHaveTheProductOfTheOthersAsGradient(Engine engine) {
    Tensor x = Tensor.of(new double[] {2, 0, 5, 2, 3, 5, 0, 0, 5}, 3, 3);
    Tensor gradient =
        GradientCheck.of("ReduceProd").input(x).fixed(Tensor.vector(1)).gradient(engine);
    assertArrayEquals(new double[] {0, 10, 0, 15, 10, 6, 0, 0, 0}, gradient.toDoubles(), 1e-12);
  }
}
