package org.pixelwhy.target;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pixelwhy.target.Predictions.draw;
import static org.pixelwhy.target.Predictions.drawn;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.gradient.Saliency;
import org.pixelwhy.attribution.perturbation.Occlusion;
import org.pixelwhy.attribution.perturbation.Rise;
import org.pixelwhy.attribution.perturbation.RiseOptions;
import org.pixelwhy.attribution.relevance.DeepLift;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class EntropyTargetTest {
  private static final int AREA = 30;
  private static final Tensor IMAGE = Net.noise(6, 1, 1, 5, 6);

  /** Networks by how their output says how sure they are. */
  private enum Kind {
    LOGITS(3, Activation.LOGITS),
    SOFTMAX(3, Activation.SOFTMAX),
    BINARY(1, Activation.LOGITS),
    SIGMOID(1, Activation.SIGMOID),
    OVERLAPPING(3, Activation.MULTI_LABEL_LOGITS),
    /** Probabilities that come from nothing that looks like logits. */
    PROBABILITIES(1, Activation.SIGMOID);

    private final int classes;
    private final Activation activation;

    Kind(int classes, Activation activation) {
      this.classes = classes;
      this.activation = activation;
    }

    boolean exclusive() {
      return classes > 1 && this != OVERLAPPING;
    }

    SegmentationModel model(Engine engine) {
      Net net =
          new Net(8)
              .input("x", 1, 1, 5, 6)
              .conv("a", "x", 1, 4, 3)
              .node("Tanh", "b", "a")
              .conv("z", "b", 4, classes, 3);
      String output = "z";
      if (this == SOFTMAX) {
        net.node("Softmax", "y", Map.of("axis", Attribute.of(1)), "z");
        output = "y";
      } else if (this == SIGMOID) {
        net.node("Sigmoid", "y", "z");
        output = "y";
      } else if (this == PROBABILITIES) {
        net.constant("half", Tensor.scalar(DataType.FLOAT, 0.45))
            .constant("middle", Tensor.scalar(DataType.FLOAT, 0.5))
            .node("Sin", "s", "z")
            .node("Mul", "h", "s", "half")
            .node("Add", "y", "h", "middle");
        output = "y";
      }
      PartialCard card = new PartialCard.Builder().activation(activation).build();
      return Net.prepare(engine, net.graph(output), card);
    }
  }

  /** Mean over all pixels, in double precision, from the probabilities alone. */
  private static double naive(Kind kind, Prediction prediction, int channel) {
    float[] p = prediction.probabilities().toFloats();
    double sum = 0;
    for (int i = 0; i < AREA; i++) {
      if (kind.exclusive()) {
        for (int k = 0; k < kind.classes; k++) {
          sum -= p[k * AREA + i] * Math.log(p[k * AREA + i]);
        }
      } else {
        double yes = p[channel * AREA + i];
        sum -= yes * Math.log(yes) + (1 - yes) * Math.log(1 - yes);
      }
    }
    return sum / AREA;
  }

  private static Question everywhere() {
    return Question.of(TargetKinds.standard().parse("entropy"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void isTheMeanEntropyOfTheProbabilities(Kind kind, Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, kind.model(engine));
        Evaluation at = runner.evaluate(IMAGE)) {
      Prediction prediction = at.prediction();
      Question question = everywhere();
      int channel = question.target().channel(prediction);
      double value = question.value(prediction, question.weights(prediction));
      assertEquals(naive(kind, prediction, channel), value, 1e-5);
      assertTrue(value > 0.05, "hardly any entropy: " + value);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void itsGradientIsThatOfFiniteDifferences(Kind kind, Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, kind.model(engine));
        Evaluation at = runner.evaluate(IMAGE)) {
      Question question = everywhere();
      Tensor weights = question.weights(at.prediction());
      float[] map = new Saliency().explain(at, question).get(0).values().toFloats();
      float h = 1e-2f;
      for (int pixel = 0; pixel < AREA; pixel += 7) {
        double more = value(runner, question, weights, pixel, h);
        double less = value(runner, question, weights, pixel, -h);
        assertEquals((more - less) / (2 * h), map[pixel], 2e-4, "pixel " + pixel);
      }
    }
  }

  private static double value(
      ModelRunner runner, Question question, Tensor weights, int pixel, float by) {
    float[] values = IMAGE.toFloats();
    values[pixel] += by;
    try (Evaluation moved = runner.evaluate(Tensor.of(values, 1, 1, 5, 6))) {
      return question.value(moved.prediction(), weights);
    }
  }

  @Test
  void methodsThatOnlyRunForwardAreAskedForItToo(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Kind.LOGITS.model(engine));
        Evaluation at = runner.evaluate(IMAGE)) {
      Question question = everywhere();
      Tensor weights = question.weights(at.prediction());
      Occlusion.Options one = Occlusion.Options.defaults().withWindow(List.of(1), List.of(1));
      float[] map = new Occlusion(one).explain(at, question).get(0).values().toFloats();
      double whole = question.value(at.prediction(), weights);
      for (int pixel = 0; pixel < AREA; pixel++) {
        double without = value(runner, question, weights, pixel, (float) -IMAGE.get(pixel));
        assertEquals(whole - without, map[pixel], 1e-5);
      }
      RiseOptions options = RiseOptions.defaults().withMasks(20).withCells(2, 0.5);
      for (float kept : new Rise(options).explain(at, question).get(0).values().toFloats()) {
        // Twenty masks estimate a mean entropy, of which three classes have at most ln 3.
        assertTrue(kept > 0 && kept < 2 * Math.log(3), "mean entropy: " + kept);
      }
    }
  }

  @Test
  void deepLiftSharesItOut(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Kind.BINARY.model(engine));
        Evaluation at = runner.evaluate(IMAGE)) {
      Question question = everywhere();
      Attribution map = new DeepLift(DeepLift.Options.defaults()).explain(at, question).get(0);
      assertFalse(map.isBlank());
    }
  }

  @Test
  void standsAtAnotherTargetsPixelsAndReadsTheEntropyInAnyCase() {
    Prediction prediction = drawn("0011", "0001");
    Target border = TargetKinds.standard().parse("entropy:class:liver");
    assertEquals("..##\n...#\n", draw(border.mask(prediction)));
    assertEquals("entropy: class 1 (liver)", border.describe(prediction));
    assertEquals("entropy:class:liver", border.toString());
    Question asked = new Question(border, Reduction.MEAN, OutputSpace.LOGITS);
    assertEquals(OutputSpace.ENTROPY, asked.on());
    assertEquals(OutputSpace.ENTROPY, asked.fixedAt(prediction).on());
    double each = -0.8 * Math.log(0.8) - 0.2 * Math.log(0.1);
    Prediction sure =
        new Prediction(
            logarithms(prediction),
            prediction.probabilities(),
            List.of("rest", "liver", "2"),
            prediction.decision());
    assertEquals(each, asked.value(sure, asked.weights(sure)), 1e-6);
    assertThrows(
        IllegalStateException.class,
        () ->
            TargetKinds.standard()
                .parse("entropy:region:mask.png")
                .moved(
                    file -> {
                      throw new IllegalStateException("a file is named");
                    }));
  }

  private static Tensor logarithms(Prediction prediction) {
    float[] p = prediction.probabilities().toFloats();
    for (int i = 0; i < p.length; i++) {
      p[i] = (float) Math.log(p[i]);
    }
    return Tensor.of(p, prediction.probabilities().shape().dims());
  }

  @Test
  void aSurePixelHasNoEntropyAndAnUndecidedOneTheMost() {
    Tensor z = Tensor.of(new float[] {80, 0, 0, 0}, 1, 2, 1, 2);
    Tensor p = Tensor.of(new float[] {1, 0.5f, 0, 0.5f}, 1, 2, 1, 2);
    Prediction prediction = new Prediction(z, p, List.of("a", "b"), Decision.ARGMAX);
    float[] entropy = prediction.output(OutputSpace.ENTROPY).toFloats();
    float most = (float) Math.log(2);
    assertArrayEquals(new float[] {0, most, 0, most}, entropy, 1e-6f);
  }
}
