package org.pixelwhy.study.compilation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.data.synthetic.BlobDetector;
import org.pixelwhy.data.synthetic.BlobImage;
import org.pixelwhy.export.PlainRuntime;
import org.pixelwhy.image.Interpolation;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/** What is compiled, and the same asked of {@code explain}; networks and images for it. */
record CompiledCase(
    Path model,
    String method,
    Method.Settings settings,
    String target,
    Reduction reduction,
    OutputSpace on) {
  static final Size SIZE = new Size(24, 32);

  CompiledCase(
      Path model, String method, String layer, String target, Reduction reduction, OutputSpace on) {
    this(model, method, new Method.Settings(List.of(layer), 0), target, reduction, on);
  }

  CompiledCase option(String option) {
    Method.Settings with =
        new Method.Settings(
            settings.layers(), 0, settings.border(), GivenOptions.parse(List.of(option)));
    return new CompiledCase(model, method, with, target, reduction, on);
  }

  CompiledCase with(String otherMethod) {
    return new CompiledCase(model, otherMethod, settings, target, reduction, on);
  }

  CompiledCase at(String layer) {
    return new CompiledCase(model, method, layer, target, reduction, on);
  }

  CompiledCase about(String otherTarget) {
    return new CompiledCase(model, method, settings, otherTarget, reduction, on);
  }

  CompileRequest request(boolean preprocessing) {
    return new CompileRequest(
        ModelSource.of(model),
        method,
        settings,
        Optional.ofNullable(target).map(TargetCatalogue::parse),
        reduction,
        on,
        Optional.of(SIZE),
        preprocessing);
  }

  static Path file(Path folder, String name, Graph graph) throws IOException {
    return Files.write(folder.resolve(name), OnnxWriter.toBytes(graph));
  }

  static CompiledCase blobs(Path folder) throws IOException {
    Path model = file(folder, "blobs.onnx", BlobDetector.graph());
    return new CompiledCase(
        model, "grad-cam", "smooth.relu", "class", Reduction.MEAN, OutputSpace.LOGITS);
  }

  /** Between whole grey values, where no two neighbours tie: there, rounding chooses the slope. */
  static Tensor blobImage() {
    float[] values = BlobImage.of(SIZE.height(), SIZE.width(), 7).values();
    float[] noise = Net.noise(1, values.length).toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] + 0.3f * noise[i]) / 255;
    }
    return Tensor.of(values, 1, 1, SIZE.height(), SIZE.width());
  }

  static CompiledCase unet(Path folder) throws IOException {
    UNetOptions options =
        UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(3).withOutputs(3);
    Path model = file(folder, "unet.onnx", UNet.graph(options, 3));
    return new CompiledCase(model, "grad-cam", "auto", "class", Reduction.MEAN, OutputSpace.LOGITS);
  }

  /** Channels last, instance normalisation, a Softmax at the end, and names that are taken. */
  static CompiledCase channelsLast(Path folder) throws IOException {
    Graph graph =
        new Net(5)
            .input("x", 1, SIZE.height(), SIZE.width(), 3)
            .transpose("first", "x", 0, 3, 1, 2)
            .conv("a", "first", 3, 6, 3)
            .constant("scale", Tensor.of(new float[] {1, 2, 1, 0.5f, 1, 3}, 6))
            .constant("shift", Tensor.of(new float[] {0, 0.1f, 0.3f, -0.2f, 0, 0.5f}, 6))
            .node("InstanceNormalization", "mask", "a", "scale", "shift")
            .node("Relu", "a.relu", "mask")
            .node(
                "AveragePool",
                "small",
                Map.of("kernel_shape", Attribute.ofInts(2, 2), "strides", Attribute.ofInts(2, 2)),
                "a.relu")
            .conv("b", "small", 6, 4, 3)
            .transpose("last", "b", 0, 2, 3, 1)
            .node("Softmax", "y", Map.of("axis", Attribute.of(-1)), "last")
            .graph("y");
    Path model = file(folder, "last.onnx", graph);
    return new CompiledCase(
        model, "saliency", "a.relu", "class", Reduction.SUM, OutputSpace.PROBABILITIES);
  }

  /**
   * Attention whose queries, keys and values come packed: Reshape, Transpose, and a Gather for
   * each.
   */
  static CompiledCase packedAttention(Path folder) throws IOException {
    Net net =
        new Net(6)
            .input("image", 1, 3, SIZE.height(), SIZE.width())
            .constant("patch", Tensor.of(Net.noise(7, 8 * 3 * 16).toFloats(), 8, 3, 4, 4))
            .node("Conv", "patches", Map.of("strides", Attribute.ofInts(4, 4)), "image", "patch")
            .constant("rows", Tensor.vector(1, 8, 48))
            .node("Reshape", "flat", "patches", "rows")
            .transpose("tokens", "flat", 0, 2, 1)
            .constant("weight", Tensor.of(Net.noise(8, 8 * 24).toFloats(), 8, 24))
            .node("MatMul", "packed", "tokens", "weight")
            .constant("apart", Tensor.vector(1, 48, 3, 2, 4))
            .node("Reshape", "heads", "packed", "apart")
            .transpose("qkv", "heads", 2, 0, 3, 1, 4);
    List<String> parts = List.of("query", "key", "value");
    for (int i = 0; i < parts.size(); i++) {
      Tensor index = Tensor.of(new long[] {i});
      net.constant("index" + i, index)
          .node("Gather", parts.get(i), Map.of("axis", Attribute.of(0)), "qkv", "index" + i);
    }
    Graph graph =
        net.transpose("columns", "key", 0, 1, 3, 2)
            .node("MatMul", "scores", "query", "columns")
            .constant("scale", Tensor.of(new float[] {0.05f}))
            .node("Mul", "scaled", "scores", "scale")
            .node("Softmax", "attention", Map.of("axis", Attribute.of(-1)), "scaled")
            .node("MatMul", "mixed", "attention", "value")
            .transpose("back", "mixed", 0, 1, 3, 2)
            .constant("square", Tensor.vector(1, 8, 6, 8))
            .node("Reshape", "grid", "back", "square")
            .conv("mix", "grid", 8, 16 * 3, 1)
            .node("DepthToSpace", "y", Map.of("blocksize", Attribute.of(4)), "mix")
            .graph("y");
    Path model = file(folder, "attention.onnx", graph);
    return new CompiledCase(
        model, "saliency", "patches", "pixel:7,9", Reduction.MEAN, OutputSpace.LOGITS);
  }

  static Tensor noise() {
    return Net.noise(11, 1, 3, SIZE.height(), SIZE.width());
  }

  byte[] compile(Engine engine) {
    return OnnxWriter.toBytes(Compilation.compile(engine, request(false)).graph());
  }

  static float[] channelsLast(Tensor image) {
    float[] values = image.toFloats();
    int area = SIZE.height() * SIZE.width();
    float[] moved = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      moved[i % area * 3 + i / area] = values[i];
    }
    return moved;
  }

  /** The maps that {@code explain} gives, at the input's size where they have one channel. */
  List<Tensor> explain(Engine engine, Tensor image) {
    SegmentationModel prepared = ModelLoader.load(engine, ModelSource.of(model));
    try (ModelRunner runner = new ModelRunner(engine, prepared);
        Evaluation at = runner.evaluate(image)) {
      Question question =
          new Question(TargetCatalogue.parse(target).resolve(at.prediction()), reduction, on);
      return Catalogue.method(method).attributor(settings).explain(at, question).stream()
          .map(Attribution::values)
          .map(v -> v.shape().dim(1) == 1 ? Interpolation.LINEAR.resize(v, image.shape()) : v)
          .toList();
    }
  }

  static void assertClose(Tensor expected, float[] actual, long[] shape, String what) {
    assertArrayEquals(expected.shape().dims(), shape, what);
    float greatest = 0;
    for (float value : expected.toFloats()) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    assertTrue(greatest > 0, what + ": the map to compare with is blank");
    assertArrayEquals(expected.toFloats(), actual, 2e-6f * greatest, what);
  }

  void assertSameMap(Engine engine, String input, Tensor image) throws OrtException {
    boolean last = model.endsWith("last.onnx");
    float[] values = last ? channelsLast(image) : image.toFloats();
    PlainRuntime result = PlainRuntime.run(compile(engine), Map.of(input, values));
    Tensor expected = explain(engine, image).get(0);
    assertClose(expected, result.values().get("map"), result.shapes().get("map"), toString());
  }
}
