package org.pixelwhy.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class RunProfileTest {
  private static Graph graph() {
    return Graph.builder("profile", 21)
        .input(Value.of("x", DataType.FLOAT, 2))
        .add(Node.of("Sin", List.of("x"), List.of("y"), Map.of()))
        .add(Node.of("Cos", List.of("y"), List.of("z"), Map.of()))
        .add(Node.of("Sin", List.of("z"), List.of("out"), Map.of()))
        .tap("out")
        .build();
  }

  @Test
  void tellsTheNodesAndTimeOfEachOperatorAndWhatCameOut(Engine engine) {
    Tensor x = Tensor.of(new float[] {0, 0}, 2);
    RunProfile profile = RunProfile.of(engine, graph(), Map.of("x", x), 3);
    assertEquals(
        Map.of("Sin", 2, "Cos", 1),
        Map.of(
            profile.operators().get(0).operator(), profile.operators().get(0).nodes(),
            profile.operators().get(1).operator(), profile.operators().get(1).nodes()));
    assertTrue(profile.milliseconds() > 0);
    float expected = (float) Math.sin(1);
    assertArrayEquals(
        new float[] {expected, expected}, profile.outputs().get("out").toFloats(), 1e-6f);
  }

  @Test
  void saysWhatIsNotFed(Engine engine) {
    InputException refused =
        assertThrows(InputException.class, () -> RunProfile.of(engine, graph(), Map.of(), 1));
    assertTrue(refused.getMessage().contains("'x'"), refused.getMessage());
  }
}
