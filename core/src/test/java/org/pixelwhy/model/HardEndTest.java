package org.pixelwhy.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.pixelwhy.model.Outputs.assertReadsY;
import static org.pixelwhy.model.Outputs.assertSame;
import static org.pixelwhy.model.Outputs.assertSays;
import static org.pixelwhy.model.Outputs.axis;
import static org.pixelwhy.model.Outputs.logits;
import static org.pixelwhy.model.Outputs.net;
import static org.pixelwhy.model.Outputs.prepared;
import static org.pixelwhy.model.Outputs.probabilities;
import static org.pixelwhy.model.Outputs.run;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.onnx.format.OnnxModel;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

/** Networks that end in a decision: what was decided on is read. */
@ExtendWith(EngineExtension.class)
class HardEndTest {
  @Test
  void theTensorBeforeAnArgMaxIsTaken(Engine engine) {
    OnnxModel file = Cases.network("argmax_i64.onnx");
    SegmentationModel model = prepared(engine, file);
    assertEquals(Decision.ARGMAX, model.decision());
    Tensor image = Net.noise(5, 1, 1, 12, 16);
    Tensor own = run(engine, file.graph(), "x", image, "y");
    Prediction prediction = prediction(engine, model, image);
    for (int i = 0; i < own.size(); i++) {
      assertEquals(own.get(i), prediction.classAt(i));
    }
    assertSays(model, "output 'y' is decided by ArgMax node");
  }

  private static Prediction prediction(Engine engine, SegmentationModel model, Tensor image) {
    return new Prediction(
        logits(engine, model, image),
        probabilities(engine, model, image),
        model.classNames(),
        model.decision());
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 0", "true, 1", "true, 0"})
  void anArgMaxShowsTheClassesWhateverLiesBehindIt(boolean last, long keep, Engine engine) {
    Map<String, Attribute> attributes =
        Map.of("axis", Attribute.of(last ? -1L : 1L), "keepdims", Attribute.of(keep));
    Net net = net().transpose("t", "y", 0, 2, 3, 1);
    net.node("Softmax", "p", axis(last ? 3 : 1), last ? "t" : "y");
    net.node("ArgMax", "a", attributes, "p");
    net.node("Cast", "c", Map.of("to", Attribute.of(1L)), "a");
    SegmentationModel model = Net.prepare(engine, net.graph("c"));
    assertEquals(Activation.SOFTMAX, model.card().activation());
    assertReadsY(engine, model);
  }

  @Test
  void anArgMaxShowsTheClassesEvenOfASquareImage(Engine engine) {
    Net net =
        new Net(1).input("x", 1, 3, 8, 8).conv("y", "x", 3, 8, 3).transpose("t", "y", 0, 2, 3, 1);
    net.node("ArgMax", "a", axis(3), "t");
    SegmentationModel model = Net.prepare(engine, net.graph("a"));
    Tensor image = Net.noise(3, 1, 3, 8, 8);
    assertSame(run(engine, net.graph("y"), "x", image, "y"), logits(engine, model, image));
  }

  @Test
  void theTensorBeforeAThresholdIsTaken(Engine engine) {
    OnnxModel file = Cases.network("sigmoid_threshold.onnx");
    SegmentationModel model = prepared(engine, file);
    assertEquals(Activation.SIGMOID, model.card().activation());
    Tensor image = Net.noise(5, 1, 1, 12, 16);
    Tensor own = run(engine, file.graph(), "x", image, "y");
    Prediction prediction = prediction(engine, model, image);
    for (int i = 0; i < own.size(); i++) {
      assertEquals(own.get(i) > 0, prediction.mask(0).get(i));
    }
    assertSays(model, "output 'y' is decided by Greater node");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Round", "Where"})
  void everyKindOfThresholdIsLookedBehind(String op, Engine engine) {
    Net net =
        net()
            .node("Sigmoid", "p", "y")
            .constant("half", Tensor.of(new float[] {0.5f}, 1))
            .constant("most", Tensor.of(new float[] {255}, 1))
            .constant("least", Tensor.of(new float[] {0}, 1));
    switch (op) {
      case "Round" -> net.node(op, "m", "p").node("Mul", "z", "m", "most");
      case "Where" -> net.node("Greater", "m", "p", "half").node(op, "z", "m", "most", "least");
      case "Less", "LessOrEqual" ->
          net.node(op, "m", "half", "p").node("Cast", "z", Map.of("to", Attribute.of(2L)), "m");
      default ->
          net.node(op, "m", "p", "half").node("Cast", "z", Map.of("to", Attribute.of(2L)), "m");
    }
    SegmentationModel model = Net.prepare(engine, net.graph("z"));
    assertEquals(Activation.SIGMOID, model.card().activation());
    assertReadsY(engine, model);
  }

  @Test
  void aThresholdOfLogitsShowsClassesThatMayOverlap(Engine engine) {
    Net net =
        net().constant("zero", Tensor.of(new float[] {0}, 1)).node("Greater", "m", "y", "zero");
    SegmentationModel model = Net.prepare(engine, net.graph("m"));
    assertEquals(Activation.MULTI_LABEL_LOGITS, model.card().activation());
    assertReadsY(engine, model);
  }

  @Test
  void anotherThresholdThanOneHalfIsSaid(Engine engine) {
    Net net =
        net()
            .node("Sigmoid", "p", "y")
            .constant("third", Tensor.of(new float[] {0.25f}, 1))
            .node("Greater", "m", "p", "third");
    assertSays(Net.prepare(engine, net.graph("m")), "above 0.25 foreground; masks here");
  }
}
