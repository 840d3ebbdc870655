package org.pixelwhy.onnx.blocked;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * A convolution with what one operator of the layout does along with it: a normalisation by
 * constants, a sum with what is there already, and an activation, each the only reader of what is
 * before it. The runtime fuses the same where it brings convolutions into the layout by itself.
 *
 * @param weight of the convolution, with the normalisation in it; empty if it is no constant
 * @param bias likewise; empty if there is none or it is no constant
 * @param folded the nodes that are done along with it, in their order
 * @param sum name of the other operand of the sum
 * @param activation attributes that stand for it
 */
record FusedConvolution(
    Optional<Tensor> weight,
    Optional<Tensor> bias,
    List<Node> folded,
    Optional<String> sum,
    Map<String, Attribute> activation) {

  static FusedConvolution of(Site site) {
    Reader reader = new Reader(site);
    reader.normalisation();
    reader.sum();
    reader.activation();
    return reader.found();
  }

  /** The last tensor that it makes. */
  String output(Node convolution) {
    return folded.isEmpty() ? convolution.output(0) : folded.get(folded.size() - 1).output(0);
  }

  /** Follows the readers of a convolution. */
  private static final class Reader {
    private final Site site;
    private final List<Node> folded = new ArrayList<>();
    private final Map<String, Attribute> activation = new LinkedHashMap<>();
    private Optional<Tensor> weight;
    private Optional<Tensor> bias;
    private Optional<String> sum = Optional.empty();
    private String tensor;

    Reader(Site site) {
      this.site = site;
      this.tensor = site.node().output(0);
      this.weight = site.constant(1);
      this.bias = site.node().hasInput(2) ? site.constant(2) : Optional.empty();
    }

    FusedConvolution found() {
      return new FusedConvolution(weight, bias, List.copyOf(folded), sum, activation);
    }

    /** The node that alone reads the tensor, unless it is wanted itself. */
    private Optional<Node> next() {
      TypedGraph typed = site.typed();
      List<Node> readers = typed.graph().consumers(tensor);
      boolean alone = readers.size() == 1 && !typed.graph().outputNames().contains(tensor);
      return alone ? Optional.of(readers.get(0)) : Optional.empty();
    }

    private void fold(Node node) {
      folded.add(node);
      tensor = node.output(0);
    }

    void normalisation() {
      boolean known = weight.isPresent() && (bias.isPresent() || !site.node().hasInput(2));
      next()
          .filter(node -> known && node.qualifiedOp().equals("BatchNormalization"))
          .filter(node -> node.intAttribute("training_mode", 0) == 0 && node.outputs().size() == 1)
          .filter(node -> node.input(0).equals(tensor))
          .filter(node -> node.inputs().subList(1, 5).stream().allMatch(x -> value(x).isPresent()))
          .ifPresent(
              node -> {
                normalise(node);
                fold(node);
              });
    }

    private Optional<Tensor> value(String name) {
      return Optional.ofNullable(site.typed().graph().initializers().get(name));
    }

    private float[] values(Node node, int i) {
      return value(node.input(i)).orElseThrow().toFloats();
    }

    private void normalise(Node node) {
      float[] kernels = weight.orElseThrow().toFloats();
      float[] scale = values(node, 1);
      float[] shift = values(node, 2);
      float[] mean = values(node, 3);
      float[] variance = values(node, 4);
      float[] old = bias.map(Tensor::toFloats).orElseGet(() -> new float[scale.length]);
      float[] biases = new float[scale.length];
      float epsilon = node.floatAttribute("epsilon", 1e-5f);
      int size = kernels.length / scale.length;
      // In float and in this order, as the runtime does, so that both give the same bits.
      for (int m = 0; m < scale.length; m++) {
        float factor = scale[m] / (float) Math.sqrt(variance[m] + epsilon);
        biases[m] =
            bias.isPresent() ? (old[m] - mean[m]) * factor + shift[m] : shift[m] - mean[m] * factor;
        for (int i = m * size; i < (m + 1) * size; i++) {
          kernels[i] *= factor;
        }
      }
      weight = Optional.of(Tensor.of(kernels, weight.orElseThrow().shape().dims()));
      bias = Optional.of(Tensor.of(biases, biases.length));
    }

    void sum() {
      Optional<Node> add = next().filter(node -> node.qualifiedOp().equals("Add"));
      Shape shape = site.typed().shape(tensor);
      add.map(node -> node.input(0).equals(tensor) ? node.input(1) : node.input(0))
          .filter(other -> !other.equals(tensor) && site.forms().isBlocked(other))
          .filter(other -> site.typed().shape(other).equals(shape))
          .ifPresent(
              other -> {
                sum = Optional.of(other);
                fold(add.orElseThrow());
              });
    }

    void activation() {
      next()
          .filter(node -> node.outputs().size() == 1 && node.input(0).equals(tensor))
          .flatMap(node -> parameters(node).map(these -> Map.entry(node, these)))
          .ifPresent(
              found -> {
                Node node = found.getKey();
                activation.put("activation", Attribute.of(node.op()));
                if (!found.getValue().isEmpty()) {
                  activation.put("activation_params", new Attribute.Floats(found.getValue()));
                }
                fold(node);
              });
    }

    /** The parameters of an activation that the operator knows; empty for any other node. */
    private Optional<List<Float>> parameters(Node node) {
      return switch (node.qualifiedOp()) {
        case "Relu", "Sigmoid", "Tanh" -> Optional.of(List.of());
        case "LeakyRelu" -> Optional.of(List.of(node.floatAttribute("alpha", 0.01f)));
        case "Clip" -> bounds(node);
        default -> Optional.empty();
      };
    }

    private Optional<List<Float>> bounds(Node node) {
      return bound(node, 1)
          .flatMap(low -> bound(node, 2).map(high -> List.of(low, high)))
          .filter(range -> range.get(0) <= range.get(1));
    }

    private Optional<Float> bound(Node node, int i) {
      return value(node.hasInput(i) ? node.input(i) : "")
          .filter(value -> value.type() == DataType.FLOAT && value.size() == 1)
          .map(value -> (float) value.get(0));
    }
  }
}
