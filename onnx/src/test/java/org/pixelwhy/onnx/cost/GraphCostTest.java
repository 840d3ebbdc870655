package org.pixelwhy.onnx.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** Costs that were counted by hand. */
@ExtendWith(EngineExtension.class)
class GraphCostTest {
  /** Appends to x [1,2,4,6] and returns the result. */
  @FunctionalInterface
  private interface Content {
    String append(Ops ops);
  }

  private static final long X = 2 * 4 * 6;

  private static GraphCost cost(Engine engine, Content content) {
    GraphBuilder builder = Graph.builder("cost", 21);
    builder.input(Value.of("x", DataType.FLOAT, 1, 2, 4, 6));
    builder.tap(content.append(new Ops(builder, DataType.FLOAT)));
    return GraphCost.of(new ShapeProbe(engine).probe(builder.build(), Map.of()));
  }

  private static void assertCosts(double operations, double floats, GraphCost found) {
    assertEquals(operations, found.operations(), "operations");
    assertEquals(4 * floats, found.bytes(), "bytes");
  }

  private static String ones(Ops ops, long... dims) {
    return ops.constant(Tensor.filled(DataType.FLOAT, 1, dims));
  }

  @Test
  void aConvolutionMultipliesEachWeightAtEachPlace(Engine engine) {
    GraphCost cost =
        cost(
            engine,
            ops ->
                ops.op(
                    "Conv", Map.of("pads", new long[] {1, 1, 1, 1}), "x", ones(ops, 3, 2, 3, 3)));
    assertCosts(3 * 24 * 2 * 9, X + 3 * 2 * 9 + 3 * 24, cost);
  }

  @Test
  void aConvolutionOfEachChannelReadsNoOther(Engine engine) {
    GraphCost cost =
        cost(
            engine,
            ops ->
                ops.op(
                    "Conv",
                    Map.of("group", 2, "strides", new long[] {2, 2}),
                    "x",
                    ones(ops, 2, 1, 2, 2)));
    assertCosts(2 * 6 * 4, X + 2 * 4 + 2 * 6, cost);
  }

  @Test
  void aTransposedConvolutionWritesEachCellSoOften(Engine engine) {
    GraphCost cost =
        cost(
            engine,
            ops ->
                ops.op(
                    "ConvTranspose",
                    Map.of("strides", new long[] {2, 2}),
                    "x",
                    ones(ops, 2, 5, 2, 2)));
    assertCosts(X * 5 * 4, X + 2 * 5 * 4 + 5 * 8 * 12, cost);
  }

  @Test
  void aProductOfMatricesMultipliesRowsAndColumns(Engine engine) {
    GraphCost cost = cost(engine, ops -> ops.matmul("x", ones(ops, 6, 5)));
    assertCosts(2 * 4 * 5 * 6, X + 30 + 2 * 4 * 5, cost);
  }

  @Test
  void poolingReadsEachWindow(Engine engine) {
    long[] two = {2, 2};
    GraphCost cost =
        cost(engine, ops -> ops.op("MaxPool", Map.of("kernel_shape", two, "strides", two), "x"));
    assertCosts(2 * 6 * 4, X + 2 * 6, cost);
  }

  @Test
  void whatIsDoneToEachElementCostsOneEach(Engine engine) {
    assertCosts(X, 3 * X, cost(engine, ops -> ops.add("x", "x")));
    assertCosts(X, 2 * X + 1, cost(engine, ops -> ops.scale("x", 3)));
  }

  @Test
  void anotherShapeCostsNothing(Engine engine) {
    assertCosts(0, 0, cost(engine, ops -> ops.reshape("x", -1, 6)));
  }

  @Test
  void ofAPartNoMoreIsReadThanIsWritten(Engine engine) {
    GraphCost cost = cost(engine, ops -> ops.slice("x", 1, 0, 1));
    // starts, ends and axes are numbers of eight bytes.
    assertCosts(24, 24 + 24 + 3 * 2, cost);
  }

  @Test
  void sumsByOperatorAreOfAllNodesAndBeginWithWhatMovesMost(Engine engine) {
    GraphCost cost = cost(engine, ops -> ops.op("Relu", ops.add(ops.add("x", "x"), "x")));
    assertEquals(
        List.of(
            new OperatorCost("Add", 2, 2 * X, 4 * 6 * X),
            new OperatorCost("Relu", 1, X, 4 * 2 * X)),
        cost.byOperator());
  }
}
