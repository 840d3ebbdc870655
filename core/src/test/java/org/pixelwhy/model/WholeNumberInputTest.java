package org.pixelwhy.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.format.OnnxModel;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** Networks whose image comes in whole numbers. */
@ExtendWith(EngineExtension.class)
class WholeNumberInputTest {
  /** Whole numbers from 0 to 255. */
  private static Tensor picture(long... dims) {
    Random random = new Random(8);
    Tensor noise = Net.noise(1, dims);
    float[] values = new float[noise.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    return Tensor.of(values, dims);
  }

  private static Tensor channelsLast(Tensor image) {
    int channels = (int) image.shape().dim(1);
    int area = image.size() / channels;
    float[] values = new float[image.size()];
    for (int i = 0; i < area; i++) {
      for (int c = 0; c < channels; c++) {
        values[i * channels + c] = (float) image.get(c * area + i);
      }
    }
    return Tensor.of(values, 1, image.shape().dim(2), image.shape().dim(3), channels);
  }

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
  void aPictureOfBytesIsFedBehindItsCast(Engine engine) {
    check(engine, Cases.network("u8_nchw.onnx"), "x", "y", false, picture(1, 1, 12, 16));
  }

  @Test
  void aPictureOfBytesWithItsChannelsLastIsFedBehindItsCast(Engine engine) {
    check(engine, Cases.network("uint8_nhwc.onnx"), "input", "output", true, picture(1, 3, 64, 64));
  }

  private static void check(
      Engine engine, OnnxModel file, String input, String output, boolean last, Tensor image) {
    SegmentationModel model = ModelPreparation.prepare(engine, file, PartialCard.EMPTY);
    assertEquals(List.of(new Scale(1, 0)), model.card().preprocessing());
    assertTrue(model.notes().get(model.notes().size() - 1).contains("takes whole numbers (uint8)"));
    Tensor fed = (last ? channelsLast(image) : image).as(DataType.UINT8);
    Tensor own = run(engine, file.graph(), input, fed, output);
    Tensor read = run(engine, model.graph(), model.input(), image, model.logits());
    assertArrayEquals(own.toFloats(), read.toFloats(), 1e-4f);
    assertGradient(engine, model, image);
  }

  /** Against differences: networks of Conv and Relu are piecewise linear. */
  private static void assertGradient(Engine engine, SegmentationModel model, Tensor image) {
    Tensor gradient = gradient(engine, model, image);
    for (int at : new int[] {17, 50, image.size() - 30}) {
      double difference =
          (value(engine, model, image, at, 0.25) - value(engine, model, image, at, -0.25)) / 0.5;
      assertEquals(difference, gradient.get(at), 2e-2 * Math.max(1, Math.abs(difference)));
    }
  }

  private static double value(
      Engine engine, SegmentationModel model, Tensor image, int at, double change) {
    float[] values = image.toFloats().clone();
    values[at] += (float) change;
    Tensor changed = Tensor.of(values, image.shape().dims());
    Tensor logits = run(engine, model.graph(), model.input(), changed, model.logits());
    Tensor seed = Net.noise(9, logits.shape().dims());
    double sum = 0;
    for (int i = 0; i < logits.size(); i++) {
      sum += seed.get(i) * logits.get(i);
    }
    return sum;
  }

  private static Net bytes(DataType type, Object... extents) {
    Net net = new Net(4).input("x", extents);
    return net;
  }

  private static Graph declared(Graph graph, DataType type) {
    Value input = graph.inputs().get(0);
    return graph
        .edit()
        .redeclare(new Value("x", java.util.Optional.of(type), input.dims()))
        .build();
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"UINT8", "INT8", "UINT16", "INT32", "INT64"})
  void everyKindOfWholeNumberIsFedBehindItsCast(DataType type, Engine engine) {
    Graph graph =
        bytes(type, 1, 3, 8, 12)
            .node("Cast", "f", Map.of("to", Attribute.of(1L)), "x")
            .conv("y", "f", 3, 2, 3)
            .graph("y");
    SegmentationModel model = Net.prepare(engine, declared(graph, type));
    Graph plain = new Net(4).input("x", 1, 3, 8, 12).conv("y", "x", 3, 2, 3).graph("y");
    SegmentationModel floating = Net.prepare(engine, plain);
    Tensor image = Net.noise(2, 1, 3, 8, 12);
    assertArrayEquals(
        run(engine, plain, "x", image, "y").toFloats(),
        run(engine, model.graph(), "x", image, model.logits()).toFloats(),
        1e-5f);
    assertArrayEquals(
        gradient(engine, floating, image).toFloats(),
        gradient(engine, model, image).toFloats(),
        1e-5f);
  }

  @Test
  void aPictureThatIsDequantisedFirstIsFedBehindThat(Engine engine) {
    Graph graph =
        bytes(DataType.UINT8, 1, 3, 8, 12)
            .constant("scale", Tensor.scalar(DataType.FLOAT, 0.02))
            .constant("zero", Tensor.scalar(DataType.UINT8, 114))
            .node("DequantizeLinear", "f", "x", "scale", "zero")
            .conv("y", "f", 3, 2, 3)
            .graph("y");
    Graph file = declared(graph, DataType.UINT8);
    SegmentationModel model = Net.prepare(engine, file);
    Tensor image = picture(1, 3, 8, 12);
    assertArrayEquals(
        run(engine, file, "x", image.as(DataType.UINT8), "y").toFloats(),
        run(engine, model.graph(), "x", image, model.logits()).toFloats(),
        1e-4f);
    assertGradient(engine, model, image);
  }

  @Test
  void aNetworkThatComputesWithWholeNumbersStillRuns(Engine engine) {
    Graph graph =
        bytes(DataType.INT32, 1, 3, 8, 12)
            .constant("seven", Tensor.scalar(DataType.INT32, 7))
            .node("Div", "d", "x", "seven")
            .node("Cast", "f", Map.of("to", Attribute.of(1L)), "d")
            .conv("y", "f", 3, 2, 3)
            .graph("y");
    Graph file = declared(graph, DataType.INT32);
    SegmentationModel model = Net.prepare(engine, file);
    Tensor image = picture(1, 3, 8, 12);
    assertArrayEquals(
        run(engine, file, "x", image.as(DataType.INT32), "y").toFloats(),
        run(engine, model.graph(), "x", image, model.logits()).toFloats(),
        1e-4f);
    assertTrue(model.notes().stream().anyMatch(note -> note.contains("no gradient passes there")));
  }
}
