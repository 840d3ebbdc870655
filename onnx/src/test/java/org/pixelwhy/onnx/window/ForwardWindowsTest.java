package org.pixelwhy.onnx.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.onnx.window.WindowRun.Boxes;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class ForwardWindowsTest {
  @ParameterizedTest
  @EnumSource(Architecture.class)
  void windowsEqualTheWholeAtEveryOffsetAndEdge(Architecture kind, Engine engine) {
    check(engine, kind, Boxes.everywhere(kind.height(), kind.width(), 5, 3, kind.stride()), 1);
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void windowsOfRandomSizesEqualTheWhole(Architecture kind, Engine engine) {
    Random random = new Random(3);
    for (int i = 0; i < 4; i++) {
      long h = 1 + random.nextInt(kind.height() - 1);
      long w = 1 + random.nextInt(kind.width() / 2);
      List<Box> boxes = new ArrayList<>();
      for (int k = 0; k < 4; k++) {
        long y = random.nextInt((int) (kind.height() - h) + 1);
        long x = random.nextInt((int) (kind.width() - w) + 1);
        boxes.add(Boxes.at(y, x, h, w));
      }
      check(engine, kind, boxes, 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void aBatchOfWindowsEqualsTheWhole(Architecture kind, Engine engine) {
    check(engine, kind, Boxes.everywhere(kind.height(), kind.width(), 4, 6, 3), 3);
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void everyDivisionIntoFramesGivesTheSame(Architecture kind, Engine engine) {
    Random random = new Random(5);
    TypedGraph typed = new ShapeProbe(engine).probe(kind.graph(), Map.of());
    WindowAnalysis analysis = analysis(typed);
    List<Box> boxes = Boxes.everywhere(kind.height(), kind.width(), 3, 4, 2);
    for (int i = 0; i < 4; i++) {
      double share = random.nextDouble();
      Set<Frames.Edge> cuts =
          new WindowPlanner(analysis)
              .candidates().stream()
                  .filter(edge -> random.nextDouble() < share)
                  .collect(Collectors.toSet());
      Box wanted = random.nextBoolean() ? Box.whole(typed.shape("logits")) : region(typed);
      Frames frames = new Frames(analysis, cuts);
      WindowScheme scheme = new WindowScheme(analysis, frames, Map.of("logits", wanted), boxes);
      int batch = scheme.isBatchable() ? 2 : 1;
      check(engine, typed, boxes, scheme, batch, wanted);
    }
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void aRegionIsComputedFromChangesNearAndFar(Architecture kind, Engine engine) {
    TypedGraph typed = new ShapeProbe(engine).probe(kind.graph(), Map.of());
    List<Box> boxes = Boxes.everywhere(kind.height(), kind.width(), 3, 3, kind.stride());
    check(engine, typed, boxes, 1, region(typed));
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void aRegionIsComputedFromAChangeOfTheWholeImage(Architecture kind, Engine engine) {
    TypedGraph typed = new ShapeProbe(engine).probe(kind.graph(), Map.of());
    List<Box> boxes = List.of(Box.whole(typed.shape("image")));
    WindowScheme scheme = check(engine, typed, boxes, 1, region(typed));
    assertEquals(Map.of(), WindowedGraph.of(scheme, 1).known(), "read of the unchanged run");
  }

  @Test
  void anOperatorThatNeedsTheWholeImageIsNamed(Engine engine) {
    ShapeProbe probe = new ShapeProbe(engine);
    TypedGraph local = probe.probe(Architecture.NEAREST_UNET.graph(), Map.of());
    assertEquals(Map.of(), analysis(local).obstacles());
    TypedGraph global = probe.probe(Architecture.INSTANCE_NORM.graph(), Map.of());
    assertEquals(1, analysis(global).obstacles().size());
    assertTrue(analysis(global).obstacles().toString().contains("InstanceNormalization"));
  }

  private static Box region(TypedGraph typed) {
    long h = typed.shape("logits").dim(2);
    long w = typed.shape("logits").dim(3);
    return Boxes.at(h / 3, w / 4, Math.max(1, h / 6), Math.max(1, w / 8));
  }

  private static WindowAnalysis analysis(TypedGraph typed) {
    return WindowAnalysis.of(WindowTask.forward(typed, "image", List.of("logits")));
  }

  private static void check(Engine engine, Architecture kind, List<Box> boxes, int batch) {
    TypedGraph typed = new ShapeProbe(engine).probe(kind.graph(), Map.of());
    check(engine, typed, boxes, batch, Box.whole(typed.shape("logits")));
  }

  private static WindowScheme check(
      Engine engine, TypedGraph typed, List<Box> boxes, int batch, Box wanted) {
    WindowScheme scheme =
        new WindowPlanner(analysis(typed)).scheme(boxes.get(0).extents(), Map.of("logits", wanted));
    check(engine, typed, boxes, scheme, batch, wanted);
    return scheme;
  }

  private static void check(
      Engine engine,
      TypedGraph typed,
      List<Box> boxes,
      WindowScheme scheme,
      int batch,
      Box wanted) {
    long[] dims = typed.shape("image").dims();
    Tensor image = noise(1, dims);
    Tensor other = noise(2, dims);
    List<Tensor> changed = boxes.stream().map(box -> mixed(image, other, box)).toList();
    WindowRun run = new WindowRun(engine, typed, "logits");
    List<float[]> expected = run.whole(Map.of(), "image", changed);
    float[] ground = run.whole(Map.of(), "image", List.of(image)).get(0);

    List<float[]> actual =
        run.byWindows(scheme, batch, Map.of("image", image), changed, boxes, ground);
    for (int i = 0; i < boxes.size(); i++) {
      float[] whole = new float[ground.length];
      System.arraycopy(ground, 0, whole, 0, whole.length);
      Boxes.paste(
          whole,
          typed.shape("logits"),
          Tensor.of(expected.get(i), typed.shape("logits").dims()),
          0,
          Box.whole(typed.shape("logits")),
          wanted);
      assertArrayEquals(whole, actual.get(i), 1e-4f, "change " + boxes.get(i));
    }
  }

  static Tensor noise(long seed, long... dims) {
    Random random = new Random(seed);
    float[] values = new float[(int) Shape.of(dims).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(values, dims);
  }

  private static Tensor mixed(Tensor image, Tensor other, Box box) {
    float[] values = image.toFloats();
    Boxes.paste(values, image.shape(), other, 0, Box.whole(image.shape()), box);
    return Tensor.of(values, image.shape().dims());
  }
}
