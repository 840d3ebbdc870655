package org.pixelwhy.study.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;
import org.pixelwhy.dream.Ascent;
import org.pixelwhy.dream.DreamEnd;
import org.pixelwhy.dream.DreamOptions.Stop;
import org.pixelwhy.dream.Place;
import org.pixelwhy.dream.ValueRange;
import org.pixelwhy.dream.feature.FeatureNames;
import org.pixelwhy.dream.feature.Measuring;
import org.pixelwhy.dream.feature.PictureFeature;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.MeanStd;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.radiomics.feature.Value;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.dream.Beginning.Varied;
import org.pixelwhy.study.dream.DreamRequest.Aim;
import org.pixelwhy.study.dream.DreamRequest.Course;
import org.pixelwhy.study.dream.DreamRequest.Measures;
import org.pixelwhy.study.dream.DreamRequest.Network;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** A network that compares the mean of 3 x 3 grey values with 100. */
@ExtendWith(EngineExtension.class)
class DreamStudyTest {
  private static final int SIDE = 8;
  private static final Duration ALWAYS = Duration.ZERO;

  @TempDir Path folder;

  @BeforeEach
  void writeNetworks() {
    float[] box = new float[9];
    Arrays.fill(box, 1 / 9f);
    OnnxWriter.write(
        new Net(1)
            .input("image", 1, 1, "height", "width")
            .conv("logits", "image", Tensor.of(box, 1, 1, 3, 3))
            .graph("logits"),
        folder.resolve("box.onnx"));
  }

  private static final class Asked {
    private Beginning.Kind kind = new Beginning.Constant(90);
    private int repeats = 1;
    private Set<Varied> varied = Set.of(Varied.START);
    private Place place = new Place.Pixel(4, 3);
    private Measuring measuring =
        FeatureNames.measuring(
            List.of("stat_mean", "shape2d_pixel_area"), new Discretisation.BinNumber(32));
    private Optional<ReferenceImages> reference = Optional.empty();
    private int steps = 6;
  }

  private DreamRequest request(Asked asked) {
    PartialCard card =
        new PartialCard.Builder()
            .preprocessing(List.of(new MeanStd(List.of(100.0), List.of(1.0))))
            .build();
    ModelSource source = new ModelSource(folder.resolve("box.onnx"), Optional.empty(), card);
    return new DreamRequest(
        List.of(new Network("box", source)),
        new Beginning(
            asked.kind, Optional.of(new Size(SIDE, SIDE)), asked.repeats, asked.varied, 5),
        Aim.at(asked.place),
        new Course(
            asked.steps,
            Ascent.PLAIN.at(90),
            new Stop(0, 0),
            Optional.of(new ValueRange(0, 255)),
            4),
        new Measures(asked.measuring, asked.reference, VerdictRule.USUAL));
  }

  private DreamResult run(Engine engine, Asked asked) {
    return new DreamStudy(
            engine, Progress.SILENT, request(asked), folder.resolve("unfinished"), ALWAYS)
        .run();
  }

