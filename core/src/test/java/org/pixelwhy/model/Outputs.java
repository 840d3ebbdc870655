package org.pixelwhy.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.format.OnnxModel;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** What the tests of a network's end share. */
final class Outputs {
  private Outputs() {}

  static final Tensor IMAGE = Net.noise(3, 1, 3, 8, 12);

  /** A network whose tensor {@code y} is {@code [1,4,8,12]}. */
  static Net net() {
    return new Net(1).input("x", 1, 3, 8, 12).conv("y", "x", 3, 4, 3);
  }

  static Map<String, Attribute> axis(long axis) {
    return Map.of("axis", Attribute.of(axis));
  }

  static PartialCard output(String name) {
    return new PartialCard.Builder().output(name).build();
  }

  static SegmentationModel prepared(Engine engine, OnnxModel file) {
    return ModelPreparation.prepare(engine, file, PartialCard.EMPTY);
  }

  static Tensor run(Engine engine, Graph graph, String input, Tensor image, String output) {
    try (Program program = engine.compile(graph)) {
      return program.run(Map.of(input, image)).get(output);
    }
  }

  static Tensor logits(Engine engine, SegmentationModel model, Tensor image) {
    return run(engine, model.graph(), model.input(), image, model.logits());
  }

  static Tensor probabilities(Engine engine, SegmentationModel model, Tensor image) {
    return run(engine, model.graph(), model.input(), image, model.probabilities());
  }

  static void assertSame(Tensor expected, Tensor actual) {
    assertArrayEquals(expected.shape().dims(), actual.shape().dims());
    assertArrayEquals(expected.toFloats(), actual.toFloats(), 1e-5f);
  }

  /** That the logits of a model are {@code y} of {@link #net}. */
  static void assertReadsY(Engine engine, SegmentationModel model) {
    assertSame(run(engine, net().graph("y"), "x", IMAGE, "y"), logits(engine, model, IMAGE));
  }

  static void assertSays(SegmentationModel model, String part) {
    assertTrue(
        model.notes().stream().anyMatch(note -> note.contains(part)), model.notes()::toString);
  }

  static String refused(Engine engine, Graph graph, PartialCard stated) {
    return assertThrows(InputException.class, () -> Net.prepare(engine, graph, stated))
        .getMessage();
  }
}
