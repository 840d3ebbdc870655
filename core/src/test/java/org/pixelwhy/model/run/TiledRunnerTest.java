package org.pixelwhy.model.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Image;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.ImagePreparation;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.InputSize;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class TiledRunnerTest {
  private static final int HEIGHT = 40;
  private static final int WIDTH = 53;
  private static final Tensor IMAGE = Net.noise(5, 1, 1, HEIGHT, WIDTH);

  /** Looks at each pixel by itself. */
  private static Graph pointwise(int classes) {
    return new Net(3).input("image", 1, 1, "h", "w").conv("a", "image", 1, classes, 1).graph("a");
  }

  /** Sees two pixels far. */
  private static Graph twoConvolutions() {
    return new Net(3)
        .input("image", 1, 1, "h", "w")
        .conv("a", "image", 1, 3, 3)
        .node("Relu", "b", "a")
        .conv("c", "b", 3, 2, 3)
        .graph("c");
  }

  private static Prediction whole(ModelRunner runner, Tensor input) {
    try (Evaluation at = runner.evaluate(input)) {
      return at.prediction();
    }
  }

  private static Prediction tiled(ModelRunner runner, Tensor input, Tiling tiling) {
    return prediction(new TiledRunner(runner, tiling), input, Geometry.covering(input.shape()));
  }

  private static Prediction prediction(TiledRunner tiled, Tensor input, Geometry geometry) {
    try (Evaluation at = tiled.evaluate(input, geometry, Steps.SILENT)) {
      return at.prediction();
    }
  }

  @ParameterizedTest
  @CsvSource({"16, 16, 0", "16, 16, 5", "16, 24, 15", "40, 53, 3", "40, 16, 8"})
  void aNetworkThatLooksAtEachPixelByItselfSaysTheSameInTiles(
      int height, int width, int overlap, Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, pointwise(2)))) {
      Prediction expected = whole(runner, IMAGE);
      Prediction found = tiled(runner, IMAGE, new Tiling(height, width, overlap));
      assertArrayEquals(expected.logits().toFloats(), found.logits().toFloats());
      assertArrayEquals(
          expected.probabilities().toFloats(), found.probabilities().toFloats(), 1e-6f);
      assertEquals(expected.mask(1), found.mask(1));
    }
  }

  /** What is summed over the tiles that hold a position, one after the other. */
  private static double[] naive(ModelRunner runner, Tiling tiling, int[] tops, int[] lefts) {
    double[] sums = new double[2 * HEIGHT * WIDTH];
    double[] weights = new double[HEIGHT * WIDTH];
    for (int top : tops) {
      for (int left : lefts) {
        float[] tile = new float[tiling.height() * tiling.width()];
        for (int i = 0; i < tile.length; i++) {
          tile[i] =
              (float) IMAGE.get((top + i / tiling.width()) * WIDTH + left + i % tiling.width());
        }
        Tensor logits =
            whole(runner, Tensor.of(tile, 1, 1, tiling.height(), tiling.width())).logits();
        for (int i = 0; i < tile.length; i++) {
          int y = i / tiling.width();
          int x = i % tiling.width();
          double dy = (y + 0.5 - tiling.height() / 2.0) / (tiling.height() / 8.0);
          double dx = (x + 0.5 - tiling.width() / 2.0) / (tiling.width() / 8.0);
          double weight = Math.exp(-(dy * dy + dx * dx) / 2);
          int at = (top + y) * WIDTH + left + x;
          weights[at] += weight;
          sums[at] += weight * logits.get(i);
          sums[HEIGHT * WIDTH + at] += weight * logits.get(tile.length + i);
        }
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= weights[i % weights.length];
    }
    return sums;
  }

  @Test
  void tilesAreAveragedWithTheWeightsOfAGaussian(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, twoConvolutions()))) {
      Tiling tiling = new Tiling(16, 20, 6);
      double[] expected =
          naive(runner, tiling, new int[] {0, 10, 20, 24}, new int[] {0, 14, 28, 33});
      float[] found = tiled(runner, IMAGE, tiling).logits().toFloats();
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], found[i], 1e-5);
      }
    }
  }

  /** How far a position is from the nearest inner border of the tiles that hold it. */
  private static int margin(int at, int extent, int tile, int[] starts) {
    int margin = Integer.MAX_VALUE;
    for (int start : starts) {
      if (at >= start && at < start + tile) {
        margin = start == 0 ? margin : Math.min(margin, at - start);
        margin = start + tile == extent ? margin : Math.min(margin, start + tile - 1 - at);
      }
    }
    return margin;
  }

  @Test
  void whereTilesHoldAllThatTheNetworkSeesTheyAgreeWithTheWholeImage(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, twoConvolutions()))) {
      float[] expected = whole(runner, IMAGE).logits().toFloats();
      float[] found = tiled(runner, IMAGE, new Tiling(24, 24, 8)).logits().toFloats();
      int[] tops = {0, 16};
      int[] lefts = {0, 16, 29};
      int same = 0;
      double elsewhere = 0;
      for (int i = 0; i < expected.length; i++) {
        int y = i / WIDTH % HEIGHT;
        int x = i % WIDTH;
        int far = Math.min(margin(y, HEIGHT, 24, tops), margin(x, WIDTH, 24, lefts));
        if (far >= 2) {
          assertEquals(expected[i], found[i], 1e-5, "at " + x + ", " + y);
          same++;
        } else {
          elsewhere = Math.max(elsewhere, Math.abs(expected[i] - found[i]));
        }
      }
      assertTrue(same > expected.length / 2, "positions that must agree: " + same);
      assertTrue(elsewhere > 1e-4, "tiles' borders show: " + elsewhere);
    }
  }

  @Test
  void tilesBeginWhereTheOutputHasWholePositions(Engine engine) {
    Map<String, Attribute> halves =
        Map.of("kernel_shape", Attribute.ofInts(2, 2), "strides", Attribute.ofInts(2, 2));
    Graph graph =
        new Net(3)
            .input("image", 1, 1, "h", "w")
            .node("AveragePool", "half", halves, "image")
            .conv("a", "half", 1, 2, 1)
            .graph("a");
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph))) {
      TiledRunner tiled = new TiledRunner(runner, new Tiling(16, 16, 5));
      Image picture =
          new Image(1, HEIGHT + 1, WIDTH, Net.noise(6, HEIGHT + 1, WIDTH).toFloats(), 1);
      ImagePreparation prepared = ImagePreparation.of(tiled.card(), picture, Optional.empty());
      assertEquals(List.of(1L, 1L, 42L, 54L), dims(prepared.input()));
      Prediction found = prediction(tiled, prepared.input(), prepared.geometry());
      assertEquals(List.of(1L, 2L, 21L, 27L), dims(found.logits()));
      assertArrayEquals(
          whole(runner, prepared.input()).logits().toFloats(), found.logits().toFloats(), 1e-6f);
    }
  }

  private static List<Long> dims(Tensor tensor) {
    List<Long> dims = new ArrayList<>();
    for (long dim : tensor.shape().dims()) {
      dims.add(dim);
    }
    return dims;
  }

  @ParameterizedTest
  @CsvSource({"20, 37", "10, 12", "16, 16", "9, 40"})
  void aNetworkOfOneSizePredictsImagesOfAnyInTheirOwn(int height, int width, Engine engine) {
    Graph graph = new Net(3).input("image", 1, 1, 16, 16).conv("a", "image", 1, 2, 1).graph("a");
    PartialCard card = new PartialCard.Builder().channels(ChannelOrder.GREY).build();
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph, card));
        ModelRunner any = new ModelRunner(engine, Net.prepare(engine, pointwise(2), card))) {
      TiledRunner tiled =
          new TiledRunner(
              runner,
              Tiling.of(runner.model().card().size(), Optional.empty(), OptionalInt.empty()));
      Image picture = new Image(1, height, width, Net.noise(6, height, width).toFloats(), 255);
      ImagePreparation prepared = ImagePreparation.of(tiled.card(), picture, Optional.empty());
      Prediction found = prediction(tiled, prepared.input(), prepared.geometry());
      assertEquals(whole(any, prepared.input()).logits(), found.logits());
      assertEquals(height, prepared.geometry().toImage(found.mask(1)).height());
      assertEquals(width, prepared.geometry().toImage(found.mask(1)).width());
    }
  }

  @Test
  void probabilitiesFollowFromTheAveragesWhateverTheActivation(Engine engine) {
    for (Activation activation : List.of(Activation.LOGITS, Activation.MULTI_LABEL_LOGITS)) {
      for (int classes : List.of(1, 3)) {
        PartialCard card = new PartialCard.Builder().activation(activation).build();
        try (ModelRunner runner =
            new ModelRunner(engine, Net.prepare(engine, pointwise(classes), card))) {
          assertArrayEquals(
              whole(runner, IMAGE).probabilities().toFloats(),
              tiled(runner, IMAGE, new Tiling(20, 20, 7)).probabilities().toFloats(),
              1e-6f);
        }
      }
    }
  }

  @Test
  void whatCannotBeCutIsRefused() {
    assertThrows(InputException.class, () -> new Tiling(8, 8, 8));
    assertThrows(InputException.class, () -> new Tiling(0, 8, 0));
    InputSize any = InputSize.multipleOf(8, 2);
    refused("takes many sizes", any, Optional.empty());
    refused("tiles of 12x16", any, Optional.of(new Size(16, 12)));
    refused("sees volumes", InputSize.any(3), Optional.empty());
    assertEquals(
        new Tiling(16, 32, 4),
        Tiling.of(InputSize.fixed(16, 32), Optional.empty(), OptionalInt.empty()));
  }

  private static void refused(String why, InputSize size, Optional<Size> tile) {
    String message =
        assertThrows(InputException.class, () -> Tiling.of(size, tile, OptionalInt.empty()))
            .getMessage();
    assertTrue(message.contains(why), message);
  }

  @Test
  void anInputThatIsNoWholeNumberOfUnitsIsRefused(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, pointwise(2)))) {
      Tensor small = Net.noise(1, 1, 1, 8, 8);
      Tiling tiling = new Tiling(16, 16, 4);
      String message =
          assertThrows(InputException.class, () -> tiled(runner, small, tiling)).getMessage();
      assertTrue(message.contains("[1,1,8,8]"), message);
    }
  }
}
