package org.pixelwhy.study.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.ModelCardYaml;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.SimpleNetwork;
import org.pixelwhy.study.noise.NoiseRequest.Data;
import org.pixelwhy.study.noise.NoiseRequest.Explainer;
import org.pixelwhy.study.noise.VisibleCurve.Point;
import org.pixelwhy.study.noise.VisibleCurve.Way;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.target.ClassChoice;
import org.pixelwhy.tensor.InputException;

/** A network that calls bright pixels (above 0.6 of white) foreground, each by itself. */
@ExtendWith(EngineExtension.class)
class NoiseEvaluationTest {
  private static final int SIDE = 8;

  @TempDir Path folder;

  @BeforeEach
  void writeNetworks() {
    OnnxWriter.write(SimpleNetwork.graph(), folder.resolve("net.onnx"));
    OnnxWriter.write(BrightnessExplainer.graph(), folder.resolve("noise.onnx"));
  }

  private static Entry entry(String name, float[] values, byte[] labels) {
    Image image = new Image(1, SIDE, SIDE, values, 255);
    return new Entry(name, () -> new Sample(name, image, new LabelMap(SIDE, SIDE, labels)));
  }

  /** Grey values 0, 4, 8 ... 252; foreground are the brightest so many. */
  private static Entry ramp(String name, int foreground) {
    float[] values = new float[SIDE * SIDE];
    byte[] labels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = 4 * i;
      labels[i] = (byte) (i >= values.length - foreground ? 1 : 0);
    }
    return entry(name, values, labels);
  }

  private static List<Entry> noisy(int count) {
    Random random = new Random(5);
    List<Entry> entries = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      float[] values = new float[SIDE * SIDE];
      byte[] labels = new byte[values.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextInt(256);
        labels[i] = (byte) (n % 7 != 0 && random.nextInt(3) == 0 ? 1 : 0);
      }
      entries.add(entry("image" + n, values, labels));
    }
    return entries;
  }

  private NoiseRequest request(List<Entry> entries, List<String> methods, List<Fill> fills) {
    PartialCard card =
        new PartialCard.Builder()
            .activation(Activation.MULTI_LABEL_LOGITS)
            .preprocessing(List.of(new Scale(1 / 255.0, 0)))
            .build();
    return new NoiseRequest(
        new ModelSource(folder.resolve("net.onnx"), Optional.empty(), card),
        new Data("made", entries, 2, Optional.empty()),
        ClassChoice.OPEN,
        List.of(new Explainer("bright", folder.resolve("noise.onnx"))),
        methods,
        fills,
        new Method.Settings(List.of("auto"), 7));
  }

  private NoiseResult run(Engine engine, NoiseRequest request) {
    return NoiseEvaluation.run(engine, Progress.SILENT, request, folder.resolve("maps"));
  }

  private static VisibleCurve curve(NoiseResult result, Way way, String map, Fill fill) {
    return result.curves(way, fill).stream()
        .filter(curve -> curve.map().equals(map))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theBrightestPixelsAreAllThatIsNeeded(Engine engine) {
    // Above 0.6 * 255 = 153: values 156 to 252, the brightest 25 of 64.
    NoiseResult result =
        run(engine, request(List.of(ramp("a", 25)), List.of("centre"), List.of(Fill.ZERO)));
    assertEquals(1, result.clean());
    VisibleCurve own = curve(result, Way.SHARE, "bright", Fill.ZERO);
    for (int k = 0; k <= 20; k++) {
      int shown = Math.min(25, (int) Math.round(64 * k / 20.0));
      assertEquals(2.0 * shown / (shown + 25), own.points().get(k).dice(), 1e-12, "step " + k);
    }
    assertEquals(1, own.half().dice());
    VisibleCurve pooled = curve(result, Way.THRESHOLD, "bright", Fill.ZERO);
    for (int k = 0; k <= 20; k++) {
      int shown = 0;
      for (int i = 0; i < 64; i++) {
        double b = 1 / (1 + Math.exp(-4 * (0.5 - 4 * i / 255.0)));
        shown += b <= k / 20.0 ? 1 : 0;
      }
      Point point = pooled.points().get(k);
      assertEquals(shown / 64.0, point.share(), 1e-12, "B <= " + k / 20.0);
      int found = Math.min(25, shown);
      assertEquals(2.0 * found / (found + 25), point.dice(), 1e-12);
      assertEquals(k / 20.0, point.threshold().orElseThrow(), 1e-12);
    }
    assertEquals(0.5, pooled.half().share());
    assertEquals(1, pooled.half().dice());
    assertFalse(Files.exists(folder.resolve("maps")), "what was kept aside is gone");
  }

  @Test
  void hiddenPixelsMayBecomeForegroundByTheirFill(Engine engine) {
    float[] values = new float[SIDE * SIDE];
    byte[] labels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < 48 ? 255 : 0;
      labels[i] = (byte) (i < 48 ? 1 : 0);
    }
    NoiseResult result =
        run(
            engine,
            request(
                List.of(entry("bright", values, labels)),
                List.of(),
                List.of(Fill.ZERO, Fill.MEAN, Fill.BLUR)));
    double zero = curve(result, Way.SHARE, "bright", Fill.ZERO).points().get(0).dice();
    double mean = curve(result, Way.SHARE, "bright", Fill.MEAN).points().get(0).dice();
    double blur = curve(result, Way.SHARE, "bright", Fill.BLUR).points().get(0).dice();
    assertEquals(0, zero);
    // A mean of 0.75 is foreground everywhere.
    assertEquals(2.0 * 48 / (64 + 48), mean, 1e-12);
    // Down the rows the blur is about Phi((5.5 - row) / 10): 0.637 in row 2, 0.599 in row 3.
    assertEquals(2.0 * 24 / (24 + 48), blur, 1e-12);
    for (Fill fill : Fill.values()) {
      assertEquals(1, curve(result, Way.SHARE, "bright", fill).points().get(20).dice());
      assertEquals(1, curve(result, Way.THRESHOLD, "bright", fill).points().get(20).dice());
    }
  }

  /** 35 images are a batch of 32 and one of 3; some have no segment. */
  @Test
  void batchesArePooledAsPublished(Engine engine) {
    List<Entry> entries = noisy(35);
    NoiseResult result = run(engine, request(entries, List.of("random"), List.of(Fill.ZERO)));
    List<Point> points = curve(result, Way.THRESHOLD, "bright", Fill.ZERO).points();
    List<Point> own = curve(result, Way.SHARE, "bright", Fill.ZERO).points();
    for (int k = 0; k <= 20; k++) {
      double sum = 0;
      for (int first = 0; first < 35; first += 32) {
        sum += naive(entries.subList(first, Math.min(35, first + 32)), k / 20.0) / 2;
      }
      assertEquals(sum, points.get(k).dice(), 1e-12, "B <= " + k / 20.0);
    }
    assertEquals(5 / 35.0, own.get(0).dice(), 1e-12, "nothing is right where there is nothing");
    double last = own.get(20).dice();
    assertEquals(result.clean(), last, 1e-12);
    assertTrue(own.get(20).interval().orElseThrow().low() < last);
    assertTrue(own.get(20).interval().orElseThrow().high() > last);
    Point half = curve(result, Way.THRESHOLD, "random", Fill.ZERO).half();
    assertEquals(0.5, half.share(), 1e-3);
  }

  private static double naive(List<Entry> batch, double threshold) {
    int both = 0;
    int sizes = 0;
    for (Entry entry : batch) {
      Sample sample = entry.read();
      for (int i = 0; i < SIDE * SIDE; i++) {
        double x = sample.image().values()[i] / 255;
        boolean visible = 1 / (1 + Math.exp(-4 * (0.5 - x))) <= threshold;
        boolean predicted = visible && x > 0.6 + 1e-6;
        boolean truth = sample.labels().at(i) == 1;
        both += predicted && truth ? 1 : 0;
        sizes += (predicted ? 1 : 0) + (truth ? 1 : 0);
      }
    }
    return sizes == 0 ? 1 : 2.0 * both / sizes;
  }

  @Test
  void methodsOfTheCatalogueAreRankedTheSameWay(Engine engine) {
    NoiseResult result =
        run(
            engine,
            request(
                List.of(ramp("a", 25), ramp("b", 20)),
                List.of("input-x-gradient", "random", "centre"),
                List.of(Fill.ZERO)));
    // Where there is a gradient, the product ranks foreground by brightness, all else is 0.
    List<Point> found = curve(result, Way.SHARE, "input-x-gradient", Fill.ZERO).points();
    List<Point> best = curve(result, Way.SHARE, "bright", Fill.ZERO).points();
    for (int k = 0; k <= 20; k++) {
      assertEquals(best.get(k).dice(), found.get(k).dice(), 1e-12, "step " + k);
    }
    double chance = curve(result, Way.SHARE, "random", Fill.ZERO).area();
    assertTrue(chance < curve(result, Way.SHARE, "bright", Fill.ZERO).area() - 0.1);
    assertEquals(
        List.of(false, false, true, true), result.maps().stream().map(m -> m.control()).toList());
    assertEquals(2, result.maps().get(0).parameters().orElseThrow());
    assertEquals(2, result.shown().size());
  }

  /** All is 0 but the foreground: a threshold at half of all pixels is at 0. */
  @Test
  void ofPixelsThatAreEqualAtAThresholdOnlySomeAreShown(Engine engine) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      entries.add(ramp("ramp" + i, 25));
    }
    NoiseResult result =
        run(engine, request(entries, List.of("input-x-gradient"), List.of(Fill.ZERO)));
    VisibleCurve pooled = curve(result, Way.THRESHOLD, "input-x-gradient", Fill.ZERO);
    assertEquals(0.5, pooled.half().share(), 0.05);
    assertEquals(1, pooled.half().dice());
    for (int k = 0; k <= 20; k++) {
      assertEquals(k / 20.0, pooled.points().get(k).share(), 0.05, "step " + k);
    }
  }

  @Test
  void theSameSeedGivesTheSameCurves(Engine engine) {
    NoiseRequest request = request(noisy(4), List.of("random", "saliency"), List.of(Fill.MEAN));
    assertEquals(run(engine, request).curves(), run(engine, request).curves());
  }

  @Test
  void importanceIsSharedOutAmongWhatIsKnown(Engine engine) {
    // -z = 4 (x - 0.5) is positive from grey 128 on, pixel 32.
    Mask upper = Mask.of(new int[] {SIDE, SIDE}, i -> i >= 40 && i < 56);
    Mask lower = Mask.of(new int[] {SIDE, SIDE}, i -> i < 8);
    Sample ramp = ramp("a", 20).read();
    Map<String, Mask> regions = new LinkedHashMap<>();
    regions.put("upper", upper);
    regions.put("lower", lower);
    Entry known = new Entry("a", () -> new Sample("a", ramp.image(), ramp.labels(), regions));
    Placement placement =
        run(engine, request(List.of(known), List.of("random"), List.of(Fill.ZERO))).placement();
    assertEquals(List.of("foreground", "upper", "lower", "elsewhere"), placement.regions());
    double[] sums = new double[4];
    double all = 0;
    for (int i = 0; i < 64; i++) {
      double important = Math.max(0, 4 * (4 * i / 255.0 - 0.5));
      sums[i >= 44 ? 0 : i >= 40 ? 1 : i < 8 ? 2 : 3] += important;
      all += important;
    }
    assertEquals(List.of("bright"), placement.maps().stream().map(Placement.Row::name).toList());
    for (int region = 0; region < 4; region++) {
      double share = placement.maps().get(0).shares().get(region).mean();
      assertEquals(sums[region] / all, share, 1e-6, placement.regions().get(region));
    }
    double[] pixels = {20 / 64.0, 4 / 64.0, 8 / 64.0, 32 / 64.0};
    for (int region = 0; region < 4; region++) {
      assertEquals(pixels[region], placement.pixels().shares().get(region).mean(), 1e-12);
    }
  }

  @Test
  void whereNothingElseIsKnownWhatLiesAroundTheClassIsCounted(Engine engine) {
    // 0.1 of 8 pixels reaches no neighbour: the class, and the rest.
    Placement placement =
        run(
                engine,
                request(
                    List.of(ramp("a", 24), ramp("b", 16)),
                    List.of("input-x-gradient"),
                    List.of(Fill.ZERO)))
            .placement();
    assertEquals(List.of("foreground", "around it", "elsewhere"), placement.regions());
    assertEquals(20 / 64.0, placement.pixels().shares().get(0).mean(), 1e-12);
    assertEquals(0, placement.pixels().shares().get(1).mean());
    for (Placement.Row row : placement.maps()) {
      assertEquals(2, row.images());
      double sum = row.shares().stream().mapToDouble(share -> share.mean()).sum();
      assertEquals(1, sum, 1e-9, row.name());
    }
    boolean first =
        placement.maps().get(0).shares().get(0).mean()
            > placement.maps().get(1).shares().get(0).mean();
    assertEquals(first ? 1 : 2, placement.rank(0, 0));
    assertEquals(first ? 2 : 1, placement.rank(1, 0));
  }

  @Test
  void anExplainerOfAnotherFileIsJudgedWithAWarning(Engine engine) {
    NoiseResult result =
        run(engine, request(List.of(ramp("a", 25)), List.of("random"), List.of(Fill.ZERO)));
    assertEquals(1, result.warnings().size());
    assertTrue(
        result.warnings().get(0).startsWith("bright: the explainer was trained for another"));
  }

  @Test
  void anExplainerOfOtherImagesIsRefused(Engine engine) {
    Graph other =
        BrightnessExplainer.graph()
            .edit()
            .metadata(
                ModelCardYaml.METADATA, "input:\n  preprocessing:\n    - scale: {factor: 0.5}\n")
            .build();
    OnnxWriter.write(other, folder.resolve("noise.onnx"));
    NoiseRequest request = request(List.of(ramp("a", 25)), List.of(), List.of(Fill.ZERO));
    InputException refused = assertThrows(InputException.class, () -> run(engine, request));
    assertTrue(
        refused.getMessage().contains("noise.onnx: the explainer takes other images"),
        refused.getMessage());
  }

  @Test
  void whatIsNoExplainerIsRefused(Engine engine) {
    OnnxWriter.write(SimpleNetwork.graph(), folder.resolve("noise.onnx"));
    NoiseRequest request = request(List.of(ramp("a", 25)), List.of(), List.of(Fill.ZERO));
    InputException refused = assertThrows(InputException.class, () -> run(engine, request));
    assertTrue(refused.getMessage().contains("noise.onnx: expected an explainer"));
  }

  @Test
  void twoMapsOfOneNameAreRefused() {
    assertThrows(
        InputException.class,
        () -> request(List.of(ramp("a", 25)), List.of("random", "random"), List.of(Fill.ZERO)));
  }
}
