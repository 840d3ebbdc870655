package org.pixelwhy.attribution.cam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.attribution.cam.SegXResCam.Options;
import org.pixelwhy.attribution.cam.SegXResCam.Pooling;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class SegXResCamTest extends ConformanceKit {
  private static final int ROWS = 3;
  private static final int COLUMNS = 5;

  @Override
  protected Attributor attributor() {
    return new SegXResCam(Options.defaults());
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 1, 4, 6};
  }

  /** Every position asks all others whether they lie in its window. */
  private static double[] naive(FeatureMaps a, FeatureMaps g, int height, int width, Pooling by) {
    double[] map = new double[ROWS * COLUMNS];
    for (int f = 0; f < a.features(); f++) {
      for (int i = 0; i < map.length; i++) {
        List<Double> window = new ArrayList<>();
        for (int j = 0; j < map.length; j++) {
          boolean sameRows = i / COLUMNS / height == j / COLUMNS / height;
          boolean sameColumns = i % COLUMNS / width == j % COLUMNS / width;
          if (sameRows && sameColumns) {
            window.add((double) g.get(f, j));
          }
        }
        var numbers = window.stream().mapToDouble(Double::doubleValue);
        double pooled =
            by == Pooling.MAX ? numbers.max().orElseThrow() : numbers.average().orElseThrow();
        map[i] += pooled * a.get(f, i);
      }
    }
    return map;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,2", "1,4", "2,5", "3,5", "4,4", "9,9"})
  void equalsItsFormulaWrittenAsPlainLoopsWhateverTheWindowLeavesOver(
      int height, int width, Engine engine) {
    FeatureMaps a = Features.random(height, 4, ROWS * COLUMNS);
    FeatureMaps g = Features.random(height + 100, 4, ROWS * COLUMNS);
    for (Pooling pooling : Pooling.values()) {
      Options options = Options.defaults().withWindow(height, width).withPooling(pooling);
      assertArrayEquals(
          naive(a, g, height, width, pooling),
          Features.map(engine, new SegXResCam(options), a, g),
          1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource(Pooling.class)
  void isHiResCamWithWindowsOfOnePosition(Pooling pooling, Engine engine) {
    FeatureMaps a = Features.random(1, 4, 15);
    FeatureMaps g = Features.random(2, 4, 15);
    assertArrayEquals(
        Features.map(engine, new HiResCam(CamOptions.defaults()), a, g),
        Features.map(
            engine, new SegXResCam(Options.defaults().withWindow(1).withPooling(pooling)), a, g));
  }

  @Test
  void isGradCamWhereAWindowOfMeansHoldsTheWholeLayer(Engine engine) {
    FeatureMaps a = Features.random(3, 4, 15);
    FeatureMaps g = Features.random(4, 4, 15);
    assertArrayEquals(
        Features.map(engine, new GradCam(CamOptions.defaults()), a, g),
        Features.map(
            engine,
            new SegXResCam(Options.defaults().withWindow(5).withPooling(Pooling.MEAN)),
            a,
            g),
        1e-12);
  }

  @Test
  void windowsOfOneEvaluationAreToldApart(Engine engine) {
    SegmentationModel model =
        Net.prepare(
            engine,
            new Net(1)
                .input("x", 1, 1, 6, 6)
                .conv("a", "x", 1, 3, 3)
                .node("Relu", "b", "a")
                .conv("y", "b", 3, 2, 3)
                .graph("y"));
    CamOptions cam = new CamOptions(List.of("b"), false);
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(Net.noise(2, 1, 1, 6, 6))) {
      List<Attributor> methods =
          List.of(
              new SegXResCam(new Options(cam, List.of(1), Pooling.MEAN)),
              new SegXResCam(new Options(cam, List.of(6), Pooling.MEAN)),
              new HiResCam(cam),
              new GradCam(cam));
      List<GradientRequest> requests =
          methods.stream().flatMap(m -> m.requests(at, OutputSpace.LOGITS).stream()).toList();
      at.expect(requests);
      Question question = Question.of(new ImageTarget(1));
      List<Tensor> maps =
          methods.stream().map(m -> m.explain(at, question).get(0).values()).toList();
      assertArrayEquals(maps.get(2).toFloats(), maps.get(0).toFloats(), 1e-6f);
      assertArrayEquals(maps.get(3).toFloats(), maps.get(1).toFloats(), 1e-6f);
      assertNotEquals(maps.get(0), maps.get(1));
    }
  }

  @Test
  void windowsThatDoNotFitTheLayerAreRefused(Engine engine) {
    assertThrows(InputException.class, () -> Options.defaults().withWindow(0));
    SegXResCam threeAxes = new SegXResCam(Options.defaults().withWindow(2, 2, 2));
    FeatureMaps a = Features.random(1, 4, 15);
    InputException e =
        assertThrows(InputException.class, () -> Features.map(engine, threeAxes, a, a));
    assertEquals(
        "window [2, 2, 2] of Seg-XRes-CAM needs one number, or one for each of 2 axes",
        e.getMessage());
  }
}
