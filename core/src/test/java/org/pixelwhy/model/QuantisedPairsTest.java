package org.pixelwhy.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.relevance.DeepLift;
import org.pixelwhy.attribution.relevance.DeepLiftRules;
import org.pixelwhy.attribution.relevance.Lrp;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.Quantised;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.format.OnnxModel;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** Networks of QuantizeLinear and DequantizeLinear, with gradients through their rounding. */
@ExtendWith(EngineExtension.class)
class QuantisedPairsTest {
  private static final PartialCard STRAIGHT_THROUGH =
      new PartialCard.Builder().quantised(Quantised.STRAIGHT_THROUGH).build();

  private static Tensor gradient(Engine engine, SegmentationModel model, Tensor image) {
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(image)) {
      Tensor seed = Net.noise(9, at.prediction().logits().shape().dims());
      GradientRequest request =
          new GradientRequest(StandardRules.standard(), OutputSpace.LOGITS, Set.of(model.input()));
      return at.gradients(request, seed).get(model.input());
    }
  }

  private static Tensor run(Engine engine, Graph graph, String input, Tensor image, String output) {
    try (Program program = engine.compile(graph)) {
      return program.run(Map.of(input, image)).get(output);
    }
  }

  @Test
  void theFilesOwnValuesComeOutAndGradientsPass(Engine engine) {
    OnnxModel file = Cases.network("qdq.onnx");
    Tensor image = Net.noise(3, 1, 1, 12, 16);
    SegmentationModel exact = ModelPreparation.prepare(engine, file, PartialCard.EMPTY);
    SegmentationModel through = ModelPreparation.prepare(engine, file, STRAIGHT_THROUGH);
    assertArrayEquals(
        run(engine, file.graph(), "x", image, "y").toFloats(),
        run(engine, through.graph(), through.input(), image, through.logits()).toFloats(),
        1e-5f);
    for (float value : gradient(engine, exact, image).toFloats()) {
      assertEquals(0, value);
    }
    assertTrue(
        through.notes().stream().anyMatch(note -> note.contains("straight-through), at 1 pairs")),
        through.notes()::toString);
  }

  /** A network with a pair of a type between two convolutions, or what passes it in their place. */
  private static Graph net(DataType type, double zero, boolean quantised, double low, double high) {
    double scale = type.bytes() == 1 ? 0.02 : 1e-4;
    Net net = new Net(6).input("x", 1, 3, 8, 12).conv("a", "x", 3, 4, 3);
    if (quantised) {
      net.constant("scale", Tensor.scalar(DataType.FLOAT, scale))
          .constant("zero", Tensor.scalar(type, zero))
          .node("QuantizeLinear", "q", "a", "scale", "zero")
          .node("DequantizeLinear", "b", "q", "scale", "zero");
    } else {
      net.constant("low", Tensor.scalar(DataType.FLOAT, (low - zero) * scale))
          .constant("high", Tensor.scalar(DataType.FLOAT, (high - zero) * scale))
          .node("Clip", "b", "a", "low", "high");
    }
    return net.conv("y", "b", 4, 2, 3).graph("y");
  }

  @ParameterizedTest
  @CsvSource({
    "INT8, 0, -128, 127",
    "INT8, -20, -128, 127",
    "UINT8, 128, 0, 255",
    "UINT8, 7, 0, 255",
    "UINT16, 30000, 0, 65535"
  })
  void gradientsAreThoseOfTheRangeAlone(
      DataType type, double zero, double low, double high, Engine engine) {
    Graph graph = net(type, zero, true, low, high);
    Tensor image = Net.noise(3, 1, 3, 8, 12);
    SegmentationModel through = Net.prepare(engine, graph, STRAIGHT_THROUGH);
    assertArrayEquals(
        run(engine, graph, "x", image, "y").toFloats(),
        run(engine, through.graph(), through.input(), image, through.logits()).toFloats(),
        1e-4f);
    SegmentationModel clipped = Net.prepare(engine, net(type, zero, false, low, high));
    assertArrayEquals(
        gradient(engine, clipped, image).toFloats(),
        gradient(engine, through, image).toFloats(),
        1e-4f);
  }

  @Test
  void contributionsSumToTheChangeThroughRoundingToo(Engine engine) {
    Graph graph = net(DataType.INT8, -20, true, -128, 127);
    Tensor image = Net.noise(3, 1, 3, 8, 12);
    DeepLift deepLift =
        new DeepLift(DeepLift.Options.defaults().withRescaled(DeepLiftRules.COMPLETE));
    SegmentationModel model = Net.prepare(engine, graph, STRAIGHT_THROUGH);
    float[] map = explain(deepLift, engine, model, image);
    Tensor at = run(engine, graph, "x", image, "y");
    Tensor there = run(engine, graph, "x", Tensor.filled(DataType.FLOAT, 0, 1, 3, 8, 12), "y");
    double sum = 0;
    for (float contribution : map) {
      sum += contribution;
    }
    double change = 0;
    for (int i = 0; i < 96; i++) {
      change += (at.get(i) - there.get(i)) / 96;
    }
    assertEquals(change, sum, 1e-4 * Math.abs(change));
  }

  @Test
  void weightsThatAreQuantisedStandInTheWayOfNothing(Engine engine) {
    Net net =
        new Net(6)
            .input("x", 1, 1, 8, 12)
            .constant("scale", Tensor.scalar(DataType.FLOAT, 0.5))
            .constant("zero", Tensor.scalar(DataType.INT8, 0))
            .constant("whole", Tensor.of(new float[] {2, -3}, 2, 1, 1, 1).as(DataType.INT8))
            .node("DequantizeLinear", "w", "whole", "scale", "zero")
            .node("Conv", "y", "x", "w");
    Tensor image = Net.noise(3, 1, 1, 8, 12);
    for (PartialCard stated : new PartialCard[] {PartialCard.EMPTY, STRAIGHT_THROUGH}) {
      Tensor gradient = gradient(engine, Net.prepare(engine, net.graph("y"), stated), image);
      Tensor seed = Net.noise(9, 1, 2, 8, 12);
      for (int i = 0; i < 96; i++) {
        assertEquals(seed.get(i) - 1.5 * seed.get(96 + i), gradient.get(i), 1e-5);
      }
    }
  }

  /** A convolution of four channels in, two out, whose weights are whole numbers or not. */
  private static Graph layer(boolean whole, DataType type, float[] zero, float[] scale, int axis) {
    float[] numbers = {100, 3, -7, 50, -100, 20, 4, -1};
    float[] weights = new float[8];
    for (int i = 0; i < 8; i++) {
      int index = scale.length == 1 ? 0 : axis == 0 ? i / 4 : i % 4;
      weights[i] = (numbers[i] - zero[index]) * scale[index];
    }
    Net net = new Net(6).input("x", 1, 4, 8, 12);
    if (whole) {
      long[] dims = scale.length == 1 ? new long[0] : new long[] {scale.length};
      net.constant("q", Tensor.of(numbers, 2, 4, 1, 1).as(type))
          .constant("s", Tensor.of(scale, dims))
          .constant("z", Tensor.of(zero, dims).as(type))
          .node("DequantizeLinear", "w", Map.of("axis", Attribute.of(axis)), "q", "s", "z");
    } else {
      net.constant("w", Tensor.of(weights, 2, 4, 1, 1));
    }
    return net.node("Conv", "y", "x", "w").graph("y");
  }

  @ParameterizedTest
  @CsvSource({"INT8, 0, 1", "INT8, 5, 1", "INT16, -3, 2", "INT32, 0, 2", "INT8, 2, 4"})
  void relevanceOfQuantisedWeightsIsThatOfTheSameNumbers(
      DataType type, float zero, int scales, Engine engine) {
    float[] scale = scales == 1 ? new float[] {0.5f} : new float[scales];
    float[] zeros = new float[scale.length];
    for (int i = 0; i < scales; i++) {
      scale[i] = 0.1f * (i + 1);
      zeros[i] = type == DataType.INT32 ? 0 : zero + i;
    }
    int axis = scales == 4 ? 1 : 0;
    Tensor image = Net.noise(3, 1, 4, 8, 12);
    for (PartialCard stated : new PartialCard[] {PartialCard.EMPTY, STRAIGHT_THROUGH}) {
      float[] expected =
          relevance(engine, Net.prepare(engine, layer(false, type, zeros, scale, axis)), image);
      SegmentationModel model = Net.prepare(engine, layer(true, type, zeros, scale, axis), stated);
      assertArrayEquals(expected, relevance(engine, model, image), 1e-6f);
    }
  }

  private static float[] relevance(Engine engine, SegmentationModel model, Tensor image) {
    return explain(new Lrp(Lrp.Options.defaults()), engine, model, image);
  }

  private static float[] explain(
      Attributor method, Engine engine, SegmentationModel model, Tensor image) {
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(image)) {
      Question question = new Question(new ImageTarget(0), Reduction.MEAN, OutputSpace.LOGITS);
      return method.explain(at, question).get(0).values().toFloats();
    }
  }
}
