package org.pixelwhy.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class ProgramTest {
  private static final Tensor X = Tensor.of(new float[] {1, 2, 3}, 3);

  @Test
  void computesItsOutputsByName(Engine engine) {
    try (Program program = engine.compile(Programs.doubling())) {
      assertEquals(Set.of("x"), program.inputs());
      assertEquals(List.of("y"), program.outputs());
      Map<String, Tensor> outputs = program.run(Map.of("x", X));
      assertEquals(Map.of("y", Tensor.of(new float[] {2, 4, 6}, 3)), outputs);
    }
  }

  @Test
  void givesTheSameToSeveralThreadsAtOnce(Engine engine) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Program program = engine.compile(Programs.doubling())) {
      List<Future<float[]>> results = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Tensor x = Tensor.of(new float[] {i, i + 1, i + 2}, 3);
        results.add(threads.submit(() -> program.run(Map.of("x", x)).get("y").toFloats()));
      }
      for (int i = 0; i < results.size(); i++) {
        assertArrayEquals(new float[] {2 * i, 2 * i + 2, 2 * i + 4}, results.get(i).get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void namesTheInputThatIsNotFed(Engine engine) {
    try (Program program = engine.compile(Programs.doubling())) {
      Map<String, Tensor> feeds = Map.of("other", X);
      InputException refused = assertThrows(InputException.class, () -> program.run(feeds));
      assertEquals("input 'x' is not fed; fed are [other]", refused.getMessage());
    }
  }

  @Test
  void ignoresFeedsThatItDoesNotRead(Engine engine) {
    try (Program program = engine.compile(Programs.doubling())) {
      assertEquals(Set.of("y"), program.run(Map.of("x", X, "more", X)).keySet());
    }
  }

  @Test
  void refusesAFeedOfTheWrongShape(Engine engine) {
    try (Program program = engine.compile(Programs.doubling())) {
      Map<String, Tensor> feeds = Map.of("x", Tensor.of(new float[4], 4));
      InputException refused = assertThrows(InputException.class, () -> program.run(feeds));
      assertTrue(refused.getMessage().contains("x"), refused.getMessage());
    }
  }

  @Test
  void refusesAFeedOfTheWrongType(Engine engine) {
    try (Program program = engine.compile(Programs.doubling())) {
      Map<String, Tensor> feeds = Map.of("x", Tensor.vector(1, 2, 3));
      assertThrows(InputException.class, () -> program.run(feeds));
    }
  }

  @Test
  void canBeClosedTwice(Engine engine) {
    Program program = engine.compile(Programs.doubling());
    program.close();
    assertDoesNotThrow(program::close);
  }

  @Test
  void saysThatItIsClosedWhenItIsRunAfterwards(Engine engine) {
    Program program = engine.compile(Programs.doubling());
    program.close();
    Map<String, Tensor> feeds = Map.of("x", X);
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> program.run(feeds));
    assertEquals("this program is closed", refused.getMessage());
  }

  @Test
  void handsItsOutputsToAnotherProgramWithoutCopyingThem(Engine engine) {
    try (Program first = engine.compile(Programs.doubling());
        Program second = engine.compile(doublingAgain());
        NativeTensor x = engine.load(X);
        NativeTensors between = first.call(Map.of("x", x));
        NativeTensors last = second.call(between.asMap())) {
      assertArrayEquals(new float[] {4, 8, 12}, last.tensor("z").toFloats());
    }
  }

  private static Graph doublingAgain() {
    return Graph.builder("again", Programs.OPSET)
        .input(Value.of("y", DataType.FLOAT, 3))
        .add(Programs.node("Add", "z", "y", "y"))
        .tap("z")
        .build();
  }

  @Test
  void listsItsOutputsWhenAskedForAnother(Engine engine) {
    try (Program program = engine.compile(Programs.doubling());
        NativeTensor x = engine.load(X);
        NativeTensors outputs = program.call(Map.of("x", x))) {
      GraphException refused = assertThrows(GraphException.class, () -> outputs.get("z"));
      assertEquals("there is no output 'z'; outputs: [y]", refused.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"UINT16", "UINT32", "UINT64"},
      mode = EnumSource.Mode.EXCLUDE)
  void passesEveryTypeOfTensorThroughUnchanged(DataType type, Engine engine) {
    Graph graph =
        Graph.builder("identity", Programs.OPSET)
            .input(Value.of("x", type, 2, 2))
            .add(Programs.node("Identity", "y", "x"))
            .tap("y")
            .build();
    Tensor x = Tensor.of(new double[] {0, 1, 1, 0}, 2, 2).as(type);
    try (Program program = engine.compile(graph)) {
      assertEquals(x, program.run(Map.of("x", x)).get("y"));
    }
  }
}
