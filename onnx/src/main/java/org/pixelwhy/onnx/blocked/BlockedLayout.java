package org.pixelwhy.onnx.blocked;

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
    return new BlockedLayout(typed, block).rewrite();
  }

  private Graph rewrite() {
    Graph graph = typed.graph();
    graph.opsets().forEach(builder::opset);
    builder.opset(BlockedOps.DOMAIN, 1);
    graph.metadata().forEach(builder::metadata);
    builder.reserve(typed.types().keySet());
    graph.inputs().forEach(builder::input);
    graph.initializers().forEach(builder::initializer);
    graph.nodes().forEach(this::append);
    graph.outputNames().forEach(forms::plain);
    graph.outputNames().forEach(builder::tap);
    return builder.prune().build();
  }

  private void append(Node node) {
    Site site = new Site(node, typed, forms, ops, blocked);
    if (BlockedRules.of(node).stream().noneMatch(rule -> rule.append(site))) {
      Graph.dependencies(node).forEach(forms::plain);
      builder.add(node);
    }
  }
}
