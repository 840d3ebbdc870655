package org.pixelwhy.study.compilation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.data.synthetic.BlobImage;
import org.pixelwhy.export.Explainer;
import org.pixelwhy.export.PlainRuntime;
import org.pixelwhy.image.Image;
import org.pixelwhy.model.GivenInput;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ImagePreparation;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.InputFile;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.Version;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/** What an explainer's file is, besides its maps. */
@ExtendWith(EngineExtension.class)
class CompiledFileTest {
  @TempDir Path folder;

  @Test
  void preprocessingMayBePartOfIt(Engine engine) throws Exception {
    float[] picture =
        BlobImage.of(CompiledCase.SIZE.height(), CompiledCase.SIZE.width(), 7).values();
    Explainer explainer = Compilation.compile(engine, CompiledCase.blobs(folder).request(true));
    PlainRuntime result =
        PlainRuntime.run(OnnxWriter.toBytes(explainer.graph()), Map.of("picture", picture));
    float[] input = new float[picture.length];
    for (int i = 0; i < input.length; i++) {
      input[i] = picture[i] / 255;
    }
    Tensor image = Tensor.of(input, 1, 1, CompiledCase.SIZE.height(), CompiledCase.SIZE.width());
    Tensor expected = CompiledCase.blobs(folder).explain(engine, image).get(0);
    CompiledCase.assertClose(
        expected, result.values().get("map"), result.shapes().get("map"), "preprocessing");
  }

  @Test
  void inputsBesidesTheImageAreHeldInTheFile(Engine engine) throws Exception {
    Graph graph =
        new Net(5)
            .input("gain", 1)
            .input("x", 1, 3, 24, 32)
            .node("Mul", "louder", "x", "gain")
            .conv("y", "louder", 3, 2, 3)
            .graph("y");
    Path file = CompiledCase.file(folder, "two.onnx", graph);
    CompileRequest request =
        new CompileRequest(
            new ModelSource(
                file,
                Optional.empty(),
                PartialCard.EMPTY,
                Map.of("gain", new GivenInput.Number(3))),
            "input-x-gradient",
            new Method.Settings(List.of("auto"), 0),
            Optional.of(TargetCatalogue.parse("image:1")),
            Reduction.SUM,
            OutputSpace.LOGITS,
            Optional.empty(),
            false);
    byte[] explainer = OnnxWriter.toBytes(Compilation.compile(engine, request).graph());
    PlainRuntime result = PlainRuntime.run(explainer, Map.of("x", CompiledCase.noise().toFloats()));
    // Without biases the map adds up to the target.
    float[] y = result.values().get("y");
    double target = 0;
    for (int i = y.length / 2; i < y.length; i++) {
      target += y[i];
    }
    double sum = 0;
    for (float value : result.values().get("map")) {
      sum += value;
    }
    assertEquals(target, sum, 1e-3 * Math.abs(target));
    assertTrue(result.properties().get("pixelwhy.model.notes").contains("held at 3"));
  }

  @Test
  void anExplainerTakesTheNetworksPlace(Engine engine) throws Exception {
    for (boolean preprocessing : List.of(true, false)) {
      Explainer explainer =
          Compilation.compile(engine, CompiledCase.blobs(folder).request(preprocessing));
      Path file = CompiledCase.file(folder, "explainer.onnx", explainer.graph());
      SegmentationModel model = ModelLoader.load(engine, ModelSource.of(file));
      SegmentationModel before =
          ModelLoader.load(engine, ModelSource.of(CompiledCase.blobs(folder).model()));
      Image image = BlobImage.of(CompiledCase.SIZE.height(), CompiledCase.SIZE.width(), 7);
      assertArrayEquals(logits(engine, before, image), logits(engine, model, image), 1e-5f);
    }
  }

  private static float[] logits(Engine engine, SegmentationModel model, Image image) {
    Tensor input = ImagePreparation.of(model.card(), image, Optional.empty()).input();
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(input)) {
      return at.prediction().logits().toFloats();
    }
  }

  @Test
  void weightsAreStoredOnceAndOnceTurnedRound(Engine engine) throws Exception {
    UNetOptions options = UNetOptions.defaults().withDepth(2).withChannels(16);
    Path model = CompiledCase.file(folder, "wide.onnx", UNet.graph(options, 3));
    CompiledCase wide =
        new CompiledCase(model, "", "auto", "class", Reduction.MEAN, OutputSpace.LOGITS);
    for (String method : List.of("saliency", "integrated-gradients", "guided-grad-cam")) {
      int size = wide.with(method).compile(engine).length;
      assertTrue(size < 2.5 * Files.size(model), method + ": " + size);
    }
  }

  @Test
  void theSameRequestGivesTheSameBytesAndTellsWhereTheyComeFrom(Engine engine) throws Exception {
    byte[] once = CompiledCase.unet(folder).compile(engine);
    assertArrayEquals(once, CompiledCase.unet(folder).compile(engine));
    Map<String, String> properties =
        PlainRuntime.run(once, Map.of("image", CompiledCase.noise().toFloats())).properties();
    assertEquals("grad-cam", properties.get("pixelwhy.method"));
    assertEquals("mid.2.relu", properties.get("pixelwhy.map.layer"));
    assertEquals("class", properties.get("pixelwhy.target"));
    assertEquals("mean", properties.get("pixelwhy.reduction"));
    assertEquals("logits", properties.get("pixelwhy.on"));
    assertEquals(Version.current(), properties.get("pixelwhy.version"));
    assertEquals(
        InputFile.hash(CompiledCase.unet(folder).model()), properties.get("pixelwhy.model.sha256"));
    String year = Integer.toString(Year.now().getValue());
    assertFalse(properties.toString().contains(year + "-"), "no date: " + properties);
  }
}
