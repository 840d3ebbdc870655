package org.pixelwhy.onnx.window;

import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.tensor.Tensor;

/**
 * A graph that computes windows of the outputs of another one, for a batch of changes.
 *
 * <p>It serves every plan of its scheme: sizes and places of all pieces are numbers that it reads
 * when it runs.
 */
public final class WindowedGraph {
  private final Graph graph;
  private final String change;
  private final String places;
  private final Map<String, String> known;
  private final int batch;
  private final Slots slots;

  WindowedGraph(
      Graph graph,
      String change,
      String places,
      Map<String, String> known,
      int batch,
      Slots slots) {
    this.graph = graph;
    this.change = change;
    this.places = places;
    this.known = Map.copyOf(known);
    this.batch = batch;
    this.slots = slots;
  }

  /**
   * The rewritten graph.
   *
   * @param batch number of changes that it computes in one run
   */
  public static WindowedGraph of(WindowScheme scheme, int batch) {
    return new PieceWriter(scheme, batch).write();
  }

  /** The graph; its outputs bear the names of those it computes windows of. */
  public Graph graph() {
    return graph;
  }

  /** Name of the input that takes the changed boxes {@code [batch,C,...]}, all of one size. */
  public String change() {
    return change;
  }

  /** Name of the input that takes {@link #places}. */
  public String placesInput() {
    return places;
  }

  /** Inputs that take tensors of the unchanged run, whole: the tensor's name by input. */
  public Map<String, String> known() {
    return known;
  }

  /** Number of changes in one run. */
  public int batch() {
    return batch;
  }

  /** Where everything lies, as the graph reads it, for as many changes as a batch has. */
  public Tensor places(WindowPlan plan, List<Placement> changes) {
    return slots.values(plan, changes);
  }
}
