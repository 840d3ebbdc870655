package org.pixelwhy.onnx.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.SharedData;
import org.pixelwhy.onnx.format.upgrade.Upgrader;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class RealModelsTest {
  @TestFactory
  Stream<DynamicTest> theUpgradedModelComputesWhatTheFileComputesInBareOnnxRuntime(Engine engine)
      throws IOException {
    return models().stream()
        .map(
            model ->
                dynamicTest(
                    model.getParent().getFileName() + "/" + model.getFileName(),
                    () -> check(engine, model)));
  }

  private static void check(Engine engine, Path file) throws Exception {
    OnnxModel model = OnnxReader.read(file);
    assertEquals(Upgrader.OPSET, model.graph().opset());
    Value input = model.graph().inputs().get(0);
    Shape shape =
        Shape.of(
            input.dims().orElseThrow().stream()
                .mapToLong(dim -> dim.isFixed() ? dim.extent() : 1)
                .toArray());
    float[] image = new float[(int) shape.size()];
    Random random = new Random(7);
    for (int i = 0; i < image.length; i++) {
      image[i] = random.nextFloat();
    }
    byte[] bytes = Files.readAllBytes(file);
    float[] expected = runBare(bytes, input.name(), image, shape);
    float[] untouched = runBare(OnnxWriter.originalBytes(model), input.name(), image, shape);
    assertArrayEquals(expected, untouched, 0, "written back");
    TypedGraph typed = new ShapeProbe(engine).probe(model.graph(), Map.of(input.name(), shape));
    for (Graph graph : List.of(model.graph(), typed.graph())) {
      try (Program program = engine.compile(graph)) {
        Tensor output =
            program
                .run(Map.of(input.name(), Tensor.of(image, shape.dims())))
                .get(graph.outputNames().get(0));
        assertClose(expected, output.toFloats());
      }
    }
  }

  /** To 1e-5 of the largest magnitude: sums are taken in another order when kernels are fused. */
  private static void assertClose(float[] expected, float[] actual) {
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertArrayEquals(expected, actual, 1e-5f * largest);
  }

  private static float[] runBare(byte[] bytes, String input, float[] image, Shape shape)
      throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (SessionOptions options = new SessionOptions();
        OrtSession session = environment.createSession(bytes, options);
        OnnxTensor tensor =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), shape.dims());
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] copy = new float[values.remaining()];
      values.get(copy);
      return copy;
    }
  }

  private static List<Path> models() throws IOException {
    try (Stream<Path> trained = Files.walk(SharedData.require("models"));
        Stream<Path> golden = Files.walk(SharedData.requireGolden())) {
      return Stream.concat(trained, golden)
          .filter(path -> path.toString().endsWith(".onnx"))
          .sorted()
          .toList();
    }
  }
}
