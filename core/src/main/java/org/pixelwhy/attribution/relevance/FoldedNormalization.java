package org.pixelwhy.attribution.relevance;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * A BatchNormalization that is read as part of the convolution before it: with {@code s = scale /
 * sqrt(variance + epsilon)}, {@code W' = s W} and {@code b' = s (b - mean) + shift}.
 */
record FoldedNormalization(Node convolution, Node normalization) {
  private static final int SCALE = 1;
  private static final int SHIFT = 2;
  private static final int MEAN = 3;
  private static final int VARIANCE = 4;

  /** Names of a layer's weight, bias (empty for none) and output. */
  record Weights(String weight, String bias, String output) {}

  /** The normalization that alone reads a convolution's output, if there is one. */
  static Optional<FoldedNormalization> behind(Node convolution, RuleContext context) {
    boolean possible =
        convolution.op().equals("Conv")
            || convolution.op().equals("ConvTranspose")
                && convolution.intAttribute("group", 1) == 1;
    List<Node> readers = context.consumers(convolution.output(0));
    if (!possible || readers.size() != 1 || !isFixed(readers.get(0), context)) {
      return Optional.empty();
    }
    boolean constant =
        context.constant(convolution.input(1)).isPresent()
            && (!convolution.hasInput(2) || context.constant(convolution.input(2)).isPresent());
    return constant
        ? Optional.of(new FoldedNormalization(convolution, readers.get(0)))
        : Optional.empty();
  }

  private static boolean isFixed(Node node, RuleContext context) {
    return node.op().equals("BatchNormalization")
        && node.intAttribute("training_mode", 0) == 0
        && IntStream.rangeClosed(SCALE, VARIANCE)
            .allMatch(i -> context.constant(node.input(i)).isPresent());
  }

  /** Adds the folded weights to the graph. */
  Weights fold(RuleContext context) {
    Tensor weight = context.constant(convolution.input(1)).orElseThrow();
    double[] factors = factors(context);
    double[] shift = value(context, SHIFT);
    double[] mean = value(context, MEAN);
    double[] bias =
        convolution.hasInput(2)
            ? context.constant(convolution.input(2)).orElseThrow().toDoubles()
            : new double[factors.length];
    for (int m = 0; m < bias.length; m++) {
      bias[m] = factors[m] * (bias[m] - mean[m]) + shift[m];
    }
    Tensor folded = Tensor.of(bias, bias.length).as(weight.type());
    return new Weights(
        context.ops().constant(scaled(weight, factors)),
        context.ops().constant(folded),
        normalization.output(0));
  }

  private double[] value(RuleContext context, int input) {
    return context.constant(normalization.input(input)).orElseThrow().toDoubles();
  }

  private double[] factors(RuleContext context) {
    double epsilon = normalization.floatAttribute("epsilon", 1e-5f);
    double[] factors = value(context, SCALE);
    double[] variance = value(context, VARIANCE);
    for (int m = 0; m < factors.length; m++) {
      factors[m] /= Math.sqrt(variance[m] + epsilon);
    }
    return factors;
  }

  /** The weight times one factor for every output channel: axis 0, or 1 if transposed. */
  private Tensor scaled(Tensor weight, double[] factors) {
    Shape shape = weight.shape();
    int axis = convolution.op().equals("Conv") ? 0 : 1;
    int inner = 1;
    for (int i = axis + 1; i < shape.rank(); i++) {
      inner *= (int) shape.dim(i);
    }
    double[] values = weight.toDoubles();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factors[i / inner % factors.length];
    }
    return Tensor.of(values, shape.dims()).as(weight.type());
  }
}
