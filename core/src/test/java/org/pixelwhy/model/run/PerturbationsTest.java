package org.pixelwhy.model.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Net;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.OutputTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

@ExtendWith(EngineExtension.class)
class PerturbationsTest {
  private static final int SIZE = 160;
  private static final int TOGETHER = 8;
  private static final Tensor IMAGE = Net.noise(11, 1, 1, SIZE, SIZE);

  private static Graph unet() {
    return UNet.graph(
        UNetOptions.defaults().withDepth(3).withChannels(8).withInputs(1).withOutputs(2), 7);
  }

  /** Normalises by the mean and variance of the whole image. */
  private static Graph normalizing() {
    return new Net(3)
        .input("image", "n", 1, SIZE, SIZE)
        .conv("a", "image", 1, 2, 3)
        .constant("scale", Tensor.of(new float[] {1, 2}, 2))
        .node("InstanceNormalization", "b", "a", "scale", "scale")
        .conv("c", "b", 2, 2, 3)
        .graph("c");
  }

  /** The image with a square of other values at every place of a grid, edges included. */
  private static List<Tensor> covered(int size) {
    List<Tensor> versions = new ArrayList<>();
    for (int top = 0; top < SIZE; top += 53) {
      for (int left = 0; left < SIZE; left += 51) {
        float[] values = IMAGE.toFloats();
        for (int y = top; y < Math.min(SIZE, top + size); y++) {
          for (int x = left; x < Math.min(SIZE, left + size); x++) {
            values[y * SIZE + x] = 0.25f;
          }
        }
        versions.add(Tensor.of(values, IMAGE.shape().dims()));
      }
    }
    versions.add(IMAGE);
    return versions;
  }

  @Test
  void smallChangesAreComputedByWindowsAndGiveWhatWholeRunsGive(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()));
        Evaluation at = runner.evaluate(IMAGE)) {
      Perturbations perturbations = at.perturbations(Optional.empty(), new int[] {9, 9});
      List<Tensor> versions = covered(9);
      List<ForwardOutput> expected = new ArrayList<>();
      at.batches().run(versions.iterator(), expected::add);
      long before = at.batches().passes();
      AtomicInteger count = new AtomicInteger();
      perturbations.stream(
          versions.iterator(),
          TOGETHER,
          output -> {
            ForwardOutput whole = expected.get(count.getAndIncrement());
            assertEquals(whole.index(), output.index());
            assertEqual(output.logits(), whole.logits());
            assertEqual(output.probabilities(), whole.probabilities());
          });
      assertEquals(before, at.batches().passes(), "whole runs");
      assertEquals(expected.size(), count.get());
      assertNote(perturbations, "times fewer");
    }
  }

  private static void assertNote(Perturbations perturbations, String part) {
    List<String> notes = perturbations.notes();
    assertEquals(1, notes.size(), notes.toString());
    assertTrue(notes.get(0).contains(part), notes.toString());
  }

  private static void assertEqual(Tensor actual, Tensor expected) {
    assertArrayEquals(expected.toFloats(), actual.toFloats(), 1e-4f);
  }

  @Test
  void aRegionIsJudgedUnderMasksOfTheWholeImage(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()));
        Evaluation at = runner.evaluate(IMAGE)) {
      Mask corner = Mask.of(new int[] {SIZE, SIZE}, i -> i / SIZE > 140 && i % SIZE < 18);
      FrozenTarget target =
          Question.of(new OutputTarget(corner, OptionalInt.of(1), "corner"))
              .freeze(at.prediction());
      List<Tensor> versions = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        versions.add(Net.noise(i, 1, 1, SIZE, SIZE));
      }
      double[] expected = at.batches().values(10, versions::get, target);
      double[] actual = new double[10];
      long before = at.batches().passes();
      at.perturbations(Optional.of(target), new int[] {SIZE, SIZE}).stream(
          versions.iterator(),
          TOGETHER,
          output -> actual[output.index()] = target.value(output.output(target.on())));
      assertEquals(before, at.batches().passes(), "whole runs");
      assertArrayEquals(expected, actual, 1e-4);
    }
  }

  @Test
  void aRegionIsJudgedUnderSmallChangesNearAndFar(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()));
        Evaluation at = runner.evaluate(IMAGE)) {
      Mask corner = Mask.of(new int[] {SIZE, SIZE}, i -> i / SIZE > 140 && i % SIZE < 18);
      FrozenTarget target =
          Question.of(new OutputTarget(corner, OptionalInt.of(1), "corner"))
              .freeze(at.prediction());
      List<Tensor> versions = covered(11);
      double[] expected = at.batches().values(versions.size(), versions::get, target);
      double[] actual = new double[versions.size()];
      at.perturbations(Optional.of(target), new int[] {11, 11}).stream(
          versions.iterator(),
          TOGETHER,
          output -> actual[output.index()] = target.value(output.output(target.on())));
      assertArrayEquals(expected, actual, 1e-4);
    }
  }

  @Test
  void whatNeedsTheWholeImageIsRunWholeAndTheReasonIsTold(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, normalizing()));
        Evaluation at = runner.evaluate(IMAGE)) {
      Perturbations perturbations = at.perturbations(Optional.empty(), new int[] {9, 9});
      List<ForwardOutput> outputs = new ArrayList<>();
      perturbations.stream(covered(9).iterator(), TOGETHER, outputs::add);
      assertEquals(outputs.size(), at.batches().passes());
      assertNote(perturbations, "the whole image because of the InstanceNormalization");
    }
  }

  @Test
  void changesOfTheWholeImageAreRunWhole(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()));
        Evaluation at = runner.evaluate(IMAGE)) {
      Perturbations perturbations = at.perturbations(Optional.empty(), new int[] {SIZE, SIZE});
      List<Tensor> versions = List.of(Net.noise(1, 1, 1, SIZE, SIZE));
      List<ForwardOutput> outputs = new ArrayList<>();
      perturbations.stream(versions.iterator(), TOGETHER, outputs::add);
      assertEquals(1, at.batches().passes());
      assertEquals(List.of(), perturbations.notes());
    }
  }
}
