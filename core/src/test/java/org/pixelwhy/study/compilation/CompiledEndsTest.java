package org.pixelwhy.study.compilation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.export.Explainer;
import org.pixelwhy.export.PlainRuntime;
import org.pixelwhy.model.Cases;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** Explainers of networks whose inputs and outputs had to be brought into form. */
@ExtendWith(EngineExtension.class)
class CompiledEndsTest {
  private static final Method.Settings SETTINGS = new Method.Settings(List.of("auto"), 0);

  @TempDir Path folder;

  private static Tensor explain(Engine engine, SegmentationModel model, Tensor image) {
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(image)) {
      Question question =
          new Question(
              TargetCatalogue.parse("image:0").resolve(at.prediction()),
              Reduction.MEAN,
              OutputSpace.LOGITS);
      return Catalogue.method("saliency")
          .attributor(SETTINGS)
          .explain(at, question)
          .get(0)
          .values();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "argmax_i64.onnx, x, l",
    "sigmoid_threshold.onnx, x, p",
    "flat_out.onnx, x, y",
    "aux_lowfirst.onnx, x, y",
    "act_softmax_w.onnx, x, y",
    "nobatch.onnx, input, out",
    "edge_first.onnx, input, logits",
    "u8_nchw.onnx, x, y",
    "uint8_nhwc.onnx, input, output",
    "nhwc.onnx, input, output"
  })
  void theExplainerTakesWhatTheFileTakesAndIsAModelItself(
      String name, String input, String output, Engine engine) throws Exception {
    Path file = Cases.file(folder, name);
    SegmentationModel model = ModelLoader.load(engine, ModelSource.of(file));
    CompileRequest request =
        new CompileRequest(
            ModelSource.of(file),
            "saliency",
            SETTINGS,
            Optional.of(TargetCatalogue.parse("image:0")),
            Reduction.MEAN,
            OutputSpace.LOGITS,
            Optional.empty(),
            false);
    Explainer explainer = Compilation.compile(engine, request);
    byte[] bytes = OnnxWriter.toBytes(explainer.graph());
    Shape shape = Shape.of(1, model.card().channels().channels(), 12, 16);
    if (shape.dim(1) == 3) {
      shape = Shape.of(1, 3, 64, 64);
    }
    Tensor image = Net.noise(4, shape.dims());
    float[] fed =
        model.card().inputLayout().channelsLast() ? channelsLast(image) : image.toFloats();
    PlainRuntime result = PlainRuntime.run(bytes, Map.of(input, fed));
    assertEquals(List.of(output, "mask", "map"), List.copyOf(result.values().keySet()));
    Tensor expected = explain(engine, model, image);
    assertArrayEquals(expected.toFloats(), result.values().get("map"), 1e-6f);
    // Its card says which of its outputs is the segmentation.
    Path written = Files.write(folder.resolve("explainer.onnx"), bytes);
    SegmentationModel again = ModelLoader.load(engine, ModelSource.of(written));
    assertArrayEquals(expected.toFloats(), explain(engine, again, image).toFloats(), 1e-6f);
  }

  private static float[] channelsLast(Tensor image) {
    int channels = (int) image.shape().dim(1);
    int area = image.size() / channels;
    float[] moved = new float[image.size()];
    for (int i = 0; i < moved.length; i++) {
      moved[i % area * channels + i / area] = (float) image.get(i);
    }
    return moved;
  }
}
