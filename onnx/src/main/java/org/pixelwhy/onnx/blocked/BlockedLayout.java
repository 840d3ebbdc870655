package org.pixelwhy.onnx.blocked;

import java.util.List;
import java.util.function.Predicate;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Text;

/**
 * Rewrites a graph so that convolutions of images run in blocked layout: {@code [N,C,H,W]} is held
 * in memory as {@code [N,C/b,H,W,b]}, b channels side by side.
 *
 * <p>Inputs, outputs and values stay what they are, up to rounding. A tensor that has come into the
 * blocked layout stays in it as long as {@link BlockedRules} know how; it is converted where others
 * read it. Only tensors whose number of channels is a multiple of b are ever blocked.
 *
 * <p>Worth it where weights are not constant. For others ONNX Runtime does the same by itself.
 */
public final class BlockedLayout {
  private final TypedGraph typed;
  private final GraphBuilder builder;
  private final Forms forms;
  private final Ops ops;
  private final BlockedOps blocked;

  private BlockedLayout(TypedGraph typed, long block) {
    this.typed = typed;
    this.builder = Graph.builder(typed.graph().name(), typed.graph().opset());
    this.ops = new Ops(builder, DataType.FLOAT);
    this.blocked = new BlockedOps(builder, ops, block);
    this.forms = new Forms(typed, blocked);
  }

  /**
   * The graph in blocked layout.
   *
   * @param block how many channels the runtime holds side by side, at least 2: a property of the
   *     processor, see {@code Engine.channelBlock()}
   * @throws GraphException if the block is smaller
   */
  public static Graph of(TypedGraph typed, long block) {
    if (block < 2) {
      throw new GraphException(
          Text.format("illegal block of channels: %d, must be above 1", block));
    }
    return half(typed, block, Handover.NONE);
  }

  /** The graph of a half that is handed some of its inputs in blocked layout. */
  static Graph half(TypedGraph typed, long block, Handover handed) {
    BlockedLayout layout = new BlockedLayout(typed, block);
    layout.begin(handed);
    layout.nodes();
    return layout.end(typed.graph().outputNames());
  }

  /** The graph of a half that hands over outputs as they are, those that may be. */
  static BlockedHalves handing(TypedGraph typed, long block, Predicate<String> mayBe) {
    BlockedLayout layout = new BlockedLayout(typed, block);
    // What is handed over must have names that the other half has not.
    layout.builder.prefix("forward/");
    layout.begin(Handover.NONE);
    layout.nodes();
    List<String> outputs = typed.graph().outputNames();
    Handover handover = Handover.of(layout.forms, outputs.stream().filter(mayBe).toList(), typed);
    List<String> plain = outputs.stream().filter(x -> !handover.has(x)).toList();
    handover.names().forEach(layout.builder::tap);
    return new BlockedHalves(layout.end(plain), new SavedInBlocks(handover, block));
  }

  /** What is handed over in blocked layout, in plain layout. */
  static Graph plain(Handover handed, long block) {
    Graph nothing = Graph.builder("plain", handed.opset()).build();
    BlockedLayout layout = new BlockedLayout(new TypedGraph(nothing, handed.types()), block);
    layout.begin(handed);
    return layout.end(List.copyOf(handed.tensors()));
  }

  private void begin(Handover handed) {
    Graph graph = typed.graph();
    graph.opsets().forEach(builder::opset);
    builder.opset(BlockedOps.DOMAIN, 1);
    graph.metadata().forEach(builder::metadata);
    builder.reserve(typed.types().keySet());
    graph.inputs().stream().filter(x -> !handed.has(x.name())).forEach(builder::input);
    handed.receive(builder, forms, blocked);
    graph.initializers().forEach(builder::initializer);
  }

  private void nodes() {
    typed.graph().nodes().forEach(this::append);
  }

  private Graph end(List<String> outputs) {
    outputs.forEach(forms::plain);
    outputs.forEach(builder::tap);
    return builder.prune().build();
  }

  private void append(Node node) {
    if (forms.isAbsorbed(node)) {
      return;
    }
    Site site = new Site(node, typed, forms, ops, blocked);
    if (BlockedRules.of(node).stream().noneMatch(rule -> rule.append(site))) {
      Graph.dependencies(node).forEach(forms::plain);
      builder.add(node);
    }
  }
}
