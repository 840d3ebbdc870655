package org.pixelwhy.onnx.blocked;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.TensorType;

/**
 * The layouts that every tensor is there in; converts from one to the other where it is asked for,
 * once.
 *
 * <p>In plain layout a tensor has the name that it has in the original graph.
 */
final class Forms {
  private final TypedGraph typed;
  private final BlockedOps ops;
  private final Map<String, String> blocked = new HashMap<>();
  private final Set<String> onlyBlocked = new HashSet<>();
  private final Map<List<String>, String> centred = new HashMap<>();
  private final Set<Node> absorbed = new HashSet<>();
  private final Map<String, Routing> routings = new HashMap<>();
  private final Map<String, Runnable> unmade = new HashMap<>();

  Forms(TypedGraph typed, BlockedOps ops) {
    this.typed = typed;
    this.ops = ops;
  }

  /** Says that a node is done along with another. */
  void absorb(Node node) {
    absorbed.add(node);
  }

  /** Whether a node is done along with another already. */
  boolean isAbsorbed(Node node) {
    return absorbed.contains(node);
  }

  /**
   * Says that a routing stands for the indices of a pooling.
   *
   * @param make appends the indices themselves, under their name, if they are asked for
   */
  void routed(String indices, Routing routing, Runnable make) {
    routings.put(indices, routing);
    unmade.put(indices, make);
  }

  /** What stands for the indices of a pooling. */
  Optional<Routing> routing(String indices) {
    return Optional.ofNullable(routings.get(indices));
  }

  /** Says that a tensor was made in blocked layout, under this name. */
  void madeBlocked(String tensor, String name) {
    blocked.put(tensor, name);
    onlyBlocked.add(tensor);
  }

  /** Whether a tensor is there in blocked layout. */
  boolean isBlocked(String tensor) {
    return blocked.containsKey(tensor);
  }

  /** Name of a tensor in blocked layout; it must be one that {@link BlockedOps#fits}. */
  String blocked(String tensor) {
    return blocked.computeIfAbsent(tensor, plain -> ops.block(plain, typed.type(plain)));
  }

  /** Name of a tensor in plain layout: its own. */
  String plain(String tensor) {
    if (onlyBlocked.remove(tensor)) {
      TensorType type = typed.type(tensor);
      ops.unblock(blocked.get(tensor), type, tensor);
    }
    Runnable make = unmade.remove(tensor);
    if (make != null) {
      make.run();
    }
    return tensor;
  }

  /** Remembers that a tensor less the means [C] of its channels is there in blocked layout. */
  void centred(String tensor, String means, String name) {
    centred.put(List.of(tensor, means), name);
  }

  /** The name of a tensor less its means in blocked layout, if it is there already. */
  Optional<String> centred(String tensor, String means) {
    return Optional.ofNullable(centred.get(List.of(tensor, means)));
  }
}
