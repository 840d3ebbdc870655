package org.pixelwhy.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;
import org.pixelwhy.training.UNetOptions.Upsampling;

@ExtendWith(EngineExtension.class)
class LayersTest {
  private static Layers layers(Engine engine, Graph graph, long... input) {
    SegmentationModel model = Net.prepare(engine, graph);
    try (ModelRunner runner = new ModelRunner(engine, model)) {
      return new Layers(model, runner.typed(Shape.of(input)));
    }
  }

  private static Layers unet(Engine engine, Upsampling upsampling) {
    UNetOptions options =
        UNetOptions.defaults().withDepth(3).withChannels(2).withUpsampling(upsampling);
    return layers(engine, UNet.graph(options, 1), 1, 3, 16, 24);
  }

  private static List<String> names(List<Layer> layers) {
    return layers.stream().map(Layer::tensor).toList();
  }

  @ParameterizedTest
  @EnumSource(Upsampling.class)
  void autoIsTheEndOfAUNetsBottleneck(Upsampling upsampling, Engine engine) {
    Layer auto = unet(engine, upsampling).select(List.of(Layers.AUTO)).get(0);
    assertEquals("mid.2.relu", auto.tensor());
    assertEquals(Shape.of(1, 8, 4, 6), auto.shape());
    assertEquals(24, auto.positions());
  }

  @Test
  void allIsEveryConvolutionAfterItsActivationAndWhatJoinsThem(Engine engine) {
    assertEquals(
        List.of(
            "enc1.1.relu",
            "enc1.2.relu",
            "pool1",
            "enc2.1.relu",
            "enc2.2.relu",
            "pool2",
            "mid.1.relu",
            "mid.2.relu",
            "up2.resize",
            "up2.relu",
            "join2",
            "dec2.1.relu",
            "dec2.2.relu",
            "up1.resize",
            "up1.relu",
            "join1",
            "dec1.1.relu",
            "dec1.2.relu"),
        names(unet(engine, Upsampling.NEAREST).select(List.of(Layers.ALL))));
  }

  @Test
  void aLayerCanBeNamedAndIsNotGivenTwice(Engine engine) {
    Layers layers = unet(engine, Upsampling.NEAREST);
    assertEquals(
        List.of("enc1.1.conv", "mid.2.relu"),
        names(layers.select(List.of("enc1.1.conv", "mid.2.relu", Layers.AUTO, "enc1.1.conv"))));
  }

  @Test
  void anUnknownLayerOffersTheNearest(Engine engine) {
    Layers layers = unet(engine, Upsampling.NEAREST);
    InputException e =
        assertThrows(InputException.class, () -> layers.select(List.of("mid.2.rel")));
    assertTrue(
        e.getMessage().startsWith("unknown layer 'mid.2.rel'. Did you mean 'mid.2.relu'"),
        e.getMessage());
    assertTrue(e.getMessage().contains("pixelwhy inspect"), e.getMessage());
    // Neither the image nor the output is a layer.
    assertThrows(InputException.class, () -> layers.select(List.of("image")));
    assertThrows(InputException.class, () -> layers.select(List.of("logits")));
  }

  @Test
  void theOnePositionOfASqueezeAndExciteBlockIsNotAuto(Engine engine) {
    Graph graph =
        new Net(1)
            .input("x", 1, 3, 8, 8)
            .conv("a", "x", 3, 4, 3)
            .node("Relu", "a.relu", "a")
            .node("GlobalAveragePool", "squeeze", "a.relu")
            .conv("excite", "squeeze", 4, 4, 1)
            .node("Sigmoid", "gate", "excite")
            .node("Mul", "scaled", "a.relu", "gate")
            .conv("y", "scaled", 4, 2, 1)
            .graph("y");
    Layers layers = layers(engine, graph, 1, 3, 8, 8);
    assertEquals("scaled", layers.select(List.of(Layers.AUTO)).get(0).tensor());
    assertEquals(List.of("a.relu", "scaled"), names(layers.principal()));
    assertEquals(Shape.of(1, 4, 1, 1), layers.select(List.of("gate")).get(0).shape());
  }

  /** As in ConvNeXt: the block's inside holds its channels last. */
  @Test
  void whatHoldsItsChannelsLastIsLaidOutWithChannelsFirst(Engine engine) {
    Graph graph =
        new Net(1)
            .input("x", 1, 3, 8, 8)
            .conv("a", "x", 3, 4, 3)
            .transpose("last", "a", 0, 2, 3, 1)
            .constant("weight", Tensor.of(new float[16], 4, 4))
            .node("MatMul", "wide", "last", "weight")
            .node("Gelu", "curve", "wide")
            .transpose("first", "curve", 0, 3, 1, 2)
            .node("Add", "sum", "a", "first")
            .conv("y", "sum", 4, 2, 1)
            .graph("y");
    Layers layers = layers(engine, graph, 1, 3, 8, 8);
    assertEquals(List.of("a", "curve", "sum"), names(layers.principal()));
    assertEquals(Shape.of(1, 4, 8, 8), layers.select(List.of("curve")).get(0).shape());
  }

  @Test
  void aNetworkWithoutLayersSaysSo(Engine engine) {
    Graph graph = new Net(1).input("x", 1, 3, 8, 8).conv("y", "x", 3, 2, 1).graph("y");
    Layers layers = layers(engine, graph, 1, 3, 8, 8);
    InputException e =
        assertThrows(InputException.class, () -> layers.select(List.of(Layers.AUTO)));
    assertTrue(
        e.getMessage().startsWith("the network has no layer with more than one position"),
        e.getMessage());
  }

  @Test
  void stagesFollowTheResolutionDownAndUp(Engine engine) {
    Layers layers = unet(engine, Upsampling.NEAREST);
    Map<Stage, List<String>> stages = new EnumMap<>(Stage.class);
    for (Layer layer : layers.principal()) {
      stages.computeIfAbsent(layers.stage(layer), key -> new ArrayList<>()).add(layer.tensor());
    }
    assertEquals(
        List.of("enc1.1.relu", "enc1.2.relu", "pool1", "enc2.1.relu", "enc2.2.relu"),
        stages.get(Stage.ENCODER));
    assertEquals(List.of("pool2", "mid.1.relu", "mid.2.relu"), stages.get(Stage.BOTTLENECK));
    assertEquals(layers.principal().size() - 8, stages.get(Stage.DECODER).size());
  }

  @Test
  void aNetworkOfOneResolutionHasNoStages(Engine engine) {
    Graph flat =
        new Net(1)
            .input("x", 1, 1, 8, 8)
            .conv("a", "x", 1, 2, 3)
            .node("Relu", "b", "a")
            .conv("y", "b", 2, 1, 3)
            .graph("y");
    Layers layers = layers(engine, flat, 1, 1, 8, 8);
    assertEquals(Stage.UNIFORM, layers.stage(layers.principal().get(0)));
  }
}