  @Test
  void featuresAreOfThePictureUnderTheMaskOfItsStep(Engine engine) {
    // Each step adds 90/9 = 10 to the 3 x 3 pixels. The logit at the pixel is 90 + 10 j - 100.
    NetworkDream dream = run(engine, new Asked()).networks().get(0);
    DreamPath path = dream.paths().get(0);
    assertEquals(DreamEnd.LAST_STEP, path.end());
    assertEquals(7, path.steps().size());
    assertEquals(0, path.steps().get(1).area());
    assertTrue(Double.isNaN(path.curve(0)[1]));
    for (int j = 2; j <= 6; j++) {
      int area = 0;
      double sum = 0;
      for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
          if (box(row, column, j) > 100) {
            area++;
            sum += value(row, column, j);
          }
        }
      }
      assertEquals(area, path.steps().get(j).area(), "step " + j);
      assertEquals(sum / area, path.curve(0)[j], 1e-4);
      assertEquals(area, path.curve(1)[j], 1e-9);
      assertEquals(-10 + 10 * j, path.steps().get(j).activation(), 1e-3);
    }
  }

  private static double value(int row, int column, int step) {
    boolean near = Math.abs(row - 3) <= 1 && Math.abs(column - 4) <= 1;
    return near ? 90 + 10 * step : 90;
  }

  /** The logit plus 100; padding of the convolution is 0 behind the preprocessing, 100 before. */
  private static double box(int row, int column, int step) {
    double sum = 0;
    for (int i = row - 1; i <= row + 1; i++) {
      for (int k = column - 1; k <= column + 1; k++) {
        boolean inside = i >= 0 && i < SIDE && k >= 0 && k < SIDE;
        sum += (inside ? value(i, k, step) : 100) / 9;
      }
    }
    return sum;
  }

  private static Entry entry(String name, double brightness, int pixels) {
    float[] values = new float[SIDE * SIDE];
    byte[] labels = new byte[values.length];
    for (int i = 0; i < pixels; i++) {
      values[i] = (float) brightness;
      labels[i] = 1;
    }
    Image image = new Image(1, SIDE, SIDE, values, 255);
    return new Entry(name, () -> new Sample(name, image, new LabelMap(SIDE, SIDE, labels)));
  }

  private Optional<ReferenceImages> reference(Entry... entries) {
    return Optional.of(
        new ReferenceImages(
            "known", List.of(entries), 2, Optional.empty(), Optional.of(folder.resolve("cache"))));
  }

  @Test
  void curvesAreNormalisedByMeanAndDeviationOfTheReference(Engine engine) {
    Asked asked = new Asked();
    // Means 100, 110, 120; the image without the class does not count.
    asked.reference =
        reference(entry("a", 100, 3), entry("b", 110, 4), entry("c", 120, 5), entry("d", 9, 0));
    DreamResult result = run(engine, asked);
    NetworkDream dream = result.networks().get(0);
    ReferenceNumbers numbers = dream.reference().orElseThrow();
    assertEquals(3, numbers.images());
    assertEquals(110, numbers.features().get(0).mean(), 1e-9);
    assertEquals(10, numbers.features().get(0).deviation(), 1e-9);
    double last = dream.paths().get(0).curve(0)[6];
    assertEquals((last - 110) / 10, dream.normalised(dream.paths().get(0), 0)[6], 1e-9);
    assertEquals(1, result.judged(dream).get(0).agreement());
  }

  @Test
  void theReferenceIsMeasuredOnceForTheSameContents(Engine engine) throws Exception {
    AtomicInteger measured = new AtomicInteger();
    Asked asked = new Asked();
    asked.steps = 1;
    asked.measuring =
        Measuring.of(
            new PictureFeature("count", "Count", ""),
            (picture, mask) -> {
              measured.incrementAndGet();
              return Value.of(mask.count());
            });
    asked.reference = reference(entry("a", 100, 3), entry("b", 110, 5));
    DreamResult once = run(engine, asked);
    assertEquals(2 + 2, measured.getAndSet(0));
    DreamStudy.clear(folder.resolve("unfinished"));
    DreamResult again = run(engine, asked);
    assertEquals(2, measured.getAndSet(0), "steps only");
    assertEquals(once.networks().get(0).reference(), again.networks().get(0).reference());
    DreamStudy.clear(folder.resolve("unfinished"));
    asked.reference = reference(entry("a", 100, 3), entry("b", 110, 6));
    run(engine, asked);
    assertEquals(2 + 2, measured.get());
    try (var files = Files.list(folder.resolve("cache"))) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void aReferenceWithoutTheClassIsRefused(Engine engine) {
    Asked asked = new Asked();
    asked.reference = reference(entry("d", 9, 0));
    String message = assertThrows(InputException.class, () -> run(engine, asked)).getMessage();
    assertTrue(message.startsWith("known: none of the 1 images has class"), message);
    assertFalse(Files.exists(folder.resolve("unfinished")));
  }

  @Test
  void anInterruptedRunGoesOnToTheSameTable(Engine engine) {
    Asked asked = new Asked();
    asked.kind = new Beginning.Noise(OptionalDouble.of(95), OptionalDouble.of(4));
    asked.repeats = 3;
    asked.varied = Set.of(Varied.START, Varied.PIXEL, Varied.STEP);
    asked.steps = 9;
    String whole = DreamCsv.text(run(engine, asked));
    DreamStudy.clear(folder.resolve("unfinished"));
    for (int stop : new int[] {3, 7}) {
      Progress stopping =
          (what, done, total) -> {
            if (done == stop) {
              throw new CancellationException();
            }
          };
      DreamStudy study =
          new DreamStudy(engine, stopping, request(asked), folder.resolve("unfinished"), ALWAYS);
      assertThrows(CancellationException.class, study::run);
    }
    assertEquals(whole, DreamCsv.text(run(engine, asked)));
  }

  @Test
  void whatAKilledRunLeftIsEnoughToGoOn(Engine engine) {
    Asked asked = new Asked();
    asked.kind = new Beginning.Noise(OptionalDouble.of(95), OptionalDouble.of(4));
    asked.repeats = 2;
    asked.steps = 9;
    // What lies on the disk while step 6 begins is what a kill at that moment leaves.
    Path left = folder.resolve("left");
    Progress copying =
        (what, done, total) -> {
          if (done == 6) {
            copy(folder.resolve("unfinished/0.state"), left.resolve("0.state"));
          }
        };
    String whole =
        DreamCsv.text(
            new DreamStudy(engine, copying, request(asked), folder.resolve("unfinished"), ALWAYS)
                .run());
    AtomicInteger first = new AtomicInteger(-1);
    Progress noting = (what, done, total) -> first.compareAndSet(-1, done);
    String resumed =
        DreamCsv.text(new DreamStudy(engine, noting, request(asked), left, ALWAYS).run());
    assertEquals(6, first.get(), "the state is that of the step before");
    assertEquals(whole, resumed);
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void progressOfOtherOptionsOrDamagedIsRefused(Engine engine) throws Exception {
    run(engine, new Asked());
    Asked other = new Asked();
    other.steps = 7;
    String message = assertThrows(InputException.class, () -> run(engine, other)).getMessage();
    assertTrue(message.contains("belongs to a dream with other options (course:"), message);
    Path file = folder.resolve("unfinished/0.state");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    String damaged =
        assertThrows(InputException.class, () -> run(engine, new Asked())).getMessage();
    assertTrue(damaged.contains("is damaged"), damaged);
  }

  @Test
  void repeatedDreamsDifferInWhatIsVaried(Engine engine) {
    Asked asked = new Asked();
    asked.repeats = 3;
    asked.varied = Set.of(Varied.PIXEL, Varied.STEP);
    NetworkDream dream = run(engine, asked).networks().get(0);
    List<Double> rates = new ArrayList<>();
    dream.paths().forEach(path -> rates.add(path.rate()));
    assertEquals(List.of(90.0, 45.0, 180.0), rates);
    assertNotEquals(dream.paths().get(1).cells(), dream.paths().get(2).cells());
    dream.paths().forEach(path -> assertTrue(Math.abs(path.cells().get(0) / SIDE - 3) <= 1));
    assertEquals(3 * 8 + 4, dream.paths().get(0).cells().get(0));
  }

  @Test
  void dreamsBeginWithTheImageThatIsNamed(Engine engine) {
    float[] values = new float[SIDE * SIDE];
    Arrays.fill(values, 70);
    Asked asked = new Asked();
    asked.kind =
        new Beginning.OfImage(
            new ImageSource.InMemory("dark", new Image(1, SIDE, SIDE, values, 255)));
    DreamPath path = run(engine, asked).networks().get(0).paths().get(0);
    assertEquals(-30, path.steps().get(0).activation(), 1e-4);
    assertEquals(1, run(engine, asked).provenance().get(0).imageHashes().size());
  }

  @Test
  void framesAreKeptFromTheFirstToTheLast(Engine engine) {
    List<KeptFrame> frames = run(engine, new Asked()).networks().get(0).frames();
    assertEquals(0, frames.get(0).step());
    assertEquals(6, frames.get(frames.size() - 1).step());
    assertEquals(150f, frames.get(frames.size() - 1).picture()[3 * 8 + 4], 1e-4);
  }

  @Test
  void withoutASizeTheNetworkMustHaveOne(Engine engine) {
    Asked asked = new Asked();
    DreamRequest sized = request(asked);
    DreamRequest open =
        new DreamRequest(
            sized.networks(),
            Beginning.once(asked.kind, Optional.empty(), 0),
            sized.aim(),
            sized.course(),
            sized.measures());
    String message =
        assertThrows(
                InputException.class,
                () ->
                    new DreamStudy(
                            engine, Progress.SILENT, open, folder.resolve("unfinished"), ALWAYS)
                        .run())
            .getMessage();
    assertTrue(message.contains("several sizes; state one"), message);
  }
}
