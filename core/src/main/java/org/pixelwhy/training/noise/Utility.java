package org.pixelwhy.training.noise;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Inlining;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/**
 * The network that is explained, frozen: its weights are constants, its batch normalisations use
 * what they remember, and gradients are taken of its input alone.
 *
 * @param model any network whose operators have gradient rules
 * @param target the class that counts, against all others; empty for all classes
 * @param coarse whether its output has another size than the image, to which it is brought then
 */
public record Utility(SegmentationModel model, OptionalInt target, boolean coarse) {
  private static final long CHANNEL = 1;

  /** Probabilities are kept away from 0 and 1 before their logarithm is taken. */
  private static final double SMALLEST = 1e-6;

  public Utility {
    int classes = model.classNames().size();
    if (target.isPresent() && (target.getAsInt() < 0 || target.getAsInt() >= classes)) {
      throw new InputException(
          Text.format(
              "the network has no class %d, it has %s", target.getAsInt(), model.classNames()));
    }
    if (target.isEmpty() && classes > 1 && model.decision() == Decision.THRESHOLD) {
      throw InputException.about(
          "class of interest",
          Text.format(
              "the network's %d classes %s may overlap; state which of them is of interest",
              classes, model.classNames()));
    }
  }

  /**
   * The utility for images of a shape.
   *
   * @param images {@code [N,C,H,W]}
   * @throws InputException if the network does not take them
   */
  public static Utility of(
      Engine engine, SegmentationModel model, OptionalInt target, Shape images) {
    Shape output =
        new ShapeProbe(engine)
            .probe(model.graph(), Map.of(model.input(), images.with(0, 1)))
            .shape(model.logits());
    boolean coarse = output.dim(2) != images.dim(2) || output.dim(3) != images.dim(3);
    return new Utility(model, target, coarse);
  }

  /** K, the channels of {@link #append}. */
  public int classes() {
    return target.isPresent() ? 1 : model.classNames().size();
  }

  /**
   * Appends the network.
   *
   * @param image tensor {@code [N,C,H,W]} as the network takes it
   * @param height H
   * @param width W
   * @return name of the logits {@code [N,K,H,W]}; one channel where a class counts against all
   *     others
   */
  public String append(GraphBuilder builder, Ops ops, String image, long height, long width) {
    Graph graph = model.graph();
    graph
        .opsets()
        .forEach(
            (domain, version) -> {
              if (!domain.isEmpty()) {
                builder.opset(domain, version);
              }
            });
    List<String> outputs = new Inlining(graph, builder).copy(Map.of(model.input(), image));
    String logits = logits(ops, outputs.get(graph.outputNames().indexOf(model.logits())));
    String chosen = target.isPresent() ? against(ops, logits, target.getAsInt()) : logits;
    return coarse ? resized(ops, chosen, height, width) : chosen;
  }

  private static String resized(Ops ops, String logits, long height, long width) {
    String leading = ops.op("Shape", Map.of("start", 0, "end", 2), logits);
    return ops.op(
        "Resize",
        Map.of("mode", "linear", "coordinate_transformation_mode", "half_pixel"),
        logits,
        "",
        "",
        ops.op("Concat", Map.of("axis", 0), leading, ops.longs(height, width)));
  }

  /** Logits of probabilities, where the network gives nothing else. */
  private String logits(Ops ops, String output) {
    if (!model.logits().equals(model.probabilities())) {
      return output;
    }
    String p = ops.op("Clip", output, ops.scalar(SMALLEST), ops.scalar(1 - SMALLEST));
    String log = ops.op("Log", p);
    return model.decision() == Decision.ARGMAX
        ? log
        : ops.sub(log, ops.op("Log", ops.sub(ops.scalar(1), p)));
  }

  /** {@code x_c - log sum_(k != c) e^(x_k)}: the logit of the class's probability. */
  private String against(Ops ops, String logits, int label) {
    int classes = model.classNames().size();
    String own = ops.slice(logits, CHANNEL, label, label + 1);
    if (model.decision() == Decision.THRESHOLD) {
      return own;
    }
    List<String> others =
        label == 0
            ? List.of(ops.slice(logits, CHANNEL, 1, classes))
            : label == classes - 1
                ? List.of(ops.slice(logits, CHANNEL, 0, label))
                : List.of(
                    ops.slice(logits, CHANNEL, 0, label),
                    ops.slice(logits, CHANNEL, label + 1, classes));
    String rest = others.size() == 1 ? others.get(0) : ops.concat(CHANNEL, others);
    return ops.sub(own, ops.op("ReduceLogSumExp", Map.of("keepdims", 1), rest, ops.longs(1)));
  }
}
