package org.pixelwhy.onnx.precision;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.onnx.graph.Node;

/** What ONNX Runtime computes in double on a CPU, and what is composed of that. */
final class DoubleKernels {
  /** Operators of the standard that take double. */
  private static final Set<String> THERE =
      Set.of(
          ("Abs Add ArgMax ArgMin BatchNormalization Cast CastLike Ceil Clip Compress Concat Constant"
                  + " ConstantOfShape Cos CumSum DepthToSpace Div Dropout Einsum Equal Exp Expand"
                  + " Flatten Floor Gather GatherElements GatherND Gemm Greater GreaterOrEqual"
                  + " Identity IsInf IsNaN LayerNormalization Less LessOrEqual Log LogSoftmax MatMul"
                  + " Max MaxPool Min Mod Mul Neg Pad Pow Reciprocal ReduceL1 ReduceL2 ReduceLogSum"
                  + " ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum"
                  + " ReduceSumSquare Relu Reshape ReverseSequence Round ScatterElements ScatterND"
                  + " Shape Sigmoid Sign Sin Size Slice Softmax SpaceToDepth Split Sqrt Squeeze Sub"
                  + " Sum Tanh Tile TopK Transpose Trilu Unsqueeze Where")
              .split(" "));

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
    return node.domain().isEmpty() && THERE.contains(node.op());
  }

  /** How a node without a kernel is composed; of nothing where it stays in float. */
  static Composition composition(Node node) {
    Composition none = site -> Optional.empty();
    return node.domain().isEmpty() ? COMPOSED.getOrDefault(node.op(), none) : none;
  }
}
