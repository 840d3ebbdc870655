package org.pixelwhy.onnx.raise;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.tensor.Tensor;

/** An activation that is an operator of the dialect. */
enum KnownActivation {
  GELU("Gelu", Map.of(), x -> x * (1 + ScalarFunction.erf(x / Math.sqrt(2))) / 2),
  GELU_TANH(
      "Gelu",
      Map.of("approximate", Attribute.of("tanh")),
      x -> x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2),
  HARD_SWISH("HardSwish", Map.of(), x -> x * Math.max(0, Math.min(1, x / 6 + 0.5))),
  HARD_SIGMOID(
      "HardSigmoid",
      Map.of("alpha", Attribute.of(1 / 6f), "beta", Attribute.of(0.5f)),
      x -> Math.max(0, Math.min(1, x / 6 + 0.5))),
  MISH("Mish", Map.of(), x -> x * Math.tanh(Math.log1p(Math.exp(x)))),
  SOFTSIGN("Softsign", Map.of(), x -> x / (1 + Math.abs(x))),
  SOFTPLUS("Softplus", Map.of(), x -> Math.log1p(Math.exp(x))),
  SIGMOID("Sigmoid", Map.of(), x -> 1 / (1 + Math.exp(-x))),
  RELU("Relu", Map.of(), x -> Math.max(0, x)),
  RELU6("Clip", Map.of(), x -> Math.max(0, Math.min(6, x))) {
    @Override
    List<String> inputs(GraphBuilder builder, String x) {
      return List.of(x, number(builder, 0), number(builder, 6));
    }
  };

  private final String operator;
  private final Map<String, Attribute> attributes;
  private final DoubleUnaryOperator function;

  KnownActivation(
      String operator, Map<String, Attribute> attributes, DoubleUnaryOperator function) {
    this.operator = operator;
    this.attributes = attributes;
    this.function = function;
  }

  String operator() {
    return operator;
  }

  Map<String, Attribute> attributes() {
    return attributes;
  }

  double at(double x) {
    return function.applyAsDouble(x);
  }

  /** What the operator reads. */
  List<String> inputs(GraphBuilder builder, String x) {
    return List.of(x);
  }

  private static String number(GraphBuilder builder, float value) {
    return builder.constant("bound", Tensor.of(new float[] {value}));
  }
}
