package org.pixelwhy.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.cam.AblationCam;
import org.pixelwhy.attribution.cam.CamOptions;
import org.pixelwhy.attribution.cam.EigenCam;
import org.pixelwhy.attribution.cam.EigenGradCam;
import org.pixelwhy.attribution.cam.GradCam;
import org.pixelwhy.attribution.cam.GradCamPlusPlus;
import org.pixelwhy.attribution.cam.GuidedGradCam;
import org.pixelwhy.attribution.cam.HiResCam;
import org.pixelwhy.attribution.cam.LayerActivation;
import org.pixelwhy.attribution.cam.LayerCam;
import org.pixelwhy.attribution.cam.ScoreCam;
import org.pixelwhy.attribution.cam.XGradCam;
import org.pixelwhy.attribution.relevance.Composite;
import org.pixelwhy.attribution.relevance.DeepLift;
import org.pixelwhy.attribution.relevance.Lrp;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** The tokens of a small vision transformer, 3 x 2 patches with a class token before them. */
@ExtendWith(EngineExtension.class)
class TokenLayersTest {
  private static final int ROWS = 3;
  private static final int COLUMNS = 2;
  private static final int WIDTH = 8;
  private static final Question QUESTION =
      new Question(new ImageTarget(1), Reduction.SUM, OutputSpace.LOGITS);

  /** Two heads of attention with their queries, keys and values in one product, then an MLP. */
  private static Graph transformer() {
    Net net = new Net(1).input("x", 1, 3, 12, 8);
    net.constant("patch", weights(1, 0.2, WIDTH, 3, 4, 4));
    net.node("Conv", "patches", Map.of("strides", Attribute.ofInts(4, 4)), "x", "patch");
    reshape(net, "rows", "patches", 1, WIDTH, ROWS * COLUMNS).transpose("tokens", "rows", 0, 2, 1);
    net.constant("class", weights(2, 1, 1, 1, WIDTH));
    net.node("Concat", "all", Map.of("axis", Attribute.of(1)), "class", "tokens");
    net.constant("places", weights(3, 0.3, 1, 7, WIDTH)).node("Add", "placed", "all", "places");
    attention(normal(net, "normal1", "placed"));
    net.node("Add", "attended", "placed", "projected");
    linear(normal(net, "normal2", "attended"), "wide", "normal2", WIDTH, 12);
    linear(net.node("Gelu", "curve", "wide"), "narrow", "curve", 12, WIDTH);
    net.node("Add", "block", "attended", "narrow");
    normal(net, "last", "block");
    net.constant("one", Tensor.vector(1)).constant("end", Tensor.vector(Long.MAX_VALUE));
    net.node("Slice", "kept", "last", "one", "end", "one").transpose("columns", "kept", 0, 2, 1);
    reshape(net, "map", "columns", 1, WIDTH, ROWS, COLUMNS).conv("head", "map", WIDTH, 3, 3);
    net.constant("scales", Tensor.of(new float[] {1, 1, 4, 4}, 4));
    return net.node("Resize", "y", "head", "", "scales").graph("y");
  }

  private static void attention(Net net) {
    linear(net, "qkv", "normal1", WIDTH, 3 * WIDTH);
    reshape(net, "heads", "qkv", 1, 7, 3, 2, 4).transpose("parts", "heads", 2, 0, 3, 1, 4);
    String[] names = {"q", "k", "v"};
    for (int i = 0; i < 3; i++) {
      net.constant("number" + i, Tensor.scalar(DataType.INT64, i));
      net.node("Gather", names[i], Map.of("axis", Attribute.of(0)), "parts", "number" + i);
    }
    net.transpose("kt", "k", 0, 1, 3, 2).node("MatMul", "scores", "q", "kt");
    net.node("Softmax", "shares", Map.of("axis", Attribute.of(-1)), "scores");
    net.node("MatMul", "mixed", "shares", "v").transpose("side", "mixed", 0, 2, 1, 3);
    linear(reshape(net, "joined", "side", 1, 7, WIDTH), "projected", "joined", WIDTH, WIDTH);
  }

  private static Net normal(Net net, String output, String input) {
    net.constant(output + ".scale", Tensor.filled(DataType.FLOAT, 1, WIDTH));
    Map<String, Attribute> last = Map.of("axis", Attribute.of(-1));
    return net.node("LayerNormalization", output, last, input, output + ".scale");
  }

  private static Net linear(Net net, String output, String input, int from, int to) {
    net.constant(output + ".weight", weights(output.hashCode(), 0.5, from, to));
    net.constant(output + ".bias", weights(output.length(), 0.1, to));
    net.node("MatMul", output + ".product", input, output + ".weight");
    return net.node("Add", output, output + ".product", output + ".bias");
  }

  private static Net reshape(Net net, String output, String input, long... dims) {
    net.constant(output + ".shape", Tensor.vector(dims));
    return net.node("Reshape", output, input, output + ".shape");
  }

