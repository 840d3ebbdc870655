package org.pixelwhy.dream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.dream.Ascent.Rule;
import org.pixelwhy.dream.Dream.DreamQuestion;
import org.pixelwhy.dream.Dream.Standing;
import org.pixelwhy.dream.DreamOptions.Stop;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.MeanStd;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.Step;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class DreamTest {
  private static final ValueRange GREY = new ValueRange(0, 255);
  private static final List<Step> HUNDREDS = List.of(new MeanStd(List.of(0.0), List.of(100.0)));
  private static final Stop NEVER = new Stop(0, 0);

  /** Not symmetric, so that a turned kernel would be seen. */
  private static final float[] KERNEL = {1, 2, 3, 4, 5, 6, 7, 8, 9};

  /** {@code logits = conv(x / 100)}, of a kernel that is known. */
  private static SegmentationModel oneConvolution(Engine engine) {
    return Net.prepare(
        engine,
        new Net(1)
            .input("image", 1, 1, "height", "width")
            .conv("logits", "image", Tensor.of(KERNEL, 1, 1, 3, 3))
            .graph("logits"),
        new PartialCard.Builder().preprocessing(HUNDREDS).build());
  }

  private static DreamQuestion question(int side) {
    return new DreamQuestion(
        new Site.Output(OutputSpace.LOGITS, 0), 0, Geometry.identity(side, side));
  }

  private static DreamStart start(double value, int side, Place place) {
    return new DreamStart(PictureSpace.constant(Shape.of(1, 1, side, side), value), place);
  }

  private static DreamOptions plain(int steps, double rate) {
    return new DreamOptions(steps, Ascent.PLAIN.at(rate), GREY, NEVER);
  }

  private static List<Heard> dream(
      SegmentationModel model, Engine engine, DreamOptions options, DreamStart... starts) {
    int side = (int) starts[0].picture().shape().dim(2);
    try (ModelRunner runner = new ModelRunner(engine, model);
        Dream dream = Dream.begin(runner, question(side), options, List.of(starts))) {
      return Heard.of(dream);
    }
  }

  @Test
  void aDreamOfOneConvolutionIsItsKernelAddedAtThePixel(Engine engine) {
    // x0 = -10 everywhere; logit at (3,4) = sum K x / 100, its gradient K / 100 around the pixel.
    List<Heard> heard =
        dream(oneConvolution(engine), engine, plain(3, 100), start(-10, 8, new Place.Pixel(4, 3)));
    assertEquals(4, heard.size());
    for (int j = 0; j <= 3; j++) {
      double activation = 0;
      for (int i = 0; i < 64; i++) {
        int row = i / 8 - 2;
        int column = i % 8 - 3;
        boolean near = row >= 0 && row < 3 && column >= 0 && column < 3;
        double k = near ? KERNEL[row * 3 + column] : 0;
        double expected = -10 + j * k;
        assertEquals(expected, heard.get(j).picture()[i], 1e-4, "step " + j + " pixel " + i);
        activation += k * expected / 100;
      }
      assertEquals(activation, heard.get(j).activation(), 1e-4);
    }
    assertEquals(0, heard.get(0).area());
    assertTrue(heard.get(3).area() > 0);
  }

  @Test
  void aDiscIsTheMeanOfItsPixels(Engine engine) {
    // The five pixels up to 1 from the middle: the gradient is the mean of five shifted kernels.
    List<Heard> heard =
        dream(oneConvolution(engine), engine, plain(1, 100), start(0, 8, new Place.Disc(4, 3, 1)));
    double[] expected = new double[64];
    for (int[] at : new int[][] {{3, 4}, {2, 4}, {4, 4}, {3, 3}, {3, 5}}) {
      for (int k = 0; k < 9; k++) {
        expected[(at[0] + k / 3 - 1) * 8 + at[1] + k % 3 - 1] += KERNEL[k] / 5.0;
      }
    }
    for (int i = 0; i < 64; i++) {
      assertEquals(expected[i], heard.get(1).picture()[i], 1e-4);
    }
  }

  @Test
  void theMostResponsivePlaceIsWhereTheStartRespondsMost(Engine engine) {
    float[] values = new float[64];
    values[5 * 8 + 2] = 100;
    // The convolution's greatest response has the kernel's 9 on that pixel: one up, one left.
    try (ModelRunner runner = new ModelRunner(engine, oneConvolution(engine));
        Dream dream =
            Dream.begin(
                runner,
                question(8),
                plain(1, 1),
                List.of(new DreamStart(Tensor.of(values, 1, 1, 8, 8), new Place.Strongest())))) {
      assertArrayEquals(new int[] {4 * 8 + 1}, dream.standings().get(0).cells());
    }
  }

  @Test
  void theNextResponsivePlaceIsAwayFromTheFirst() {
    float[] values = new float[256];
    values[5 * 16 + 5] = 9;
    values[5 * 16 + 6] = 8;
    values[5 * 16 + 7] = 7;
    Place.Responses map = new Place.Responses(16, 16, values);
    Geometry geometry = Geometry.identity(16, 16);
    // At least two cells away.
    assertArrayEquals(new int[] {5 * 16 + 7}, new Place.Strongest(1).cells(map, geometry));
    assertThrows(InputException.class, () -> new Place.Strongest(1000).cells(map, geometry));
  }

  @Test
  void whereNoRateIsGivenTheFirstStepChangesAHundredthOfTheRange(Engine engine) {
    DreamOptions options = new DreamOptions(1, Ascent.PLAIN, GREY, NEVER);
    List<Heard> heard =
        dream(oneConvolution(engine), engine, options, start(0, 8, new Place.Pixel(4, 3)));
    double greatest = 0;
    for (float value : heard.get(1).picture()) {
      greatest = Math.max(greatest, value);
    }
    assertEquals(2.55, greatest, 1e-5);
  }

  @Test
  void normalisedStepsHaveARootMeanSquareOfTheRate(Engine engine) {
    Ascent ascent = new Ascent(Rule.NORMALISED, OptionalDouble.of(2), false, 0, 0, 0);
    List<Heard> heard =
        dream(
            oneConvolution(engine),
            engine,
            new DreamOptions(1, ascent, GREY, NEVER),
            start(0, 8, new Place.Pixel(4, 3)));
    double squares = 0;
    for (float value : heard.get(1).picture()) {
      squares += value * value;
    }
    assertEquals(2, Math.sqrt(squares / 64), 1e-5);
  }

  @Test
  void momentumAddsUpEarlierSteps(Engine engine) {
    Ascent ascent = new Ascent(Rule.PLAIN, OptionalDouble.of(100), false, 0.5, 0, 0);
    List<Heard> heard =
        dream(
            oneConvolution(engine),
            engine,
            new DreamOptions(3, ascent, GREY, NEVER),
            start(0, 8, new Place.Pixel(4, 3)));
    // The gradient is constant: 1, 1.5, 1.75 times the kernel.
    assertEquals((1 + 1.5 + 1.75) * 9, heard.get(3).picture()[4 * 8 + 5], 1e-4);
  }

  @Test
  void clippedDreamsStopWhenNothingChangesAnyMore(Engine engine) {
    Ascent ascent = new Ascent(Rule.PLAIN, OptionalDouble.of(10_000), true, 0, 0, 0);
    try (ModelRunner runner = new ModelRunner(engine, oneConvolution(engine));
        Dream dream =
            Dream.begin(
                runner,
                question(8),
                new DreamOptions(500, ascent, GREY, NEVER),
                List.of(start(0, 8, new Place.Pixel(4, 3))))) {
      List<Heard> heard = Heard.of(dream);
      Standing standing = dream.standings().get(0);
      assertEquals(DreamEnd.STILL, standing.end());
      assertEquals(heard.size() - 1, standing.step());
      // The kernel's 1 needs three steps of 100 to reach 255.
      assertEquals(3, standing.step());
      assertEquals(255, heard.get(3).picture()[2 * 8 + 3]);
    }
  }

  @Test
  void dreamsStopWhenMaskAndNumbersDoNotChangeForSomeSteps(Engine engine) {
    Stop stop = new Stop(1e-3, 4);
    try (ModelRunner runner = new ModelRunner(engine, oneConvolution(engine));
        Dream dream =
            Dream.begin(
                runner,
                question(8),
                new DreamOptions(500, Ascent.PLAIN.at(50), GREY, stop),
                List.of(start(10, 8, new Place.Pixel(4, 3))))) {
      List<Integer> steps = new ArrayList<>();
      dream.run(
          frame -> {
            steps.add(frame.step());
            return new double[] {Math.min(frame.step(), 6), Double.NaN};
          });
      // The mask is whole from the start; the number is the same from step 7 on.
      assertEquals(DreamEnd.SETTLED, dream.standings().get(0).end());
      assertEquals(10, dream.standings().get(0).step());
      assertEquals(11, steps.size());
    }
  }

  @Test
  void aDreamThatDivergesKeepsTheStepsBefore(Engine engine) {
    // The square of what grows grows ever faster, beyond what single precision holds.
    SegmentationModel model =
        Net.prepare(
            engine,
            new Net(1)
                .input("image", 1, 1, "height", "width")
                .conv("first", "image", Tensor.of(KERNEL, 1, 1, 3, 3))
                .node("Mul", "square", "first", "first")
                .conv("logits", "square", Tensor.of(new float[] {1}, 1, 1, 1, 1))
                .graph("logits"),
            new PartialCard.Builder().preprocessing(HUNDREDS).build());
    try (ModelRunner runner = new ModelRunner(engine, model);
        Dream dream =
            Dream.begin(
                runner,
                question(8),
                plain(500, 1e5),
                List.of(start(1, 8, new Place.Pixel(4, 3))))) {
      List<Heard> heard = Heard.of(dream);
      Standing standing = dream.standings().get(0);
      assertEquals(DreamEnd.DIVERGED, standing.end());
      assertTrue(heard.size() > 2 && heard.size() < 30, "steps " + heard.size());
      assertEquals(heard.size() - 1, standing.step());
    }
  }

  @Test
  void paddingStaysAsItIs(Engine engine) {
    Geometry padded = new Geometry(5, 6, 8, 8, Geometry.Fit.PAD);
    try (ModelRunner runner = new ModelRunner(engine, oneConvolution(engine));
        Dream dream =
            Dream.begin(
                runner,
                new DreamQuestion(new Site.Output(OutputSpace.LOGITS, 0), 0, padded),
                plain(2, 100),
                List.of(start(0, 8, new Place.Pixel(5, 4))))) {
      float[] last = Heard.of(dream).get(2).picture();
      for (int i = 0; i < 64; i++) {
        boolean near = Math.abs(i / 8 - 4) <= 1 && Math.abs(i % 8 - 5) <= 1;
        boolean inside = i / 8 < 5 && i % 8 < 6;
        assertEquals(near && inside, last[i] != 0, "pixel " + i);
      }
    }
  }

  @Test
  void neuronsBeyondTheImageAreRefused(Engine engine) {
    String message =
        assertThrows(
                InputException.class,
                () ->
                    dream(
                        oneConvolution(engine),
                        engine,
                        plain(1, 1),
                        start(0, 8, new Place.Pixel(8, 3))))
            .getMessage();
    assertEquals("pixel x=8 y=3 is outside the image of 8 x 8 pixels", message);
  }

  @Test
  void ofSeveralClassesTheOneAskedForIsDreamtOf(Engine engine) {
    // Class 0 is the background, 1 sees bright, 2 dark; only where one beats the others it is seen.
    float[] weights = {0, 1, -1};
    SegmentationModel model =
        Net.prepare(
            engine,
            new Net(1)
                .input("image", 1, 1, "height", "width")
                .conv("logits", "image", Tensor.of(weights, 3, 1, 1, 1))
                .graph("logits"),
            new PartialCard.Builder()
                .preprocessing(List.of(new MeanStd(List.of(100.0), List.of(100.0))))
                .activation(Activation.LOGITS)
                .background(OptionalInt.of(0))
                .build());
    for (int of = 1; of <= 2; of++) {
      for (OutputSpace on : List.of(OutputSpace.LOGITS, OutputSpace.PROBABILITIES)) {
        DreamQuestion asked =
            new DreamQuestion(new Site.Output(on, of), of, Geometry.identity(8, 8));
        try (ModelRunner runner = new ModelRunner(engine, model);
            Dream dream =
                Dream.begin(
                    runner,
                    asked,
                    plain(2, 10_000),
                    List.of(start(100, 8, new Place.Pixel(4, 3))))) {
          List<Heard> heard = Heard.of(dream);
          assertEquals(0, heard.get(0).area());
          assertEquals(1, heard.get(2).area(), "class " + of + " on " + on);
          assertEquals(of == 1, heard.get(2).picture()[3 * 8 + 4] > 100);
        }
      }
    }
  }
}
