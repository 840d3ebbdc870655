package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.Method.Border;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.GivenInput;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** Where methods are likely to divide by zero, or to give a blank map without a word. */
@ExtendWith(EngineExtension.class)
class DegenerateCasesTest {
  private static final GivenOptions FEW =
      GivenOptions.parse(List.of("masks=10", "samples=2", "steps=3", "parts=grid:2"));

  @TempDir private Path folder;

  private ModelSource model(Graph graph) throws IOException {
    Path file = folder.resolve("net.onnx");
    Files.write(file, OnnxWriter.toBytes(graph));
    return ModelSource.of(file);
  }

  private ImageResult explain(
      Engine engine, ModelSource model, Tensor image, QuestionSpec question, String layer) {
    return explain(
        engine, model, image, question, new Method.Settings(List.of(layer), 0).with(FEW));
  }

  /** By all methods. */
  private ImageResult explain(
      Engine engine,
      ModelSource model,
      Tensor image,
      QuestionSpec question,
      Method.Settings settings) {
    Path file = folder.resolve("image.npy");
    Npy.write(file, image);
    List<String> methods = Catalogue.methods().stream().map(Method::id).toList();
    ExplainRequest request =
        new ExplainRequest(
            model, List.of(ImageSource.of(file)), question, methods, settings, Optional.empty());
    ImageResult result = new Study(engine, Progress.SILENT).explain(request).images().get(0);
    for (MapResult map : result.maps()) {
      for (float value : map.attribution().values().toFloats()) {
        assertTrue(Float.isFinite(value), map.method().id());
      }
    }
    long refused = result.warnings().stream().filter(w -> w.startsWith("no map by")).count();
    assertTrue(result.maps().size() + refused >= methods.size());
    return result;
  }