  private static Tensor weights(long seed, double deviation, long... dims) {
    Random random = new Random(seed);
    float[] values = new float[(int) Shape.of(dims).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return Tensor.of(values, dims);
  }

  /** What is done with the evaluation of a picture. */
  private static <T> T evaluated(Engine engine, Function<Evaluation, T> use) {
    SegmentationModel model = Net.prepare(engine, transformer());
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(Net.noise(5, 1, 3, 12, 8))) {
      return use.apply(at);
    }
  }

  @Test
  void tokensAreLayersOnTheGridOfPatches(Engine engine) {
    List<Layer> principal = evaluated(engine, at -> new Layers(at.model(), at.typed()).principal());
    Map<String, Shape> shapes = new TreeMap<>();
    principal.forEach(layer -> shapes.put(layer.tensor(), layer.shape()));
    for (String tokens : List.of("normal1", "attended", "curve", "last")) {
      long features = tokens.equals("curve") ? 12 : WIDTH;
      assertEquals(Shape.of(1, features, ROWS, COLUMNS), shapes.get(tokens), tokens);
    }
    // Scores are no feature maps, and a product is the same layer as with its bias.
    for (String other : List.of("scores", "shares", "mixed", "qkv.product", "wide", "heads")) {
      assertFalse(shapes.containsKey(other), other);
    }
  }

  @Test
  void autoIsTheLastLayerOfTheLowestResolution(Engine engine) {
    Layer auto =
        evaluated(engine, at -> new Layers(at.model(), at.typed()).select(List.of("auto")).get(0));
    assertEquals("head", auto.tensor());
  }

  @Test
  void gradCamOfTokensIsTheFormulaOverThePatchesAlone(Engine engine) {
    evaluated(
        engine,
        at -> {
          String tensor = "block";
          GradientRequest request =
              new GradientRequest(StandardRules.standard(), OutputSpace.LOGITS, tensor);
          Tensor seed = QUESTION.weights(at.prediction());
          Tensor g = at.gradients(request, seed).get(tensor);
          Tensor a = at.activation(request, tensor);
          float[] expected = new float[ROWS * COLUMNS];
          for (int f = 0; f < WIDTH; f++) {
            double weight = 0;
            for (int p = 0; p < expected.length; p++) {
              weight += g.get((1 + p) * WIDTH + f) / expected.length;
            }
            for (int p = 0; p < expected.length; p++) {
              expected[p] += (float) (weight * a.get((1 + p) * WIDTH + f));
            }
          }
          CamOptions options = new CamOptions(List.of(tensor), false);
          Tensor map = new GradCam(options).explain(at, QUESTION).get(0).values();
          assertEquals(Shape.of(1, 1, ROWS, COLUMNS), map.shape());
          assertArrayEquals(expected, map.toFloats(), 1e-5f);
          return null;
        });
  }

  static Stream<BiFunction<Evaluation, List<String>, Attributor>> methods() {
    return Stream.of(
        (at, layers) -> new GradCam(new CamOptions(layers, false)),
        (at, layers) -> new GradCamPlusPlus(new CamOptions(layers, false)),
        (at, layers) -> new XGradCam(new CamOptions(layers, false)),
        (at, layers) -> new HiResCam(new CamOptions(layers, false)),
        (at, layers) -> new LayerCam(new CamOptions(layers, false)),
        (at, layers) -> new EigenCam(new CamOptions(layers, false)),
        (at, layers) -> new EigenGradCam(new CamOptions(layers, false)),
        (at, layers) -> new ScoreCam(new CamOptions(layers, false)),
        (at, layers) -> new AblationCam(new CamOptions(layers, false)),
        (at, layers) -> new GuidedGradCam(GuidedGradCam.Options.of(layers)),
        (at, layers) -> new LayerActivation(layers),
        (at, layers) -> new Lrp(new Lrp.Options(Composite.epsilonPlus(), layers)),
        (at, layers) -> new DeepLift(DeepLift.Options.defaults().withLayers(layers)));
  }

  /** The tensor 'map' holds the tokens of 'last' as a plain layer. */
  @ParameterizedTest
  @MethodSource("methods")
  void everyMethodGivesTheSameAtTokensAsWhereTheyAreAMap(
      BiFunction<Evaluation, List<String>, Attributor> method, Engine engine) {
    evaluated(
        engine,
        at -> {
          Attribution tokens = method.apply(at, List.of("last")).explain(at, QUESTION).get(0);
          Attribution map = method.apply(at, List.of("map")).explain(at, QUESTION).get(0);
          assertEquals(map.values().shape(), tokens.values().shape());
          float largest = 0;
          for (float value : map.values().toFloats()) {
            largest = Math.max(largest, Math.abs(value));
          }
          assertTrue(largest > 1e-4, "the map is not blank");
          assertArrayEquals(map.values().toFloats(), tokens.values().toFloats(), 1e-5f * largest);
          return null;
        });
  }
}
