package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.model.AxisRoles.Role;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.operator.Extent;
import org.pixelwhy.onnx.operator.Kind;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.operator.Trait;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * What the axes of a network's tensors stand for, followed from the image on: convolutions give
 * channels first, transpositions move axes, reshaping turns an image's axes into tokens and back.
 */
final class Arrangements {
  private final TypedGraph typed;
  private final int rank;
  private final Map<String, AxisRoles> roles = new HashMap<>();

  /**
   * @param image name of the image's tensor {@code [N,C,H,W]}
   */
  Arrangements(TypedGraph typed, String image) {
    this.typed = typed;
    this.rank = typed.shape(image).rank();
    roles.put(image, AxisRoles.image(rank));
    for (Node node : typed.graph().nodes()) {
      for (String output : node.outputs()) {
        if (typed.types().containsKey(output)) {
          of(node, typed.shape(output))
              .filter(found -> found.axes().size() == typed.shape(output).rank())
              .ifPresent(found -> roles.put(output, found));
        }
      }
    }
  }

  /** Whether it is known what a tensor's axes stand for. */
  boolean knows(String tensor) {
    return roles.containsKey(tensor);
  }

  /** How a tensor holds a feature map, as far as is known. */
  Optional<Arrangement> of(String tensor) {
    return Optional.ofNullable(roles.get(tensor))
        .flatMap(found -> found.arrangement(typed.shape(tensor), rank - 2));
  }

  private Optional<AxisRoles> of(Node node, Shape output) {
    Optional<AxisRoles> first = Optional.ofNullable(roles.get(node.input(0)));
    if (Operators.is(node, Trait.CHANNELS)) {
      return output.rank() == rank ? Optional.of(AxisRoles.image(rank)) : Optional.empty();
    }
    return switch (node.op()) {
      case "Transpose" -> first.map(found -> found.permuted(permutation(node, output)));
      case "Reshape", "Flatten", "Squeeze", "Unsqueeze" ->
          first.flatMap(found -> found.reshaped(typed.shape(node.input(0)), output, rank - 2));
      case "MatMul" -> product(node, output);
      case "Gemm" -> first.map(found -> found.with(List.of(found.axes().get(0), Role.FEATURES)));
      case "Concat" -> joined(node, output);
      case "Slice" -> first.flatMap(found -> sliced(node, found, output));
      case "Gather" -> first.flatMap(found -> gathered(node, found, output));
      default -> alike(node, output);
    };
  }

  private static long[] permutation(Node node, Shape output) {
    long[] reversed = new long[output.rank()];
    Arrays.setAll(reversed, i -> output.rank() - 1 - i);
    return node.intsAttribute("perm").orElse(reversed);
  }

  /**
   * Operators whose output has the axes of an input: elementwise ones, and those that keep rank.
   */
  private Optional<AxisRoles> alike(Node node, Shape output) {
    if (Operators.is(node, operator -> operator.extent() == Extent.BROADCAST)) {
      return node.inputs().stream()
          .filter(roles::containsKey)
          .filter(input -> typed.shape(input).equals(output))
          .map(roles::get)
          .findFirst();
    }
    boolean same = Operators.is(node, operator -> operator.extent() == Extent.SAME);
    boolean along = Operators.is(node, Kind.RESAMPLING, Kind.MOVEMENT);
    return same || along && Operators.is(node, operator -> operator.keepsRank())
        ? Optional.ofNullable(roles.get(node.input(0)))
            .filter(found -> same || keepsTokens(node, found, output))
        : Optional.empty();
  }

  private boolean keepsTokens(Node node, AxisRoles found, Shape output) {
    int axis = found.axes().indexOf(Role.TOKENS);
    return axis < 0 || typed.shape(node.input(0)).dim(axis) == output.dim(axis);
  }

  /** Rows of the first factor, columns of the second; what weights make are features. */
  private Optional<AxisRoles> product(Node node, Shape output) {
    AxisRoles left = roles.get(node.input(0));
    AxisRoles right = roles.get(node.input(1));
    AxisRoles known = left != null && left.axes().size() == output.rank() ? left : right;
    if (known == null || known.axes().size() != output.rank() || output.rank() < 2) {
      return Optional.empty();
    }
    List<Role> axes = new ArrayList<>(known.axes());
    int last = axes.size() - 1;
    axes.set(last - 1, left == null ? Role.FEATURES : fromTheBack(left, 2));
    axes.set(last, right == null ? Role.FEATURES : fromTheBack(right, 1));
    boolean tokens = known.axes().contains(Role.TOKENS);
    return Optional.of((tokens || right == null || left == null ? known : right).with(axes));
  }

  private static Role fromTheBack(AxisRoles found, int axis) {
    int size = found.axes().size();
    return size < axis ? Role.OTHER : found.axes().get(size - axis);
  }

  /** Tokens joined with others before them, such as a class token. */
  private Optional<AxisRoles> joined(Node node, Shape output) {
    int axis = output.axis(node.intAttribute("axis", 0));
    int before = 0;
    for (String input : node.inputs()) {
      AxisRoles found = roles.get(input);
      if (found != null) {
        boolean tokens = found.axes().get(axis) == Role.TOKENS;
        return Optional.of(tokens ? found.skipping(found.skipped() + before) : found);
      }
      before += typed.types().containsKey(input) ? (int) typed.shape(input).dim(axis) : 0;
    }
    return Optional.empty();
  }

  private Optional<AxisRoles> sliced(Node node, AxisRoles found, Shape output) {
    int axis = found.axes().indexOf(Role.TOKENS);
    Shape input = typed.shape(node.input(0));
    if (axis < 0 || input.dim(axis) == output.dim(axis)) {
      return Optional.of(found);
    }
    Optional<Long> start = start(node, input, axis);
    long patches = found.grid().stream().reduce(1L, (a, b) -> a * b);
    return start
        .map(from -> found.skipping(found.skipped() - from.intValue()))
        .filter(cut -> cut.skipped() >= 0 && cut.skipped() + patches <= output.dim(axis));
  }

  private Optional<Long> start(Node node, Shape input, int axis) {
    Map<String, Tensor> constants = typed.graph().initializers();
    Tensor starts = constants.get(node.input(1));
    if (starts == null || node.hasInput(4)) {
      boolean steps = node.hasInput(4) && constants.containsKey(node.input(4));
      if (!steps
          || starts == null
          || Arrays.stream(constants.get(node.input(4)).toLongs()).anyMatch(s -> s != 1)) {
        return Optional.empty();
      }
    }
    Tensor named = constants.get(node.input(3));
    for (int i = 0; i < starts.size(); i++) {
      if (input.axis(named == null ? i : named.getLong(i)) == axis) {
        long start = starts.getLong(i);
        return Optional.of(start < 0 ? start + input.dim(axis) : start);
      }
    }
    return Optional.of(0L);
  }

  /** Of one index, its axis goes; of several, it stays what it was unless it held the image. */
  private Optional<AxisRoles> gathered(Node node, AxisRoles found, Shape output) {
    Shape input = typed.shape(node.input(0));
    int axis = input.axis(node.intAttribute("axis", 0));
    List<Role> axes = new ArrayList<>(found.axes());
    if (output.rank() == input.rank() - 1) {
      axes.remove(axis);
      return Optional.of(found.with(axes));
    }
    boolean features = axes.get(axis) == Role.FEATURES && output.rank() == input.rank();
    return features ? Optional.of(found) : Optional.empty();
  }
}
