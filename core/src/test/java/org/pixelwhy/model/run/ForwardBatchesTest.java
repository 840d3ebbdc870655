package org.pixelwhy.model.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.model.Net;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

@ExtendWith(EngineExtension.class)
class ForwardBatchesTest {
  private static final Tensor IMAGE = Net.noise(11, 1, 1, 8, 8);

  private static Graph unet() {
    return UNet.graph(
        UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(1).withOutputs(2), 7);
  }

  /** Flattens with a batch size of one built into the graph. */
  private static Graph fixedToOne() {
    return new Net(3)
        .input("image", 1, 1, 8, 8)
        .conv("a", "image", 1, 2, 3)
        .constant("shape", Tensor.vector(1, 2, 8, 8))
        .node("Reshape", "b", "a", "shape")
        .graph("b");
  }

  /** Subtracts the mean over the whole batch. */
  private static Graph mixing() {
    return new Net(3)
        .input("image", "n", 1, 8, 8)
        .conv("a", "image", 1, 2, 3)
        .node("ReduceMean", "mean", "a")
        .node("Sub", "b", "a", "mean")
        .graph("b");
  }

  private static List<Tensor> inputs(int count) {
    return IntStream.range(0, count).mapToObj(i -> Net.noise(i, 1, 1, 8, 8)).toList();
  }

  private static void assertEqualSingles(Engine engine, Graph graph, boolean batched) {
    List<Tensor> inputs = inputs(70);
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph));
        Evaluation at = runner.evaluate(IMAGE)) {
      FrozenTarget target = Question.of(new ImageTarget(1)).freeze(at.prediction());
      double[] values = at.batches().values(inputs.size(), inputs::get, target);
      assertEquals(batched, at.batches().size() > 1);
      assertEquals(batched, at.batches().note().isEmpty());
      assertEquals(inputs.size(), at.batches().passes());
      for (int i = 0; i < values.length; i++) {
        try (Evaluation alone = runner.evaluate(inputs.get(i))) {
          double expected =
              Question.of(new ImageTarget(1)).value(alone.prediction(), target.weights());
          assertEquals(expected, values[i], 1e-5);
        }
      }
    }
  }

  @Test
  void aBatchGivesWhatItsInputsGiveAlone(Engine engine) {
    assertEqualSingles(engine, unet(), true);
  }

  @Test
  void aBatchSizeOfOneInTheGraphIsRespected(Engine engine) {
    assertEqualSingles(engine, fixedToOne(), false);
  }

  @Test
  void aModelThatMixesItsBatchRunsInputByInput(Engine engine) {
    assertEqualSingles(engine, mixing(), false);
  }

  @Test
  void inputsAreDrawnOnlyAsABatchNeedsThem(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()))) {
      ForwardBatches batches = runner.batches(IMAGE);
      AtomicInteger drawn = new AtomicInteger();
      List<Integer> order = new ArrayList<>();
      batches.run(
          inputs(3 * ProgramBatches.LARGEST + 1).stream()
              .peek(input -> drawn.incrementAndGet())
              .iterator(),
          output -> {
            assertTrue(drawn.get() <= output.index() + batches.size() + 1);
            order.add(output.index());
          });
      assertEquals(IntStream.range(0, 3 * ProgramBatches.LARGEST + 1).boxed().toList(), order);
    }
  }

  @Test
  void aDeclaredBatchOfOneIsOpenedWhereNothingDependsOnIt(Engine engine) {
    Graph graph = unet();
    Graph fixed = graph.edit().redeclare(Value.of("image", DataType.FLOAT, 1, 1, 8, 8)).build();
    assertEqualSingles(engine, fixed, true);
  }
}
