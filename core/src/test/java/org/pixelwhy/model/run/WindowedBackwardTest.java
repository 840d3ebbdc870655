package org.pixelwhy.model.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.autodiff.ReferencePass;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.NativeTensors;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

@ExtendWith(EngineExtension.class)
class WindowedBackwardTest {
  private static final int SIZE = 96;

  private static SegmentationModel unet(Engine engine) {
    Graph graph =
        UNet.graph(
            UNetOptions.defaults().withDepth(3).withChannels(4).withInputs(1).withOutputs(2), 5);
    return Net.prepare(engine, graph);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"saliency", "guided-backprop", "deconvolution", "grad-cam", "deeplift", "lrp"})
  void gradientsBySmallSeedsEqualThoseOfWholePasses(String method, Engine engine) {
    Tensor image = Net.noise(2, 1, 1, SIZE, SIZE);
    try (ModelRunner runner = new ModelRunner(engine, unet(engine));
        Evaluation at = runner.evaluate(image)) {
      // DeepLIFT's rule for a Softmax takes a mean over the whole output.
      OutputSpace on = method.equals("deeplift") ? OutputSpace.LOGITS : OutputSpace.PROBABILITIES;
      GradientRequest request =
          Catalogue.method(method)
              .attributor(new Method.Settings(List.of("auto"), 0))
              .requests(at, on)
              .get(0);
      GradientPrograms programs = runner.gradients(image.shape(), List.of(request));
      Map<String, NativeTensor> inputs = new LinkedHashMap<>();
      inputs.put(runner.model().input(), engine.load(image));
      Tensor reference = request.reference().orElse(image);
      inputs.put(ReferencePass.name(runner.model().input()), engine.load(reference));
      try (NativeTensors saved = programs.forward().call(inputs);
          PlainTensors plain = new PlainTensors(programs.plain())) {
        Map<String, NativeTensor> given = plain.with(saved.asMap());
        given.putAll(inputs);
        GradientPrograms.Backward backward = programs.covering(request).orElseThrow();
        List<String> outputs = backward.program().outputs();
        for (int[] place : new int[][] {{0, 0, 1}, {47, 50, 1}, {95, 33, 1}, {50, 41, 3}}) {
          Tensor seed = seed(place[0], place[1], place[2]);
          Map<String, Tensor> actual =
              backward.windows().run(() -> given, seed, outputs).orElseThrow();
          Map<String, Tensor> expected = whole(engine, backward, given, seed);
          for (String output : outputs) {
            float[] values = expected.get(output).toFloats();
            assertArrayEquals(
                values,
                actual.get(output).toFloats(),
                1e-6f * greatest(values) + 1e-12f,
                "%s for row %d, column %d".formatted(output, place[0], place[1]));
          }
        }
        assertEquals(2, backward.windows().count(), "programs, one for each class of sizes");
      } finally {
        inputs.values().forEach(NativeTensor::close);
      }
    }
  }

  private static Map<String, Tensor> whole(
      Engine engine,
      GradientPrograms.Backward backward,
      Map<String, NativeTensor> given,
      Tensor seed) {
    Map<String, NativeTensor> feeds = new LinkedHashMap<>(given);
    try (NativeTensor nativeSeed = engine.load(seed)) {
      feeds.put(backward.seed(), nativeSeed);
      try (NativeTensors results = backward.program().call(feeds)) {
        return results.names().stream().collect(Collectors.toMap(x -> x, results::tensor));
      }
    }
  }

  private static float greatest(float[] values) {
    float greatest = 0;
    for (float value : values) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    return greatest;
  }

  private static Tensor seed(int row, int column, int size) {
    float[] values = new float[2 * SIZE * SIZE];
    for (int y = row; y < Math.min(SIZE, row + size); y++) {
      for (int x = column; x < Math.min(SIZE, column + size); x++) {
        values[(SIZE + y) * SIZE + x] = 0.5f + x - y / 7f;
      }
    }
    return Tensor.of(values, 1, 2, SIZE, SIZE);
  }

  @Test
  void seedsOfTheWholeOutputUseNoWindows(Engine engine) {
    Tensor image = Net.noise(2, 1, 1, SIZE, SIZE);
    try (ModelRunner runner = new ModelRunner(engine, unet(engine));
        Evaluation at = runner.evaluate(image)) {
      GradientRequest request =
          new GradientRequest(StandardRules.standard(), OutputSpace.LOGITS, at.model().input());
      Shape output = at.prediction().logits().shape();
      Tensor ones = Tensor.filled(DataType.FLOAT, 1, output.dims());
      Map<String, Tensor> gradient = at.gradients(request, ones);
      assertEquals(image.shape(), gradient.get(at.model().input()).shape());
      GradientPrograms programs = runner.gradients(image.shape(), List.of(request));
      assertEquals(0, programs.covering(request).orElseThrow().windows().count());
    }
  }
}
