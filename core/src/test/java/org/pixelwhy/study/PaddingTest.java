package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.SharedData;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.Reading;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.study.request.Sizing;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.EmptyTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;

/** What was padded to a picture is no part of it. */
@ExtendWith(EngineExtension.class)
class PaddingTest {
  /** A picture whose last column alone is bright; padding it to 56 x 16 repeats that column. */
  private static final int WIDTH = 50;

  private static final int HEIGHT = 13;

  private static Path resource(String name) {
    try {
      return Path.of(PaddingTest.class.getResource("/padding/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ModelSource thresholds() {
    PartialCard card = new PartialCard.Builder().preprocessing(List.of(new Scale(1, 0))).build();
    return new ModelSource(resource("thr8.onnx"), Optional.empty(), card);
  }

  private static ExplainRequest request(
      ModelSource model, Path image, String target, List<String> scores) {
    return new ExplainRequest(
        model,
        List.of(ImageSource.of(image)),
        QuestionSpec.of(target),
        List.of("saliency"),
        scores,
        new Method.Settings(List.of("auto"), 0),
        Optional.empty());
  }

  private static ImageResult explain(Engine engine, ModelSource model, Path image, String target) {
    return new Study(engine, Progress.SILENT)
        .explain(request(model, image, target, List.of()))
        .images()
        .get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "class:1,13",
    "object:1,13",
    "class:0,637",
    "border:1,13",
    "border:0,13",
    "image,650"
  })
  void targetsSeeThePixelsOfThePictureOnly(String target, int pixels, Engine engine) {
    ImageResult result = explain(engine, thresholds(), resource("edgebright.png"), target);
    assertEquals(pixels, result.target().pixels());
    assertEquals(pixels, result.target().mask().count());
  }

  /** A region's own pixels were inside before, and the part of the network's own output is. */
  @Test
  void theLastColumnCanStillBeAskedAbout(Engine engine) {
    ImageResult pixel = explain(engine, thresholds(), resource("edgebright.png"), "pixel:49,12");
    assertEquals(1, pixel.target().pixels());
    assertEquals(1, pixel.target().channel());
    ImageResult object = explain(engine, thresholds(), resource("edgebright.png"), "object:49,12");
    assertEquals(HEIGHT, object.target().pixels());
  }

  @Test
  void aClassThatIsInThePaddingOnlyIsPredictedNowhere() {
    float[] logits = new float[2 * 4 * 8];
    for (int i = 0; i < 32; i++) {
      logits[i % 8 < 5 && i / 8 < 3 ? i : 32 + i] = 1;
    }
    Tensor y = Tensor.of(logits, 1, 2, 4, 8);
    Prediction whole = new Prediction(y, y, List.of("rest", "cell"), Decision.ARGMAX);
    assertEquals(32 - 15, whole.mask(1).count());
    Prediction padded =
        new Prediction(
            y,
            y,
            new Reading(
                List.of("rest", "cell"),
                OptionalInt.empty(),
                Decision.ARGMAX,
                new Geometry(3, 5, 4, 8, Geometry.Fit.PAD)));
    EmptyTarget refused = assertThrows(EmptyTarget.class, () -> new ClassTarget(1).mask(padded));
    assertEquals(
        "class 1 (cell) is predicted nowhere in this image; classes present: 0 (rest): 15 pixels",
        refused.getMessage());
  }

  /** Twice as coarse as the field, so that cells lie across the picture's edge. */
  @Test
  void aCellAcrossTheEdgeCountsForThePaddingWithItsArea() {
    Attribution map =
        new Attribution(
            "m",
            "layer",
            Tensor.of(new float[] {1, 1, 1, -1}, 1, 1, 1, 4),
            Attribution.Sign.SIGNED,
            List.of());
    Geometry geometry = new Geometry(3, 5, 4, 8, Geometry.Fit.PAD);
    // Of 8 cells in 4 rows, 2 columns each: 2, 2, 1 and 0 columns of the picture's 3 rows.
    assertEquals(1 - 15 / 32.0, PaddingShare.of(map, geometry).orElseThrow(), 1e-12);
    assertTrue(PaddingShare.of(map, Geometry.identity(4, 8)).isEmpty());
  }

  @Test
  void anUnpaddedPictureHasNoSuchNote(Engine engine) {
    ExplainRequest plain = request(thresholds(), resource("edgebright.png"), "class:1", List.of());
    ExplainRequest resized =
        new ExplainRequest(
            plain.model(),
            plain.images(),
            plain.question(),
            plain.methods(),
            plain.settings(),
            Optional.of(new Size(16, 56)));
    ImageResult result = new Study(engine, Progress.SILENT).explain(resized).images().get(0);
    assertEquals(List.of(), result.maps().get(0).attribution().notes());
  }

  @Test
  void areasOfDeletionAndInsertionAreThoseOfThePicture(Engine engine) {
    Path file = resource("edgebright.png");
    ExplainRequest request =
        request(thresholds(), file, "class:1", List.of("deletion", "insertion"));
    ImageResult result = new Study(engine, Progress.SILENT).explain(request).images().get(0);
    ScoreResult deletion = result.maps().get(0).scores().get(0);
    ScoreResult insertion = result.maps().get(0).scores().get(1);
    double[] removed = deletion.curves().get(0).y();
    double[] shown = insertion.curves().get(0).y();
    // At the end of one and the start of the other all of the picture is gone and the padding is
    // there; the other ends are the picture as it is.
    assertEquals(removed[0], shown[shown.length - 1], 1e-6);
    assertEquals(removed[removed.length - 1], shown[0], 1e-6);
    double[] overlap = insertion.curves().get(1).y();
    assertEquals(1, overlap[overlap.length - 1]);
    Image image = ImageReader.read(file);
    float[] field = new float[16 * 56];
    for (int i = 0; i < field.length; i++) {
      boolean gone = i % 56 < WIDTH && i / 56 < HEIGHT;
      field[i] = gone ? 0 : image.at(0, Math.min(i / 56, HEIGHT - 1), Math.min(i % 56, WIDTH - 1));
    }
    try (ModelRunner runner = new ModelRunner(engine, ModelLoader.load(engine, thresholds()));
        Evaluation at = runner.evaluate(Tensor.of(field, 1, 1, 16, 56))) {
      float[] logits = at.prediction().logits().toFloats();
      double sum = 0;
      for (int row = 0; row < HEIGHT; row++) {
        sum += logits[16 * 56 + row * 56 + WIDTH - 1];
      }
      assertEquals(sum / HEIGHT, shown[0], 1e-5);
    }
  }

  /** The network's output as it is, read off by loops that know of the picture's size only. */
  private record Naive(boolean[] one, int width) {
    static Naive of(Engine engine, ModelSource model, Path file, int classIndex) {
      try (ModelRunner runner = new ModelRunner(engine, ModelLoader.load(engine, model))) {
        InputFile input = InputFile.read(file, runner.model().card(), Optional.empty());
        Image image = ImageReader.read(file);
        try (Evaluation at = runner.evaluate(input.prepared().input())) {
          Mask whole = at.prediction().mask(classIndex);
          boolean[] one = new boolean[image.height() * image.width()];
          for (int i = 0; i < one.length; i++) {
            one[i] = whole.get(i / image.width(), i % image.width());
          }
          return new Naive(one, image.width());
        }
      }
    }

    int count() {
      int count = 0;
      for (boolean member : one) {
        count += member ? 1 : 0;
      }
      return count;
    }

    /**
     * Percent of the map, of as many channels as there may be, that no pixel of the picture has.
     */
    long outside(ImageResult result) {
      Tensor map = result.maps().get(0).attribution().positions();
      int across = (int) map.shape().dim(3);
      double inside = 0;
      double all = 0;
      for (int i = 0; i < map.size(); i++) {
        boolean here = i % across < width && i / across < one.length / width;
        inside += here ? Math.abs(map.get(i)) : 0;
        all += Math.abs(map.get(i));
      }
      return Math.round(100 * (1 - inside / all));
    }

    Set<Integer> largestPart() {
      Set<Integer> best = Set.of();
      Set<Integer> seen = new HashSet<>();
      for (int start = 0; start < one.length; start++) {
        Set<Integer> part = new HashSet<>();
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
          int at = open.pop();
          if (one[at] && seen.add(at)) {
            part.add(at);
            int[] near = {
              at % width > 0 ? at - 1 : at,
              at % width < width - 1 ? at + 1 : at,
              Math.max(at - width, at % width),
              at + width < one.length ? at + width : at
            };
            Arrays.stream(near).forEach(open::push);
          }
        }
        best = part.size() > best.size() ? part : best;
      }
      return best;
    }
  }

  @Test
  void aPaddedNetworkOfSeveralLayersIsReadOffInsideOnly(Engine engine) {
    ModelSource model = ModelSource.of(SharedData.requireCase("padding/small_unet.onnx"));
    Path file = SharedData.requireCase("padding/edge33.png");
    ImageResult classes = explain(engine, model, file, "class");
    Naive naive = Naive.of(engine, model, file, classes.target().channel());
    assertEquals(379, classes.target().pixels());
    assertEquals(379, naive.count());
    ImageResult object = explain(engine, model, file, "object");
    Set<Integer> largest = naive.largestPart();
    assertEquals(Mask.of(new int[] {33, 33}, largest::contains), object.target().mask());
    assertTrue(
        classes.maps().get(0).attribution().notes().stream()
            .anyMatch(note -> note.startsWith(naive.outside(classes) + " % of the map")),
        () -> classes.maps().get(0).attribution().notes().toString());
  }

  @Test
  void questionsFixedAtAPredictionKeepTheirPixels(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, ModelLoader.load(engine, thresholds()));
        OpenVolumes volumes = new OpenVolumes(0);
        OpenImage image =
            OpenImage.of(
                runner,
                volumes,
                ImageSource.of(resource("edgebright.png")),
                Sizing.WHOLE,
                (what, done, total) -> {})) {
      Question question = Question.of(new ClassTarget(1));
      Question fixed = question.fixedAt(image.prediction());
      assertEquals(
          question.target().mask(image.prediction()), fixed.target().mask(image.prediction()));
    }
  }
}
