package org.pixelwhy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.render.Picture;
import org.pixelwhy.tensor.InputException;

class PixelWhyTest {
  private static final Path EXAMPLE = Path.of("..", "docs", "example");
  private static final Path IMAGE = EXAMPLE.resolve("testnet.png");

  /** Warnings that were told, and not logged. */
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  private PixelWhy open() {
    return PixelWhy.of(EXAMPLE.resolve("testnet.onnx"))
        .threads(1)
        .memory(64 << 20)
        .warnings(told::add)
        .open();
  }

  @Test
  void answersWithValuesAndAPictureForEachTargetAndMethod() {
    try (PixelWhy why = open();
        Inquiry image = why.image(IMAGE)) {
      Answers answers = image.ask(Ask.about("class", "border").by("grad-cam", "saliency"));
      assertEquals(
          List.of("grad-cam", "saliency", "grad-cam", "saliency"),
          answers.maps().stream().map(Explanation::method).toList());
      Explanation map = answers.by("saliency").get(0);
      assertArrayEquals(new long[] {1, 1, 96, 96}, map.values().shape().dims());
      assertEquals(image.image().height(), map.grid().height());
      assertFalse(map.isBlank());
      assertTrue(map.toString().startsWith("Saliency of class"), map.toString());
      Picture picture = map.picture();
      assertTrue(picture.width() >= 400 && picture.height() > picture.width());
      assertTrue(image.mask("0").count() > 0);
    }
  }

  @Test
  void answersWhatTheCommandLineAnswers() {
    try (PixelWhy why = open();
        Inquiry image = why.image(IMAGE)) {
      Explanation one = image.ask("class", "grad-cam").map();
      Explanation again =
          image.ask(Ask.about("class").by("saliency", "grad-cam")).by("grad-cam").get(0);
      assertEquals(one.values(), again.values());
      assertEquals(one.targetValue(), again.targetValue());
    }
  }

  @Test
  void aPictureInMemoryGivesWhatItsFileGives() {
    Image held = ImageReader.read(IMAGE);
    try (PixelWhy why = open();
        Inquiry file = why.image(IMAGE);
        Inquiry memory = why.image("held", held)) {
      assertEquals(
          file.ask("class", "saliency").map().values(),
          memory.ask("class", "saliency").map().values());
    }
  }

  @Test
  void laterQuestionsOfTheSameKindRunOnlyBackwardAndCompileNothing() {
    try (PixelWhy why = open();
        Inquiry image = why.image(IMAGE)) {
      image.ask("class", "saliency");
      image.ask("pixel:30,30", "saliency");
      long runs = why.engine().runs();
      long compilations = why.engine().compilations();
      image.ask("border", "saliency");
      assertEquals(1, why.engine().runs() - runs);
      image.ask("pixel:31,31", "saliency");
      try (Inquiry other = why.image("other", ImageReader.read(IMAGE))) {
        other.ask("class", "saliency");
        other.ask("pixel:30,30", "saliency");
      }
      assertEquals(compilations, why.engine().compilations());
    }
  }

  @Test
  void whatIsAskedTogetherComesOutOfOneForwardPass() {
    String[] methods = {"saliency", "grad-cam", "input-x-gradient"};
    try (PixelWhy why = open()) {
      // Finds out once, by running, how the runtime lays out channels.
      why.engine().channelBlock();
      long one = runs(why, Ask.about("class").by(methods));
      long three = runs(why, Ask.about("class", "border", "pixel:30,30").by(methods));
      // All are gradients by the usual rules: each target is one forward pass more, if not shared.
      long backward = (three - one) / 2;
      assertEquals(three, 1 + 3 * backward);
      assertEquals(one, 1 + backward);
      assertTrue(backward <= methods.length, backward + " backward passes for each target");
    }
  }

  private static long runs(PixelWhy why, Ask ask) {
    try (Inquiry image = why.image(IMAGE)) {
      long before = why.engine().runs();
      image.ask(ask);
      return why.engine().runs() - before;
    }
  }

