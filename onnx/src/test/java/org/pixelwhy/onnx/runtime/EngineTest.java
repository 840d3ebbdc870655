package org.pixelwhy.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class EngineTest {
  @Test
  void saysWhichVersionOfTheRuntimeItUses(Engine engine) {
    assertTrue(engine.version().matches("\\d+\\.\\d+\\.\\d+.*"), engine.version());
  }

  @Test
  void knowsWhatIsOpenUntilItIsClosed(Engine engine) {
    NativeTensor tensor = engine.load(Tensor.vector(1, 2));
    Program program = engine.compile(Programs.doubling());
    assertEquals(2, engine.openResources().size());
    tensor.close();
    program.close();
    assertEquals(List.of(), engine.openResources());
  }

  @Test
  void refusesToCloseWhileSomethingIsOpenAndNamesIt(Engine engine) {
    try (Program program = engine.compile(Programs.doubling())) {
      IllegalStateException refused =
          assertThrows(IllegalStateException.class, engine::close, program::toString);
      assertTrue(
          refused.getMessage().contains("program of graph 'doubling'"), refused.getMessage());
      assertTrue(refused.getMessage().contains("EngineTest.refuses"), refused.getMessage());
    }
    engine.close();
  }

  @Test
  void doesNotRecordWhereThingsWereOpenedUnlessAsked() {
    try (Engine engine = Engine.open();
        NativeTensor tensor = engine.load(Tensor.vector(1, 2))) {
      assertEquals(List.of("tensor " + tensor.type()), engine.openResources());
    }
  }

  @Test
  void onlyGraphsOfVeryManyOperatorsAreCompiledWithoutOptimisation() {
    assertEquals(OptLevel.ALL_OPT, Engine.level(chain(20_000)));
    assertEquals(OptLevel.NO_OPT, Engine.level(chain(20_001)));
  }

  private static Graph chain(int operators) {
    GraphBuilder builder = Graph.builder("chain", 21);
    builder.input(Value.of("x", DataType.FLOAT, 1));
    String last = "x";
    for (int i = 0; i < operators; i++) {
      last = builder.add("Relu", List.of(last), Map.of());
    }
    return builder.outputs(List.of(last)).build();
  }

  @Test
  void refusesANegativeNumberOfThreads() {
    EngineOptions options = EngineOptions.defaults();
    InputException refused = assertThrows(InputException.class, () -> options.withThreads(-1));
    assertTrue(refused.getMessage().contains("-1, must be 0"), refused.getMessage());
  }

  @Test
  void usesNoMoreThreadsThanThereAreCores() {
    try (Engine engine = Engine.open(EngineOptions.defaults().withThreads(100_000));
        Program program = engine.compile(Programs.doubling())) {
      Map<String, Tensor> feeds = Map.of("x", Tensor.of(new float[] {1, 2, 3}, 3));
      assertArrayEquals(new float[] {2, 4, 6}, program.run(feeds).get("y").toFloats());
    }
  }

  @Test
  void saysHowToGetCudaWhereItIsAbsent() {
    try (Engine engine = Engine.open(EngineOptions.defaults().withDevice(Device.CUDA))) {
      Graph graph = Programs.doubling();
      try (Program program = engine.compile(graph)) {
        assumeFalse(true, () -> "this machine has CUDA: " + program.outputs());
      } catch (InputException refused) {
        assertTrue(refused.getMessage().startsWith("device cuda:"), refused.getMessage());
        assertTrue(refused.getMessage().contains("-Pcuda"), refused.getMessage());
      }
    }
  }

  @Test
  void refusesAGraphThatTheRuntimeDoesNotUnderstandByItsName(Engine engine) {
    Graph graph =
        Graph.builder("strange", Programs.OPSET)
            .input(Value.of("x", DataType.FLOAT, 3))
            .add(Programs.node("NoSuchOperator", "y", "x"))
            .tap("y")
            .build();
    InputException refused = assertThrows(InputException.class, () -> engine.compile(graph));
    assertTrue(refused.getMessage().contains("refuses graph 'strange'"), refused.getMessage());
    assertTrue(refused.getMessage().contains("NoSuchOperator"), refused.getMessage());
    assertFalse(refused.getMessage().contains("\n"), "one line");
  }

  @Test
  void runsAGraphWhoseWeightsAreTooLargeToTravelInsideTheModel(Engine engine) {
    float[] weights = new float[10_000];
    weights[9_999] = 2.5f;
    Graph graph =
        Graph.builder("large", Programs.OPSET)
            .input(Value.of("x", DataType.FLOAT, 10_000))
            .initializer("w", Tensor.of(weights, 10_000))
            .add(Programs.node("Mul", "y", "x", "w"))
            .tap("y")
            .build();
    try (Program program = engine.compile(graph)) {
      Tensor y = program.run(Map.of("x", Tensor.filled(DataType.FLOAT, 2, 10_000))).get("y");
      assertEquals(5, y.get(9_999));
      assertEquals(0, y.get(0));
      assertArrayEquals(new long[] {10_000}, y.shape().dims());
    }
  }
}
