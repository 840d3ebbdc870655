package org.pixelwhy.attribution.perturbation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.perturbation.RiseOptions.Merge;
import org.pixelwhy.attribution.perturbation.RiseOptions.Sampling;
import org.pixelwhy.attribution.perturbation.RiseOptions.Score;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class PerturbationRunTest {
  private static final Question QUESTION = Question.of(new ClassTarget(1));
  private static final RiseOptions OPTIONS =
      RiseOptions.defaults().withMasks(500).withCells(3, 0.4).withSeed(9);

  @TempDir private Path folder;

  private PerturbationRun kept(boolean resume) {
    return PerturbationRun.PLAIN.withProgress(folder.resolve("rise.progress"), resume);
  }

  private List<String> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Stops the work after some steps. */
  private static void stop(Example example, Attributor method, int after) {
    try (Evaluation at =
        example
            .runner()
            .evaluate(
                Example.IMAGE,
                (what, done, total) -> {
                  if (done == after) {
                    throw new CancellationException("enough");
                  }
                })) {
      assertThrows(CancellationException.class, () -> method.explain(at, QUESTION));
    }
  }

  private static List<Tensor> values(List<Attribution> maps) {
    return maps.stream().map(Attribution::values).toList();
  }

  @ParameterizedTest
  @EnumSource(Merge.class)
  void aStoppedRunGoesOnFromItsLastCompleteBlockToTheSameBytes(Merge merge, Engine engine) {
    try (Example example = Example.unet(engine)) {
      RiseOptions options = OPTIONS.withMerge(merge);
      List<Attribution> whole = new Rise(options).explain(example.at(), QUESTION);
      stop(example, new Rise(options, kept(false)), 300);
      assertEquals(List.of("rise.progress"), files());
      long before = example.at().batches().passes();
      List<Attribution> resumed = new Rise(options, kept(true)).explain(example.at(), QUESTION);
      assertEquals(500 - 2 * ScoreFile.BLOCK, example.at().batches().passes() - before);
      assertEquals(values(whole), values(resumed));
      assertEquals(whole.get(0).notes(), resumed.get(0).notes());
      assertEquals(
          whole.get(0).extras().course().orElseThrow().points(),
          resumed.get(0).extras().course().orElseThrow().points());
      assertEquals(List.of(), files(), "a finished run needs no progress");
    }
  }

  @Test
  void withoutResumeOrWithoutProgressARunStartsAnew(Engine engine) {
    try (Example example = Example.unet(engine)) {
      stop(example, new Rise(OPTIONS, kept(true)), 100);
      assertEquals(List.of(), files(), "no block was complete");
      stop(example, new Rise(OPTIONS, kept(true)), 200);
      long before = example.at().batches().passes();
      new Rise(OPTIONS, kept(false)).explain(example.at(), QUESTION);
      assertEquals(500, example.at().batches().passes() - before);
    }
  }

  @Test
  void aRunKeepsTheBatchesItBeganWith(Engine engine) {
    try (Example example = Example.unet(engine)) {
      stop(example, new Rise(OPTIONS, kept(false)), 300);
      byte[] key = new byte[Fingerprint.LENGTH];
      assertThrows(InputException.class, () -> ScoreFile.open(kept(true), key, Double.BYTES, 1));
      try (ModelRunner small = new ModelRunner(engine, example.runner().model(), 1);
          Evaluation at = small.evaluate(Example.IMAGE)) {
        assertEquals(1, at.batches().size());
        new Rise(OPTIONS, kept(true)).explain(at, QUESTION);
        assertEquals(500 - 2 * ScoreFile.BLOCK, at.batches().passes());
      }
    }
  }

  @Test
  void progressOfAnotherRequestIsRefused(Engine engine) {
    try (Example example = Example.unet(engine)) {
      stop(example, new Rise(OPTIONS, kept(false)), 300);
      for (RiseOptions other :
          List.of(
              OPTIONS.withSeed(1),
              OPTIONS.withMasks(501),
              OPTIONS.withSampling(Sampling.ANTITHETIC),
              OPTIONS.withMerge(Merge.MAX))) {
        InputException e =
            assertThrows(
                InputException.class,
                () -> new Rise(other, kept(true)).explain(example.at(), QUESTION));
        assertEquals(
            folder.resolve("rise.progress")
                + ": holds the progress of another request (model, image, target, options or seed"
                + " differ); repeat that one, or start anew",
            e.getMessage());
      }
      Question elsewhere = Question.of(new ClassTarget(2));
      assertThrows(
          InputException.class,
          () -> new Rise(OPTIONS, kept(true)).explain(example.at(), elsewhere));
    }
  }

  @Test
  void damagedProgressIsRefusedAndHalfABlockDropped(Engine engine) throws IOException {
    try (Example example = Example.unet(engine)) {
      Tensor whole = new Rise(OPTIONS).explain(example.at(), QUESTION).get(0).values();
      stop(example, new Rise(OPTIONS, kept(false)), 300);
      Path file = folder.resolve("rise.progress");
      byte[] good = Files.readAllBytes(file);
      for (int place : new int[] {3, 20, 45, 50, 60, 1500}) {
        byte[] bad = good.clone();
        bad[place] ^= 4;
        Files.write(file, bad);
        InputException e =
            assertThrows(
                InputException.class,
                () -> new Rise(OPTIONS, kept(true)).explain(example.at(), QUESTION));
        assertEquals(file + ": is damaged, or holds no progress; start anew", e.getMessage());
      }
      for (int length : new int[] {0, 1, 30, 55}) {
        Files.write(file, Arrays.copyOf(good, length));
        assertThrows(
            InputException.class,
            () -> new Rise(OPTIONS, kept(true)).explain(example.at(), QUESTION));
      }
      Files.write(file, Arrays.copyOf(good, 1600));
      assertEquals(
          whole, new Rise(OPTIONS, kept(true)).explain(example.at(), QUESTION).get(0).values());
    }
  }

  @ParameterizedTest
  @EnumSource(Merge.class)
  void savedMasksGiveTheSameMapAgain(Merge merge, Engine engine) {
    try (Example example = Example.unet(engine)) {
      RiseOptions options = OPTIONS.withMasks(50).withMerge(merge);
      Path file = folder.resolve("masks.npy");
      List<Attribution> drawn =
          new Rise(options, PerturbationRun.PLAIN.withSaveMasks(file))
              .explain(example.at(), QUESTION);
      Tensor saved = Npy.read(file);
      assertEquals("[50,8,12]", saved.shape().toString());
      List<Attribution> reused =
          new Rise(options.withSeed(1).withMasks(3), PerturbationRun.PLAIN.withMasks(file))
              .explain(example.at(), QUESTION);
      assertEquals(values(drawn), values(reused));
      List<Attribution> given =
          new Rise(options.withGiven(saved, 0.4)).explain(example.at(), QUESTION);
      assertEquals(values(drawn), values(given));
      assertEquals(List.of("masks.npy"), files());
    }
  }

  @ParameterizedTest
  @EnumSource(Merge.class)
  void stopsWhenTheMapIsStableWhateverTheBatchSize(Merge merge, Engine engine) {
    try (Example example = Example.unet(engine);
        ModelRunner single = new ModelRunner(engine, example.runner().model(), 1);
        Evaluation alone = single.evaluate(Example.IMAGE)) {
      RiseOptions options = OPTIONS.withMasks(4000).withMerge(merge).withScore(Score.LOGIT);
      PerturbationRun run = PerturbationRun.PLAIN.withUntilStable(0.4);
      List<Attribution> early = new Rise(options, run).explain(example.at(), QUESTION);
      int passes = early.get(0).extras().course().orElseThrow().passes();
      assertTrue(passes >= 128 && passes < 4000, "stopped after " + passes);
      assertEquals(passes, example.at().batches().passes());
      assertEquals(values(early), values(new Rise(options, run).explain(alone, QUESTION)));
      List<Attribution> asMany =
          new Rise(options.withMasks(passes)).explain(example.at(), QUESTION);
      assertEquals(values(asMany), values(early));
      assertTrue(
          early.get(0).notes().get(2).startsWith("stopped after " + passes + " of 4000"),
          early.get(0).notes().toString());
    }
  }

  @Test
  void saysThatTheMapDidNotBecomeStable(Engine engine) {
    try (Example example = Example.unet(engine)) {
      Attribution map =
          new Rise(OPTIONS, PerturbationRun.PLAIN.withUntilStable(1e-6))
              .explain(example.at(), QUESTION)
              .get(0);
      assertEquals(
          "did not become stable: the change stayed above 1.00e-06 of its size up to the end",
          map.notes().get(2));
      assertEquals(500, map.extras().course().orElseThrow().passes());
      assertFalse(map.extras().course().orElseThrow().points().isEmpty());
    }
    for (double wrong : new double[] {0, -1, 1, Double.NaN}) {
      assertThrows(InputException.class, () -> PerturbationRun.PLAIN.withUntilStable(wrong));
    }
  }

  @Test
  void masksThatCannotBeUsedAreRefused(Engine engine) throws IOException {
    try (Example example = Example.unet(engine)) {
      Path file = folder.resolve("masks.npy");
      Npy.write(file, Tensor.of(new float[2 * 8 * 8], 2, 8, 8));
      assertEquals(
          file
              + ": the masks have shape [2,8,8]; expected is [number of masks, then the input's"
              + " extents [8, 12]]",
          refusal(example, file));
      float[] values = new float[2 * 96];
      values[100] = Float.NaN;
      Npy.write(file, Tensor.of(values, 2, 8, 12));
      assertEquals(
          file + ": mask 1 holds a value that is not a finite number", refusal(example, file));
      Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 300));
      assertTrue(refusal(example, file).contains("truncated?"));
      Files.writeString(file, "no array");
      assertNotEquals("", refusal(example, file));
      assertTrue(refusal(example, folder.resolve("none.npy")).contains("no such file"));
    }
  }

  private static String refusal(Example example, Path masks) {
    Rise rise = new Rise(OPTIONS, PerturbationRun.PLAIN.withMasks(masks));
    return assertThrows(InputException.class, () -> rise.explain(example.at(), QUESTION))
        .getMessage();
  }
}