  @Test
  void whatIsPredictedCostsNothingAfterAQuestion() {
    try (PixelWhy why = open();
        Inquiry image = why.image(IMAGE)) {
      image.ask("class", "saliency");
      long before = why.engine().runs();
      image.prediction();
      image.mask("0");
      assertEquals(0, why.engine().runs() - before);
    }
  }

  @Test
  void aMethodAskedLaterRunsForwardOnceMoreAndThenNoMore() {
    try (PixelWhy why = open();
        Inquiry image = why.image(IMAGE)) {
      image.ask("class", "saliency");
      long before = why.engine().runs();
      image.ask("class", "grad-cam");
      assertEquals(2, why.engine().runs() - before, "forward, since the layer was not kept");
      image.ask("border", "grad-cam");
      image.ask("border", "saliency");
      assertEquals(4, why.engine().runs() - before);
    }
  }

  @Test
  void threadsGetWhatTheyGetAlone() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (PixelWhy why = open();
        Inquiry image = why.image(IMAGE)) {
      List<String> targets = List.of("class", "border", "pixel:30,30", "image:0");
      List<Callable<Explanation>> together = new ArrayList<>();
      for (String target : targets) {
        together.add(() -> image.ask(target, "saliency").map());
        together.add(
            () -> {
              try (Inquiry own = why.image(IMAGE)) {
                return own.ask(target, "saliency").map();
              }
            });
      }
      List<Future<Explanation>> results = pool.invokeAll(together);
      for (int i = 0; i < results.size(); i++) {
        Explanation alone = image.ask(targets.get(i / 2), "saliency").map();
        assertEquals(alone.values(), results.get(i).get().values());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** Of a black image, the image times a gradient is nothing. */
  @Test
  void aBlankMapSaysSoWhereverItIsLookedAt() {
    Image black = new Image(1, 96, 96, new float[96 * 96], 1);
    try (PixelWhy why = open();
        Inquiry image = why.image("black", black)) {
      Answers answers = image.ask("image:0", "input-x-gradient");
      Explanation map = answers.map();
      assertTrue(map.isBlank(), map.toString());
      assertEquals(List.of(map), answers.blank());
      assertTrue(map.toString().contains(": BLANK, the map is blank"), map.toString());
      assertTrue(answers.toString().contains("warning: black, "), answers.toString());
      assertEquals(answers.warnings(), told);
    }
  }

  @Test
  void whatCannotBeAskedIsRefusedAndTheRestGoesOn() {
    try (PixelWhy why = open();
        Inquiry image = why.image(IMAGE)) {
      InputException method =
          assertThrows(InputException.class, () -> image.ask("class", "gradcan"));
      assertTrue(method.getMessage().contains("'grad-cam'"), method.getMessage());
      InputException target =
          assertThrows(InputException.class, () -> image.ask("class:liver", "saliency"));
      assertTrue(target.getMessage().contains("unknown class 'liver'"), target.getMessage());
      InputException file =
          assertThrows(InputException.class, () -> why.image(Path.of("none.png")));
      assertTrue(file.getMessage().contains("none.png"), file.getMessage());
      Answers two = image.ask("class", "saliency", "grad-cam");
      InputException several = assertThrows(InputException.class, two::map);
      assertTrue(several.getMessage().startsWith("2 maps answer"), several.getMessage());
    }
  }

  @Test
  void aModelThatCannotBeOpenedLeavesNothingOpen() {
    InputException e =
        assertThrows(InputException.class, () -> PixelWhy.open(Path.of("none.onnx")));
    assertTrue(e.getMessage().contains("none.onnx"), e.getMessage());
  }

  @Test
  void closingClosesImagesToo() {
    PixelWhy why = open();
    Inquiry image = why.image(IMAGE);
    image.ask("class", "saliency");
    why.close();
    why.close();
    image.close();
    assertEquals(List.of(), why.engine().openResources());
    assertThrows(IllegalStateException.class, () -> image.ask("class", "saliency"));
  }
}
