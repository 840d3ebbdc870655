package org.pixelwhy.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.autodiff.Differentiator;
import org.pixelwhy.onnx.autodiff.GradientGraph;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.onnx.window.Box;
import org.pixelwhy.onnx.window.WindowAnalysis;
import org.pixelwhy.onnx.window.WindowPlanner;
import org.pixelwhy.onnx.window.WindowScheme;
import org.pixelwhy.onnx.window.WindowTask;
import org.pixelwhy.onnx.window.rule.Span;
import org.pixelwhy.tensor.Shape;

/** Operations counted from the graphs of U-Nets, windows against the whole. */
@ExtendWith(EngineExtension.class)
class UNetWindowsTest {
  private static TypedGraph unet(Engine engine, int depth, int channels, int size) {
    return new ShapeProbe(engine)
        .probe(
            UNet.graph(UNetOptions.defaults().withDepth(depth).withChannels(channels), 1),
            Map.of("image", Shape.of(1, 3, size, size)));
  }

  private static void assertAtLeast(double least, double actual) {
    assertTrue(
        actual >= least, "%.2f times fewer operations, expected %s".formatted(actual, least));
  }

  private static double fewer(WindowScheme scheme) {
    return scheme.fullCost().operations() / scheme.cost().operations();
  }

  private static double forward(TypedGraph typed, Box wanted) {
    WindowAnalysis analysis =
        WindowAnalysis.of(WindowTask.forward(typed, "image", List.of("logits")));
    return fewer(new WindowPlanner(analysis).scheme(new long[] {15, 15}, Map.of("logits", wanted)));
  }

  @Test
  void coveringWindowsTakesTwentyTimesFewerOperations(Engine engine) {
    TypedGraph typed = unet(engine, 4, 16, 512);
    assertAtLeast(20, forward(typed, Box.whole(typed.shape("logits"))));
    Box region = new Box(List.of(new Span(200, 260), new Span(240, 300)));
    assertAtLeast(40, forward(typed, region));
  }

  private static double backward(Engine engine, TypedGraph typed, String tensor) {
    GradientGraph gradient =
        new Differentiator(StandardRules.standard())
            .differentiate(typed, "logits", List.of(tensor));
    GradientGraph.Halves halves = gradient.split(List.of());
    TypedGraph backward = new ShapeProbe(engine).probe(halves.backward(), Map.of());
    String output = gradient.gradients().get(tensor);
    WindowAnalysis analysis =
        WindowAnalysis.of(
            WindowTask.backward(backward, halves.forward(), gradient.seed(), List.of(output)));
    Box whole = Box.whole(backward.shape(output));
    return fewer(new WindowPlanner(analysis).scheme(new long[] {1, 1}, Map.of(output, whole)));
  }

  @Test
  void thePixelOfADeepNetworkTakesAFractionOfABackwardPass(Engine engine) {
    // The share does not depend on the width of layers, the time to build the graph does.
    TypedGraph typed = unet(engine, 5, 16, 256);
    assertAtLeast(20, backward(engine, typed, "mid.2.relu"));
    assertAtLeast(4, backward(engine, typed, "image"));
    assertAtLeast(1.4, forward(typed, Box.whole(typed.shape("logits"))));
  }
}
