package org.pixelwhy.study.noise;

import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.Tensor;

/** An explainer made by hand: {@code z = 4 (0.5 - x)}, so that bright pixels bear little noise. */
public final class BrightnessExplainer {
  private BrightnessExplainer() {}

  /** With the outputs that an explainer of noise has; the scale of the noise is always 0.2. */
  public static Graph graph() {
    GraphBuilder builder = Graph.builder("brightness", 21);
    builder.input(plane("image"));
    constant(builder, "factor", -4);
    constant(builder, "middle", 2);
    constant(builder, "tiny", 1e-12f);
    constant(builder, "none", 0);
    constant(builder, "scale", 0.2f);
    node(builder, "product", "Mul", "image", "factor");
    node(builder, "noise_logit", "Add", "product", "middle");
    node(builder, "minus", "Neg", "noise_logit");
    node(builder, "positive", "Relu", "minus");
    builder.initializer("axes", Tensor.of(new long[] {1, 2, 3}, 3));
    builder.add(
        new Node(
            "peak",
            "",
            "ReduceMax",
            List.of("positive", "axes"),
            List.of("peak"),
            Map.of("keepdims", Attribute.of(1))));
    node(builder, "greatest", "Max", "peak", "tiny");
    node(builder, "importance", "Div", "positive", "greatest");
    node(builder, "nothing", "Mul", "image", "none");
    node(builder, "noise_scale", "Add", "nothing", "scale");
    builder.metadata(
        "pixelwhy.noise",
        String.join(
            "\n",
            "goal: NOISE",
            "least: 1.0",
            "greatest: 5.0",
            "unit: 1.0",
            "lambda: 0.001",
            "draws: 1",
            "utility: none",
            "parameters: 2"));
    return builder
        .output(plane("importance"))
        .output(plane("noise_scale"))
        .output(plane("noise_logit"))
        .build();
  }

  private static void constant(GraphBuilder builder, String name, float value) {
    builder.initializer(name, Tensor.of(new float[] {value}, 1));
  }

  private static void node(GraphBuilder builder, String name, String op, String... inputs) {
    builder.add(new Node(name, "", op, List.of(inputs), List.of(name), Map.of()));
  }

  private static Value plane(String name) {
    return Value.planes(name, Dimension.of(1));
  }
}
