package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.model.Cases;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.Quantised;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

@ExtendWith(EngineExtension.class)
class InspectionTest {
  @TempDir Path folder;

  private Inspection inspect(Engine engine, Graph graph) {
    Path file = folder.resolve("network.onnx");
    OnnxWriter.write(graph, file);
    return Inspection.of(engine, ModelSource.of(file));
  }

  @Test
  void countsParametersAndListsLayersOfAUNet(Engine engine) {
    UNetOptions options = UNetOptions.defaults().withDepth(3).withBatchNorm(false);
    Inspection inspection = inspect(engine, UNet.graph(options, 1));
    assertEquals(List.of("image float[batch,3,height,width]"), texts(inspection.inputs()));
    assertEquals(Shape.of(1, 3, 256, 256), inspection.probed());
    assertEquals(Set.of(), inspection.withoutRule());
    List<Shape> shapes = inspection.layers().stream().map(Layer::shape).toList();
    assertTrue(shapes.contains(Shape.of(1, 64, 64, 64)), "the lowest level of " + shapes);
    long convolutions = UNet.graph(options, 1).nodes().stream().filter(this::isConv).count();
    assertEquals(convolutions, (long) inspection.operators().get("Conv"));
    // U-Noise's network of this size has 130,577, of which 2 for each of 368 normalised channels.
    assertEquals(130_577 - 2 * 368, inspection.parameters());
  }

  private boolean isConv(Node node) {
    return node.op().equals("Conv");
  }

  private static List<String> texts(List<Value> values) {
    return values.stream().map(Value::toString).toList();
  }

  /** Not those that PixelWhy adds or puts together. */
  @Test
  void countsTheOperatorsOfTheFile(Engine engine) {
    Graph graph =
        new Net(1)
            .input("x", 1, 3, 8, 8)
            .conv("a", "x", 3, 2, 3)
            .node("Softplus", "b", "a")
            .node("Tanh", "c", "b")
            .node("Mul", "d", "a", "c")
            .conv("y", "d", 2, 2, 1)
            .graph("y");
    Inspection inspection = inspect(engine, graph);
    assertEquals(Map.of("Conv", 2, "Softplus", 1, "Tanh", 1, "Mul", 1), inspection.operators());
    List<String> layers = inspection.layers().stream().map(Layer::op).toList();
    assertTrue(layers.contains("Mish"), "" + layers);
  }

  @Test
  void namesOperatorsWithoutAGradientRule(Engine engine) {
    Graph graph =
        Graph.builder("regions", 21)
            .input(Value.of("x", DataType.FLOAT, 1, 3, 8, 8))
            .initializer("region", Tensor.of(new float[] {0, 0, 8, 8}, 1, 4))
            .initializer("item", Tensor.vector(0))
            .add(
                Node.of(
                    "RoiAlign",
                    List.of("x", "region", "item"),
                    List.of("t"),
                    Map.of("output_height", Attribute.of(8), "output_width", Attribute.of(8))))
            .add(Node.of("Relu", List.of("t"), List.of("y"), Map.of()))
            .tap("y")
            .build();
    assertEquals(Set.of("RoiAlign"), inspect(engine, graph).withoutRule());
  }

  @Test
  void saysWhereGradientsStop(@TempDir Path cases, Engine engine) {
    ModelSource source = ModelSource.of(Cases.file(cases, "qdq.onnx"));
    Inspection inspection = Inspection.of(engine, source);
    assertFalse(inspection.gradients().open());
    assertTrue(GradientStops.areRounding(inspection.gradients()));
    assertEquals(
        "no gradient passes QuantizeLinear node that makes 'q'",
        GradientStops.describe(inspection.gradients()).orElseThrow());
    PartialCard stated = new PartialCard.Builder().quantised(Quantised.STRAIGHT_THROUGH).build();
    ModelSource passing = new ModelSource(source.file(), Optional.empty(), stated);
    assertTrue(Inspection.of(engine, passing).gradients().open());
  }

  @Test
  void promisesGradientsWhereTheyPassBesideADecision(@TempDir Path cases, Engine engine) {
    for (String name : List.of("argmax_i64.onnx", "sigmoid_threshold.onnx", "u8_nchw.onnx")) {
      Inspection inspection = Inspection.of(engine, ModelSource.of(Cases.file(cases, name)));
      assertTrue(inspection.gradients().open(), name);
      assertEquals(List.of(), inspection.gradients().stops(), name);
    }
  }
}