  private static MapResult map(ImageResult result, String method) {
    return result.maps().stream()
        .filter(map -> map.method().id().equals(method))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isBlank(MapResult map) {
    for (float value : map.attribution().values().toFloats()) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  private static Net net() {
    return new Net(3).input("x", 1, 2, 8, 8);
  }

  private static Tensor bias(float... values) {
    return Tensor.of(values, 1, values.length, 1, 1);
  }

  /** Two convolutions, a pooling, and an enlargement. */
  private static Graph ordinary() {
    Map<String, Attribute> half =
        Map.of("kernel_shape", Attribute.ofInts(2, 2), "strides", Attribute.ofInts(2, 2));
    return net()
        .conv("a", "x", 2, 4, 3)
        .node("Relu", "a_on", "a")
        .node("MaxPool", "small", half, "a_on")
        .conv("b", "small", 4, 4, 3)
        .node("Relu", "b_on", "b")
        .constant("twice", Tensor.of(new float[] {1, 1, 2, 2}, 4))
        .node("Resize", "large", "b_on", "", "twice")
        .conv("y", "large", 4, 2, 1)
        .graph("y");
  }

  private static Tensor image() {
    return Net.noise(5, 1, 2, 8, 8);
  }

  @Test
  void aSaturatedSigmoidIsBlankAndSaysWhy(Engine engine) throws IOException {
    Graph graph =
        net()
            .conv("a", "x", 2, 1, 3)
            .constant("far", bias(200))
            .node("Add", "logits", "a", "far")
            .node("Sigmoid", "y", "logits")
            .graph("y");
    QuestionSpec question =
        new QuestionSpec(TargetCatalogue.parse("image"), Reduction.MEAN, OutputSpace.PROBABILITIES);
    ImageResult result = explain(engine, model(graph), image(), question, "a");
    assertTrue(isBlank(map(result, "saliency")));
    assertTrue(map(result, "saliency").warnings().get(0).contains("saturated output"));
    assertTrue(result.warnings().toString().contains("saturated at 100 %"), "" + result.warnings());
    assertTrue(result.warnings().toString().contains("ask about logits"), "" + result.warnings());
    assertFalse(
        isBlank(
            map(
                explain(engine, model(graph), image(), QuestionSpec.of("image"), "a"),
                "saliency")));
  }

  @Test
  void deadRelusAreBlankAndSaySo(Engine engine) throws IOException {
    Graph graph =
        net()
            .conv("a", "x", 2, 4, 3)
            .constant("down", bias(-99, -99, -99, -99))
            .node("Add", "low", "a", "down")
            .node("Relu", "dead", "low")
            .conv("y", "dead", 4, 2, 3)
            .graph("y");
    ImageResult result = explain(engine, model(graph), image(), QuestionSpec.of("image:1"), "dead");
    for (String method : List.of("saliency", "guided-backprop", "grad-cam", "deeplift", "lrp")) {
      assertTrue(isBlank(map(result, method)), method);
      assertTrue(map(result, method).warnings().get(0).startsWith("the map is blank"), method);
    }
    assertTrue(map(result, "saliency").warnings().get(0).contains("dead Relu"));
    assertTrue(
        result.warnings().get(0).startsWith("no map by ablation-cam: the target's value is 0"),
        "" + result.warnings());
  }

  @Test
  void aBlankMapIsExplainedAsItsMethodMakesIt(Engine engine) throws IOException {
    Graph graph =
        net()
            .conv("a", "x", 2, 4, 3)
            .constant("down", bias(-99, -99, -99, -99))
            .node("Add", "low", "a", "down")
            .node("Relu", "dead", "low")
            .conv("y", "dead", 4, 2, 3)
            .graph("y");
    ImageResult result = explain(engine, model(graph), image(), QuestionSpec.of("image:1"), "dead");
    Map<String, String> reasons =
        Map.of(
            "lrp", "no relevance arrives",
            "guided-backprop", "let only what speaks for the target pass",
            "deeplift", "image and baseline agree");
    reasons.forEach(
        (method, reason) -> {
          String warning = map(result, method).warnings().get(0);
          assertTrue(warning.contains(reason), method + ": " + warning);
        });
  }

  @Test
  void anOutputLikeThatOfAPictureIsDoubted(Engine engine) throws IOException {
    Graph graph =
        net()
            .conv("a", "x", 2, 2, 3)
            .node("Sigmoid", "s", "a")
            .constant("grey", Tensor.of(new float[] {255}))
            .node("Mul", "y", "s", "grey")
            .graph("y");
    ImageResult result = explain(engine, model(graph), image(), QuestionSpec.of("image:1"), "a");
    assertTrue(
        result.warnings().stream().anyMatch(w -> w.contains("lie between 0 and 255")),
        "" + result.warnings());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, -3})
  void aConstantImageIsExplained(double value, Engine engine) throws IOException {
    Tensor constant = Tensor.filled(DataType.FLOAT, value, 1, 2, 8, 8);
    explain(engine, model(ordinary()), constant, QuestionSpec.of("image:1"), "auto");
  }

  /** A product of three operands, which gradients can pass and LRP cannot. */
  @Test
  void aMethodWithoutRulesDoesNotKeepTheOthersFromExplaining(Engine engine) throws IOException {
    Map<String, Attribute> equation = Map.of("equation", Attribute.of("bchw,bchw,bchw->bchw"));
    Graph graph =
        net()
            .conv("a", "x", 2, 4, 3)
            .node("Einsum", "cube", equation, "a", "a", "a")
            .conv("y", "cube", 4, 2, 3)
            .graph("y");
    ImageResult result = explain(engine, model(graph), image(), QuestionSpec.of("image:1"), "a");
    assertFalse(isBlank(map(result, "saliency")));
    assertFalse(isBlank(map(result, "occlusion")));
    assertTrue(
        result.warnings().get(0).startsWith("no map by lrp: no gradient rule for Einsum node"),
        "" + result.warnings());
  }

  /** A channel chosen by the image's values; the one chosen for zeros is not there. */
  @Test
  void aMethodThatFailsInTheRuntimeDoesNotKeepTheOthersFromExplaining(Engine engine)
      throws IOException {
    Graph graph =
        net()
            .conv("a", "x", 2, 4, 3)
            .constant("zero", Tensor.of(new float[] {0}))
            .constant("first", Tensor.vector(0))
            .constant("none", Tensor.vector(99))
            .node("ReduceMax", "greatest", Map.of("keepdims", Attribute.of(0)), "x")
            .node("Greater", "any", "greatest", "zero")
            .node("Where", "index", "any", "first", "none")
            .node("Gather", "chosen", Map.of("axis", Attribute.of(1)), "a", "index")
            .conv("y", "chosen", 1, 2, 3)
            .graph("y");
    ImageResult result = explain(engine, model(graph), image(), QuestionSpec.of("image:1"), "a");
    for (String method : List.of("saliency", "guided-backprop", "grad-cam", "lrp")) {
      assertFalse(isBlank(map(result, method)), method);
    }
    for (String method : List.of("deeplift", "integrated-gradients")) {
      String start = "no map by " + method + ": ONNX Runtime: ";
      assertTrue(
          result.warnings().stream().anyMatch(w -> w.startsWith(start) && w.contains("Gather")),
          method + result.warnings());
    }
  }

  @Test
  void aTargetOfOnePixelIsExplained(Engine engine) throws IOException {
    ImageResult result =
        explain(engine, model(ordinary()), image(), QuestionSpec.of("pixel:3,4:1"), "auto");
    assertEquals(1, result.target().pixels());
    assertFalse(isBlank(map(result, "saliency")));
  }

  @Test
  void aLayerOfOnePositionIsExplained(Engine engine) throws IOException {
    Graph graph =
        net()
            .conv("a", "x", 2, 4, 3)
            .node("Relu", "a_on", "a")
            .node("GlobalAveragePool", "one", "a_on")
            .conv("b", "one", 4, 4, 1)
            .node("Relu", "b_on", "b")
            .node("Add", "sum", "a_on", "b_on")
            .conv("y", "sum", 4, 2, 1)
            .graph("y");
    ImageResult result = explain(engine, model(graph), image(), QuestionSpec.of("image:1"), "one");
    assertFalse(isBlank(map(result, "saliency")));
  }

  @Test
  void aNetworkWithoutReluHasGuidedBackpropAndDeconvolutionSaySo(Engine engine) throws IOException {
    Graph graph =
        net().conv("a", "x", 2, 4, 3).node("Tanh", "t", "a").conv("y", "t", 4, 2, 3).graph("y");
    ImageResult result = explain(engine, model(graph), image(), QuestionSpec.of("image:1"), "t");
    for (String method : List.of("guided-backprop", "deconvolution", "guided-grad-cam")) {
      List<String> notes = map(result, method).attribution().notes();
      assertTrue(notes.toString().contains("the network has no ReLU to act on"), method + notes);
    }
    assertEquals(
        map(result, "saliency").attribution().values(),
        map(result, "guided-backprop").attribution().values());
  }

  @Test
  void aNetworkWithoutPoolingIsExplained(Engine engine) throws IOException {
    Graph graph =
        net().conv("a", "x", 2, 4, 3).node("Relu", "on", "a").conv("y", "on", 4, 2, 3).graph("y");
    explain(engine, model(graph), image(), QuestionSpec.of("image:1"), "auto");
  }

  /** The size of the batch is built into a Reshape. */
  @ParameterizedTest
  @ValueSource(strings = {"FAST", "EXACT"})
  void aNetworkWhoseBatchIsFixedToOneIsExplained(Border border, Engine engine) throws IOException {
    Graph graph =
        net()
            .conv("a", "x", 2, 4, 3)
            .node("Relu", "on", "a")
            .constant("flat", Tensor.vector(1, 256))
            .node("Reshape", "row", "on", "flat")
            .constant("back", Tensor.vector(1, 4, 8, 8))
            .node("Reshape", "again", "row", "back")
            .conv("y", "again", 4, 2, 3)
            .graph("y");
    Method.Settings settings = new Method.Settings(List.of("on"), 0, border, FEW);
    explain(engine, model(graph), image(), QuestionSpec.of("border:1"), settings);
  }

  @Test
  void aNetworkWithTwoInputsIsExplained(Engine engine) throws IOException {
    Graph graph =
        net()
            .input("prior", 1, 1, 8, 8)
            .node("Concat", "both", Map.of("axis", Attribute.of(1)), "x", "prior")
            .conv("a", "both", 3, 4, 3)
            .node("Relu", "on", "a")
            .conv("y", "on", 4, 2, 3)
            .graph("y");
    ModelSource alone = model(graph);
    GivenInput prior = new GivenInput.Array(Net.noise(6, 1, 1, 8, 8), "prior.npy");
    ModelSource source =
        new ModelSource(alone.file(), Optional.empty(), PartialCard.EMPTY, Map.of("prior", prior));
    ImageResult result = explain(engine, source, image(), QuestionSpec.of("image:1"), "auto");
    assertFalse(isBlank(map(result, "saliency")));
  }
}
