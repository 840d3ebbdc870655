package org.pixelwhy.onnx.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.window.rule.Span;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** Runs a graph by windows, and whole: the naive twin. */
final class WindowRun {
  private final Engine engine;
  private final TypedGraph typed;
  private final String output;

  WindowRun(Engine engine, TypedGraph typed, String output) {
    this.engine = engine;
    this.typed = typed;
    this.output = output;
  }

  /** The output for every changed input, computed whole. */
  List<float[]> whole(Map<String, Tensor> others, String input, List<Tensor> changed) {
    List<float[]> results = new ArrayList<>();
    try (Program program = engine.compile(typed.graph().edit().outputs(List.of(output)).build())) {
      for (Tensor tensor : changed) {
        Map<String, Tensor> feeds = new HashMap<>(others);
        feeds.put(input, tensor);
        results.add(program.run(feeds).get(output).toFloats());
      }
    }
    return results;
  }

  /**
   * The same by windows.
   *
   * @param given the unchanged inputs
   * @param ground the output where the change does not reach
   */
  List<float[]> byWindows(
      WindowScheme scheme,
      int batch,
      Map<String, Tensor> given,
      List<Tensor> changed,
      List<Box> boxes,
      float[] ground) {
    WindowedGraph windowed = WindowedGraph.of(scheme, batch);
    Map<String, Tensor> feeds = known(windowed, given);
    List<float[]> results = new ArrayList<>();
    WindowPlan plan = scheme.plan(boxes);
    try (Program program = engine.compile(windowed.graph())) {
      for (int first = 0; first < boxes.size(); first += batch) {
        List<Placement> places = new ArrayList<>();
        List<Tensor> patches = new ArrayList<>();
        for (int i = first; i < first + batch; i++) {
          int item = Math.min(i, boxes.size() - 1);
          places.add(plan.place(boxes.get(item)));
          patches.add(Boxes.cut(changed.get(item), boxes.get(item)));
        }
        feeds.put(windowed.change(), Boxes.stack(patches));
        feeds.put(windowed.placesInput(), windowed.places(plan, places));
        Tensor pieces = program.run(feeds).get(output);
        for (int b = 0; b < batch && first + b < boxes.size(); b++) {
          results.add(paste(ground, pieces, b, plan, places.get(b)));
        }
      }
    }
    return results;
  }

  private float[] paste(float[] ground, Tensor pieces, int item, WindowPlan plan, Placement at) {
    float[] result = ground.clone();
    Boxes.paste(
        result, typed.shape(output), pieces, item, plan.piece(output, at), at.reached(output));
    return result;
  }

  private Map<String, Tensor> known(WindowedGraph windowed, Map<String, Tensor> given) {
    Map<String, Tensor> feeds = new HashMap<>();
    Set<String> made = new LinkedHashSet<>(windowed.known().values());
    made.removeAll(given.keySet());
    Map<String, Tensor> values = new HashMap<>(given);
    if (!made.isEmpty()) {
      try (Program program =
          engine.compile(typed.graph().edit().outputs(List.copyOf(made)).build())) {
        values.putAll(program.run(given));
      }
    }
    windowed.known().forEach((name, tensor) -> feeds.put(name, values.get(tensor)));
    return feeds;
  }

  /** Boxes of tensors {@code [N,C,H,W]}. */
  static final class Boxes {
    private Boxes() {}

    static Tensor cut(Tensor tensor, Box box) {
      Shape shape = tensor.shape();
      long[] size = box.extents();
      float[] values = tensor.toFloats();
      float[] part = new float[(int) (shape.dim(1) * box.size())];
      int next = 0;
      for (int c = 0; c < shape.dim(1); c++) {
        for (long y = box.span(0).start(); y < box.span(0).end(); y++) {
          for (long x = box.span(1).start(); x < box.span(1).end(); x++) {
            part[next++] = values[(int) ((c * shape.dim(2) + y) * shape.dim(3) + x)];
          }
        }
      }
      return Tensor.of(part, 1, shape.dim(1), size[0], size[1]);
    }

    static Tensor stack(List<Tensor> items) {
      float[] all = new float[items.get(0).size() * items.size()];
      for (int i = 0; i < items.size(); i++) {
        System.arraycopy(
            items.get(i).toFloats(), 0, all, i * items.get(0).size(), items.get(0).size());
      }
      return Tensor.of(all, items.get(0).shape().with(0, items.size()).dims());
    }

    static void paste(float[] into, Shape shape, Tensor pieces, int item, Box piece, Box part) {
      float[] values = pieces.toFloats();
      long height = piece.span(0).size();
      long width = piece.span(1).size();
      assertArrayEquals(
          new long[] {shape.dim(1), height, width},
          Arrays.copyOfRange(pieces.shape().dims(), 1, 4));
      for (int c = 0; c < shape.dim(1); c++) {
        for (long y = part.span(0).start(); y < part.span(0).end(); y++) {
          for (long x = part.span(1).start(); x < part.span(1).end(); x++) {
            long from =
                ((item * shape.dim(1) + c) * height + y - piece.span(0).start()) * width
                    + x
                    - piece.span(1).start();
            into[(int) ((c * shape.dim(2) + y) * shape.dim(3) + x)] = values[(int) from];
          }
        }
      }
    }

    /** All changes of one size, at every offset modulo a stride and at the edges. */
    static List<Box> everywhere(long height, long width, long h, long w, int stride) {
      List<Box> boxes = new ArrayList<>();
      for (int dy = 0; dy < stride; dy++) {
        for (int dx = 0; dx < stride; dx++) {
          long y = Math.min(height - h, (height - h) / 2 / stride * stride + dy);
          long x = Math.min(width - w, (width - w) / 2 / stride * stride + dx);
          boxes.add(at(y, x, h, w));
        }
      }
      for (long y : new long[] {0, 1, height / 2, height - h - 1, height - h}) {
        for (long x : new long[] {0, 1, width / 3, width - w - 1, width - w}) {
          if (y + h <= height && x + w <= width) {
            boxes.add(at(y, x, h, w));
          }
        }
      }
      return boxes;
    }

    static Box at(long y, long x, long h, long w) {
      return new Box(List.of(new Span(y, y + h), new Span(x, x + w)));
    }
  }
}
