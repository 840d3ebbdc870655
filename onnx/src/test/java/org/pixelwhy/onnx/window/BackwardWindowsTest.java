package org.pixelwhy.onnx.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.onnx.autodiff.Differentiator;
import org.pixelwhy.onnx.autodiff.GradientGraph;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.onnx.window.WindowRun.Boxes;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class BackwardWindowsTest {
  @ParameterizedTest
  @EnumSource(Architecture.class)
  void gradientsOfOnePixelEqualTheWholeAtEveryOffsetAndEdge(Architecture kind, Engine engine) {
    check(engine, kind, 1, 1, kind.stride(), 1);
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void gradientsOfRegionsEqualTheWholeInBatches(Architecture kind, Engine engine) {
    check(engine, kind, 3, 2, 2, 3);
  }

  private static void check(
      Engine engine, Architecture kind, long h, long w, int stride, int batch) {
    TypedGraph forward = new ShapeProbe(engine).probe(kind.graph(), Map.of());
    String middle = forward.graph().nodes().get(forward.graph().nodes().size() / 2).output(0);
    GradientGraph gradient =
        new Differentiator(StandardRules.standard())
            .differentiate(forward, "logits", List.of("image", middle));
    GradientGraph.Halves halves = gradient.split(List.of());
    Tensor image = ForwardWindowsTest.noise(4, forward.shape("image").dims());
    Map<String, Tensor> saved = new HashMap<>();
    try (Program program = engine.compile(halves.forward())) {
      saved.putAll(program.run(Map.of("image", image)));
    }
    saved.put("image", image);
    saved.keySet().retainAll(halves.backward().inputNames());
    TypedGraph backward = new ShapeProbe(engine).probe(halves.backward(), Map.of());

    Shape output = forward.shape("logits");
    List<Box> boxes = Boxes.everywhere(output.dim(2), output.dim(3), h, w, stride);
    for (Map.Entry<String, String> entry : gradient.gradients().entrySet()) {
      check(
          engine,
          backward,
          halves.forward(),
          gradient.seed(),
          entry.getValue(),
          saved,
          boxes,
          batch);
    }
  }

  private static void check(
      Engine engine,
      TypedGraph backward,
      Graph forward,
      String seed,
      String gradient,
      Map<String, Tensor> saved,
      List<Box> boxes,
      int batch) {
    List<Tensor> seeds = new ArrayList<>();
    Shape shape = backward.shape(seed);
    Tensor noise = ForwardWindowsTest.noise(6, shape.dims());
    for (Box box : boxes) {
      float[] values = new float[(int) shape.size()];
      Boxes.paste(values, shape, noise, 0, Box.whole(shape), box);
      seeds.add(Tensor.of(values, shape.dims()));
    }
    WindowRun run = new WindowRun(engine, backward, gradient);
    List<float[]> expected = run.whole(saved, seed, seeds);
    Graph only = backward.graph().edit().outputs(List.of(gradient)).prune().build();
    TypedGraph typed = new TypedGraph(only, backward.types());
    WindowAnalysis analysis =
        WindowAnalysis.of(WindowTask.backward(typed, forward, seed, List.of(gradient)));
    WindowScheme scheme =
        new WindowPlanner(analysis)
            .scheme(boxes.get(0).extents(), Map.of(gradient, Box.whole(backward.shape(gradient))));
    int together = scheme.isBatchable() ? batch : 1;
    float[] ground = new float[(int) backward.shape(gradient).size()];
    List<float[]> actual =
        run.byWindows(scheme, together, new LinkedHashMap<>(saved), seeds, boxes, ground);
    for (int i = 0; i < boxes.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i), 1e-4f, "seed in " + boxes.get(i));
    }
  }
}
