package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.operator.Kind;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.operator.Trait;
import org.pixelwhy.onnx.operator.Zero;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.TensorType;
import org.pixelwhy.tensor.Text;

/**
 * The layers of a model: tensors between input and output that hold a feature map, in the order in
 * which they are computed. Tokens of a transformer are laid out on the grid of its patches.
 */
public final class Layers {
  /** The last layer of the lowest resolution. */
  public static final String AUTO = "auto";

  /** Every layer that {@link #principal} lists. */
  public static final String ALL = "all";

  private final SegmentationModel model;
  private final TypedGraph typed;
  private final List<Layer> layers = new ArrayList<>();
  private final Arrangements arrangements;

  public Layers(SegmentationModel model, TypedGraph typed) {
    this.model = model;
    this.typed = typed;
    Set<String> between = typed.graph().descendants(Set.of(model.input()));
    between.retainAll(typed.graph().ancestors(Set.of(model.logits())));
    int rank = typed.shape(model.input()).rank();
    this.arrangements = new Arrangements(typed, model.input());
    for (Node node : typed.graph().nodes()) {
      for (String output : node.outputs()) {
        if (between.contains(output) && !output.equals(model.logits())) {
          TensorType type = typed.type(output);
          if (type.type().isFloating()) {
            arrangement(output, type.shape(), rank)
                .ifPresent(found -> layers.add(new Layer(output, node.op(), found)));
          }
        }
      }
    }
  }

  /** What has the image's rank counts as a feature map where nothing else is known of it. */
  private Optional<Arrangement> arrangement(String tensor, Shape shape, int rank) {
    return arrangements
        .of(tensor)
        .or(() -> shape.rank() == rank ? Optional.of(Arrangement.plain(shape)) : Optional.empty());
  }

  /** All layers. */
  public List<Layer> all() {
    return List.copyOf(layers);
  }

  /**
   * The layers worth looking at: convolutions and the like, each after its activation. What is
   * known to hold no feature map, as the weights of an attention, is none of them.
   */
  public List<Layer> principal() {
    return layers.stream().filter(this::isPrincipal).toList();
  }

  private boolean isPrincipal(Layer layer) {
    if (moves(layer)
        || layer.positions() <= 1
        || arrangements.knows(layer.tensor()) && arrangements.of(layer.tensor()).isEmpty()) {
      return false;
    }
    List<Node> readers = typed.graph().consumers(layer.tensor());
    return readers.size() != 1 || !finishes(readers.get(0), layer.tensor());
  }

  /** Whether a layer is only values of another put elsewhere; of several joined, it is its own. */
  private boolean moves(Layer layer) {
    return typed
        .graph()
        .producer(layer.tensor())
        .flatMap(Operators::of)
        .filter(operator -> operator.is(Kind.MOVEMENT) && operator.zero() != Zero.ALL)
        .isPresent();
  }

  /** Whether a node finishes what the one before it began: only its result is principal. */
  private boolean finishes(Node node, String tensor) {
    Set<String> constants = typed.graph().initializers().keySet();
    boolean shifts =
        Operators.is(node, Kind.ARITHMETIC)
            && node.inputs().stream().allMatch(x -> x.equals(tensor) || constants.contains(x));
    return shifts
        || Operators.is(node, Kind.NORMALIZATION)
        || Operators.is(node, Kind.ACTIVATION) && Operators.is(node, Trait.ELEMENTWISE);
  }

  /** The last principal layer of the lowest resolution above one position. */
  public Layer deepest() {
    Layer deepest = null;
    for (Layer layer : principal()) {
      if (deepest == null || layer.positions() <= deepest.positions()) {
        deepest = layer;
      }
    }
    if (deepest == null) {
      throw new InputException(
          "the network has no layer with more than one position between image and output; choose"
              + " one by its tensor name, or use a method that explains the input");
    }
    return deepest;
  }

  /** The principal layers from the lowest resolution up, of each the last first. */
  public List<Layer> deepestFirst() {
    List<Layer> sorted = new ArrayList<>(principal());
    Collections.reverse(sorted);
    sorted.sort(Comparator.comparingLong(Layer::positions));
    return sorted;
  }

  /** Where on the way from input to output a layer lies. */
  public Stage stage(Layer layer) {
    Layer deepest = deepest();
    if (principal().stream().allMatch(other -> other.positions() == deepest.positions())) {
      return Stage.UNIFORM;
    }
    if (layer.positions() == deepest.positions()) {
      return Stage.BOTTLENECK;
    }
    boolean behind = typed.graph().descendants(Set.of(deepest.tensor())).contains(layer.tensor());
    return behind ? Stage.DECODER : Stage.ENCODER;
  }

  /**
   * The layers that a user asked for: {@link #AUTO}, {@link #ALL} or tensor names.
   *
   * @throws InputException if there is no such layer, with the nearest names
   */
  public List<Layer> select(List<String> wanted) {
    List<Layer> selected = new ArrayList<>();
    for (String name : wanted) {
      switch (name) {
        case AUTO -> selected.add(deepest());
        case ALL -> selected.addAll(principal());
        default -> selected.add(byName(name));
      }
    }
    return selected.stream().distinct().toList();
  }

  /**
   * The layers that a user asked for; the image in their place where none was.
   *
   * @throws InputException if there is no such layer, with the nearest names
   */
  public List<Layer> selectOrImage(List<String> wanted) {
    Arrangement image = Arrangement.plain(typed.shape(model.input()));
    return wanted.isEmpty() ? List.of(new Layer(model.input(), "", image)) : select(wanted);
  }

  private Layer byName(String name) {
    return layers.stream()
        .filter(layer -> layer.tensor().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    Text.format(
                        "unknown layer '%s'.%s '%s' lists all layers",
                        name,
                        NearestNames.suggest(name, layers.stream().map(Layer::tensor).toList()),
                        "pixelwhy inspect")));
  }

  /** The model whose layers these are. */
  public SegmentationModel model() {
    return model;
  }
}
