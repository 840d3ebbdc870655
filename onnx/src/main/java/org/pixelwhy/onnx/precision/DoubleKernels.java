package org.pixelwhy.onnx.precision;

import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.operator.Trait;

/** What ONNX Runtime computes in double on a CPU, and what is composed of that. */
final class DoubleKernels {
  private static final Map<String, Composition> COMPOSED =
      Map.ofEntries(
          Map.entry("Conv", DoubleWindows::convolution),
          Map.entry("ConvTranspose", DoubleWindows::transposed),
          Map.entry("AveragePool", DoubleWindows::average),
          Map.entry("GlobalAveragePool", DoubleElements::globalAverage),
          Map.entry("GlobalMaxPool", DoubleElements::globalMaximum),
          Map.entry("InstanceNormalization", DoubleElements::normalization),
          Map.entry("GroupNormalization", DoubleElements::normalization),
          Map.entry("LeakyRelu", DoubleElements::leakyRelu),
          Map.entry("PRelu", DoubleElements::pRelu),
          Map.entry("Elu", DoubleElements::elu),
          Map.entry("Celu", DoubleElements::celu),
          Map.entry("Selu", DoubleElements::selu),
          Map.entry("Softplus", DoubleElements::softplus),
          Map.entry("Softsign", DoubleElements::softsign),
          Map.entry("Mish", DoubleElements::mish),
          Map.entry("HardSigmoid", DoubleElements::hardSigmoid),
          Map.entry("HardSwish", DoubleElements::hardSwish),
          Map.entry("Resize", DoubleResize::append));

  private DoubleKernels() {}

  static boolean has(Node node) {
    return Operators.is(node, Trait.DOUBLE);
  }

  /** How a node without a kernel is composed; of nothing where it stays in float. */
  static Composition composition(Node node) {
    Composition none = site -> Optional.empty();
    return node.domain().isEmpty() ? COMPOSED.getOrDefault(node.op(), none) : none;
  }
}
