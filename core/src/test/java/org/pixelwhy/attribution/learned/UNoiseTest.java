package org.pixelwhy.attribution.learned;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.attribution.learned.UNoise.Shown;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.InputSize;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.Quantised;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.TrainableNetwork;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;
import org.pixelwhy.training.noise.NoiseExplainer;
import org.pixelwhy.training.noise.NoiseOptions;

class UNoiseTest extends ConformanceKit {
  private static final NoiseExplainer.Facts FACTS =
      new NoiseExplainer.Facts(NoiseOptions.published(2), Optional.empty(), "none", 3);

  private static final Question ALL =
      new Question(new ImageTarget(0), Reduction.MEAN, OutputSpace.LOGITS);

  @TempDir Path folder;

  @Override
  protected Attributor attributor() {
    return new UNoise(explainer(2, 0.5f, -1), Shown.IMPORTANCE);
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 1, 8, 12};
  }

  @Override
  protected double degree() {
    return 0;
  }

  /** An explainer whose logit is a weighted sum of the channels. */
  private static NoiseExplainer explainer(int channels, float... weights) {
    Graph network =
        new Net(1)
            .input("image", "N", channels, "H", "W")
            .conv("z", "image", Tensor.of(weights, 1, channels, 1, 1))
            .graph("z");
    return new NoiseExplainer(file(trainable(network)), PartialCard.EMPTY, FACTS, "a");
  }

  private static TrainableNetwork trainable(Graph network) {
    Value z =
        new Value(
            "z",
            Optional.of(DataType.FLOAT),
            Optional.of(
                List.of(
                    Dimension.symbol("N"),
                    Dimension.of(1),
                    Dimension.symbol("H"),
                    Dimension.symbol("W"))));
    return TrainableNetwork.of(network.edit().outputs(List.of()).output(z).build());
  }

  private static Graph file(TrainableNetwork network) {
    return NoiseExplainer.file(network, network.parameters(), FACTS, card(), Optional.empty());
  }

  private static ModelCard card() {
    return new ModelCard(
        Layout.NCHW,
        InputSize.any(2),
        ChannelOrder.of(1),
        List.of(),
        Layout.NCHW,
        Activation.LOGITS,
        List.of("y"),
        OptionalInt.empty(),
        Optional.empty(),
        Quantised.EXACT,
        List.of());
  }

  private static SegmentationModel model(Engine engine) {
    return Net.prepare(
        engine, new Net(1).input("x", "N", 1, "H", "W").conv("y", "x", 1, 1, 1).graph("y"));
  }

  private static Attribution explain(Engine engine, NoiseExplainer explainer, Shown shown) {
    Tensor image = Tensor.of(new float[] {1, -2, 3, 0, -4, 2}, 1, 1, 2, 3);
    try (ModelRunner runner = new ModelRunner(engine, model(engine));
        Evaluation at = runner.evaluate(image)) {
      return new UNoise(explainer, shown).explain(at, ALL).get(0);
    }
  }

  @Test
  void importanceIsWhatIsNegativeOfTheLogitOverItsGreatestValue(Engine engine) {
    Attribution map = explain(engine, explainer(1, 1), Shown.IMPORTANCE);
    assertArrayEquals(new float[] {0, 0.5f, 0, 0, 1, 0}, map.values().toFloats(), 1e-6f);
    assertEquals(Attribution.Sign.UNSIGNED, map.sign());
  }

  @Test
  void signedItIsTheNegativeLogitItself(Engine engine) {
    Attribution map = explain(engine, explainer(1, 1), Shown.SIGNED);
    assertArrayEquals(new float[] {-1, 2, -3, -0f, 4, -2}, map.values().toFloats(), 1e-6f);
    assertEquals(Attribution.Sign.SIGNED, map.sign());
  }

  @Test
  void whereEveryPixelBearsMuchTheMapIsZeroAndAWarningSaysSo(Engine engine) {
    Attribution map = explain(engine, explainer(1, 0), Shown.IMPORTANCE);
    assertTrue(map.isBlank());
    assertTrue(
        map.extras().warnings().get(0).contains("nothing in this image is important"),
        map.extras().warnings().toString());
  }

  @Test
  void theFileGivesTheScaleOfTheNoiseInTheValuesOfTheInput(Engine engine) {
    NoiseExplainer explainer = explainer(1, 1);
    try (var program = engine.compile(explainer.graph())) {
      Tensor scale =
          program
              .run(Map.of("image", Tensor.of(new float[] {0, 100, -100}, 1, 1, 1, 3)))
              .get(NoiseExplainer.SCALE);
      // The unit is 2: half-way between 1 and 5, then all and none.
      assertArrayEquals(new float[] {6, 10, 2}, scale.toFloats(), 1e-5f);
    }
  }

  @Test
  void aFileTellsWhatItWasTrainedForAndCanBeTrainedFurther() {
    UNetOptions options =
        UNetOptions.defaults().withDepth(3).withChannels(2).withInputs(1).withOutputs(1);
    TrainableNetwork network = TrainableNetwork.of(UNet.graph(options, 1));
    Graph graph = NoiseExplainer.file(network, state(network), FACTS, card(), Optional.empty());
    Path file = folder.resolve("e.onnx");
    OnnxWriter.write(graph, file);
    NoiseExplainer read = NoiseExplainer.read(file);
    assertEquals(FACTS, read.facts());
    assertEquals(4, read.multiple());
    assertEquals(network.parameters(), read.network().parameters());
    assertEquals(network.statistics(), read.network().statistics());
  }

  private static Map<String, Tensor> state(TrainableNetwork network) {
    Map<String, Tensor> state = new LinkedHashMap<>(network.parameters());
    state.putAll(network.statistics());
    return state;
  }

  @Test
  void aNetworkThatIsNoExplainerIsRefused() {
    Path file = folder.resolve("net.onnx");
    OnnxWriter.write(UNet.graph(UNetOptions.defaults(), 1), file);
    InputException e = assertThrows(InputException.class, () -> NoiseExplainer.read(file));
    assertTrue(e.getMessage().contains("is no explainer"), e.getMessage());
  }

  @Test
  void anExplainerOfImagesPreparedInAnotherWayIsRefused(Engine engine) {
    PartialCard other =
        new PartialCard.Builder().preprocessing(List.of(new Scale(1.0 / 7, 0))).build();
    NoiseExplainer own = explainer(1, 1);
    NoiseExplainer explainer = new NoiseExplainer(own.graph(), other, FACTS, "a");
    InputException e =
        assertThrows(InputException.class, () -> explain(engine, explainer, Shown.SIGNED));
    assertTrue(e.getMessage().contains("takes other images than the network"), e.getMessage());
  }
}
