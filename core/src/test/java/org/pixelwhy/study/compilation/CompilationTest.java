package org.pixelwhy.study.compilation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.export.PlainRuntime;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class CompilationTest {
  @TempDir Path folder;

  @Test
  void everyMethodThatCompilesGivesTheMapOfExplain(Engine engine) throws Exception {
    for (String method : methods()) {
      CompiledCase.blobs(folder)
          .with(method)
          .assertSameMap(engine, "image", CompiledCase.blobImage());
      CompiledCase.unet(folder).with(method).assertSameMap(engine, "image", CompiledCase.noise());
      CompiledCase.channelsLast(folder)
          .with(method)
          .assertSameMap(engine, "x", CompiledCase.noise());
    }
  }

  /** By the runtime's own optimisations, which move a Transpose past what the gradients add. */
  @Test
  void packedAttentionIsExplainedByEveryMethodThatCompiles(Engine engine) throws Exception {
    CompiledCase attention = CompiledCase.packedAttention(folder);
    for (String method : methods()) {
      attention.with(method).assertSameMap(engine, "image", CompiledCase.noise());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"grad-cam", "layer-cam", "x-grad-cam", "layer-activation", "layer-deeplift"})
  void tokensAreLaidOutOnTheirGridInTheFileToo(String method, Engine engine) throws Exception {
    CompiledCase tokens = CompiledCase.packedAttention(folder).at("packed").with(method);
    tokens.assertSameMap(engine, "image", CompiledCase.noise());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class",
        "class:1",
        "border",
        "border:1",
        "pixel:7,9",
        "pixel:7,9:0",
        "rectangle:4,5,9,8",
        "polygon:3,3,20,5,9,17:1",
        "image",
        "image:2",
        "entropy",
        "entropy:rectangle:4,5,9,8"
      })
  void everyKindOfTargetIsFoundInTheGraphAsExplainFindsIt(String target, Engine engine)
      throws Exception {
    for (Reduction reduction : Reduction.values()) {
      CompiledCase asked =
          new CompiledCase(
              CompiledCase.unet(folder).model(),
              "saliency",
              "auto",
              target,
              reduction,
              OutputSpace.LOGITS);
      asked.assertSameMap(engine, "image", CompiledCase.noise());
    }
    CompiledCase.channelsLast(folder)
        .about(target)
        .assertSameMap(engine, "x", CompiledCase.noise());
  }

  @Test
  void targetsOfOneThresholdedChannelAreFoundToo(Engine engine) throws Exception {
    for (String target : List.of("border", "pixel:7,9", "image", "entropy")) {
      CompiledCase.blobs(folder)
          .with("guided-backprop")
          .about(target)
          .assertSameMap(engine, "image", CompiledCase.blobImage());
    }
  }

  @Test
  void aVolumeIsExplainedAsWell(Engine engine) throws Exception {
    float[] weights = Net.noise(2, 3 * 27).toFloats();
    Map<String, Attribute> pads = Map.of("pads", Attribute.ofInts(1, 1, 1, 1, 1, 1));
    Map<String, Attribute> halves =
        Map.of("kernel_shape", Attribute.ofInts(2, 2, 2), "strides", Attribute.ofInts(2, 2, 2));
    Graph graph =
        new Net(4)
            .input("x", 1, 1, 4, 6, 8)
            .constant("w", Tensor.of(weights, 3, 1, 3, 3, 3))
            .node("Conv", "a", pads, "x", "w")
            .node("Relu", "a.relu", "a")
            .node("MaxPool", "y", halves, "a.relu")
            .graph("y");
    CompiledCase asked =
        new CompiledCase(
            CompiledCase.file(folder, "volume.onnx", graph),
            "grad-cam",
            "a.relu",
            "border:1",
            Reduction.MEAN,
            OutputSpace.LOGITS);
    CompileRequest request =
        new CompileRequest(
            ModelSource.of(asked.model()),
            "grad-cam",
            new Method.Settings(List.of("a.relu"), 0),
            Optional.of(TargetCatalogue.parse("border:1")),
            Reduction.MEAN,
            OutputSpace.LOGITS,
            Optional.empty(),
            false);
    Tensor image = Net.noise(8, 1, 1, 4, 6, 8);
    byte[] explainer = OnnxWriter.toBytes(Compilation.compile(engine, request).graph());
    PlainRuntime result = PlainRuntime.run(explainer, Map.of("x", image.toFloats()));
    Tensor expected = asked.explain(engine, image).get(0);
    CompiledCase.assertClose(
        expected, result.values().get("map"), result.shapes().get("map"), "volume");
  }

  @Test
  void outputAndMaskAreThoseOfTheModel(Engine engine) throws Exception {
    byte[] model = Files.readAllBytes(CompiledCase.channelsLast(folder).model());
    Map<String, float[]> inputs = Map.of("x", CompiledCase.channelsLast(CompiledCase.noise()));
    PlainRuntime result =
        PlainRuntime.run(CompiledCase.channelsLast(folder).compile(engine), inputs);
    assertEquals(List.of("y", "mask_2", "map"), List.copyOf(result.values().keySet()));
    assertArrayEquals(new long[] {1, 12, 16, 4}, result.shapes().get("y"));
    assertArrayEquals(new long[] {1, 1, 12, 16}, result.shapes().get("mask_2"));
    float[] y = result.values().get("y");
    // ONNX Runtime orders a convolution's sums by how its neighbours let it arrange memory.
    assertArrayEquals(PlainRuntime.run(model, inputs).values().get("y"), y, 1e-6f);
    float[] mask = result.values().get("mask_2");
    for (int i = 0; i < mask.length; i++) {
      for (int k = 0; k < 4; k++) {
        assertTrue(y[4 * i + k] <= y[4 * i + (int) mask[i]], "pixel " + i);
      }
    }
  }

  @Test
  void theWeightsMayBeLeftAsAnInput(Engine engine) throws Exception {
    CompiledCase open =
        new CompiledCase(
            CompiledCase.unet(folder).model(),
            "grad-cam",
            "auto",
            null,
            Reduction.MEAN,
            OutputSpace.LOGITS);
    float[] seed = new float[3 * CompiledCase.SIZE.height() * CompiledCase.SIZE.width()];
    Arrays.fill(
        seed,
        0,
        CompiledCase.SIZE.height() * CompiledCase.SIZE.width(),
        1f / (CompiledCase.SIZE.height() * CompiledCase.SIZE.width()));
    PlainRuntime result =
        PlainRuntime.run(
            open.compile(engine), Map.of("image", CompiledCase.noise().toFloats(), "seed", seed));
    Tensor expected = open.about("image:0").explain(engine, CompiledCase.noise()).get(0);
    CompiledCase.assertClose(
        expected, result.values().get("map"), result.shapes().get("map"), "seed");
    assertEquals("seed input", result.properties().get("pixelwhy.target"));
  }

  @Test
  void aTargetWithoutPixelsGivesAMapOfZeros(Engine engine) throws Exception {
    for (String method : methods()) {
      float[] dark = new float[CompiledCase.SIZE.height() * CompiledCase.SIZE.width()];
      Arrays.fill(dark, 0.1f);
      byte[] explainer = CompiledCase.blobs(folder).with(method).compile(engine);
      float[] map = PlainRuntime.run(explainer, Map.of("image", dark)).values().get("map");
      if (!method.equals("layer-activation")) {
        assertArrayEquals(new float[map.length], map, 0f, method);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mean", "blur:1.5", "FILE"})
  void baselinesThatDependOnTheImageOrAreGivenAreNodesToo(String baseline, Engine engine)
      throws Exception {
    Path file = folder.resolve("baseline.npy");
    try (OutputStream out = Files.newOutputStream(file)) {
      Npy.write(out, Net.noise(3, 1, 3, CompiledCase.SIZE.height(), CompiledCase.SIZE.width()));
    }
    String option = "baseline=" + baseline.replace("FILE", file.toString());
    for (String method : List.of("deeplift", "integrated-gradients")) {
      CompiledCase asked = CompiledCase.unet(folder).with(method).option(option);
      asked.assertSameMap(engine, "image", CompiledCase.noise());
    }
  }

  @Test
  void optionsOfTheMethodHold(Engine engine) throws Exception {
    for (String option : List.of("relu=off", "upsampling=nearest")) {
      CompiledCase asked = CompiledCase.unet(folder).option(option);
      asked.assertSameMap(engine, "image", CompiledCase.noise());
    }
    CompiledCase gamma = CompiledCase.unet(folder).with("lrp").option("composite=gamma");
    gamma.assertSameMap(engine, "image", CompiledCase.noise());
  }

  @Test
  void severalLayersGiveSeveralMaps(Engine engine) throws Exception {
    CompiledCase all =
        new CompiledCase(
            CompiledCase.unet(folder).model(),
            "grad-cam",
            "all",
            "class",
            Reduction.MEAN,
            OutputSpace.LOGITS);
    PlainRuntime result =
        PlainRuntime.run(all.compile(engine), Map.of("image", CompiledCase.noise().toFloats()));
    List<Tensor> expected = all.option("relu=off").explain(engine, CompiledCase.noise());
    assertEquals(2 + expected.size(), result.values().size());
    for (int i = 0; i < expected.size(); i++) {
      String name = "map_" + (i + 1);
      float[] map = result.values().get(name);
      CompiledCase.assertClose(expected.get(i), map, result.shapes().get(name), name);
      assertFalse(result.properties().get("pixelwhy." + name + ".layer").isEmpty());
    }
  }

  @Test
  void mapsOfAllLayersKeepTheirSignUnlessAskedNotTo(Engine engine) throws Exception {
    CompiledCase one = CompiledCase.unet(folder);
    CompiledCase all =
        new CompiledCase(one.model(), one.method(), "all", "class", one.reduction(), one.on());
    assertEquals("off", relu(engine, all));
    assertEquals("on", relu(engine, all.option("relu=on")));
    assertEquals("on", relu(engine, one));
  }

  private static String relu(Engine engine, CompiledCase asked) throws Exception {
    PlainRuntime result =
        PlainRuntime.run(asked.compile(engine), Map.of("image", CompiledCase.noise().toFloats()));
    boolean signed =
        result.values().entrySet().stream()
            .filter(output -> output.getKey().startsWith("map"))
            .anyMatch(output -> hasNegative(output.getValue()));
    String relu = result.properties().get("pixelwhy.option.relu");
    assertEquals(relu.equals("off"), signed);
    return relu;
  }

  private static boolean hasNegative(float[] values) {
    for (float value : values) {
      if (value < 0) {
        return true;
      }
    }
    return false;
  }

  private static String refusal(Engine engine, CompileRequest request) {
    return assertThrows(InputException.class, () -> Compilation.compile(engine, request))
        .getMessage();
  }

  @Test
  void aMethodOfManyPassesIsRefusedWithThoseThatCompile(Engine engine) throws Exception {
    String message = refusal(engine, CompiledCase.blobs(folder).with("rise").request(false));
    assertTrue(message.contains("'rise' cannot be compiled"), message);
    assertTrue(message.contains("saliency, input-x-gradient"), message);
  }

  @Test
  void anObjectIsRefusedWithTheWayOut(Engine engine) throws Exception {
    String message = refusal(engine, CompiledCase.blobs(folder).about("object").request(false));
    assertTrue(message.contains("leave the target open and give its weights"), message);
  }

  @Test
  void anOpenSizeMustBeChosen(Engine engine) throws Exception {
    CompileRequest request =
        new CompileRequest(
            ModelSource.of(CompiledCase.blobs(folder).model()),
            "saliency",
            new Method.Settings(List.of("auto"), 0),
            Optional.of(TargetCatalogue.parse("class")),
            Reduction.MEAN,
            OutputSpace.LOGITS,
            Optional.empty(),
            false);
    String message = refusal(engine, request);
    assertTrue(message.contains("an explainer has one; state which"), message);
  }

  @Test
  void placesOutsideOfTheInputAreRefused(Engine engine) throws Exception {
    String message = refusal(engine, CompiledCase.blobs(folder).about("pixel:99,2").request(false));
    assertTrue(message.contains("x=99 y=2 is outside"), message);
    message =
        refusal(engine, CompiledCase.blobs(folder).about("rectangle:90,90,4,4").request(false));
    assertTrue(message.contains("holds no pixel"), message);
  }

  /** Those that need nothing that was trained for the network. */
  private static List<String> methods() {
    return Compilation.methods().stream().filter(id -> Catalogue.method(id).readyMade()).toList();
  }
}
