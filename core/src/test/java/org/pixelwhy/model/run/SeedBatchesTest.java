package org.pixelwhy.model.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.PixelMean;
import org.pixelwhy.attribution.cam.CamOptions;
import org.pixelwhy.attribution.cam.EigenGradCam;
import org.pixelwhy.attribution.cam.GradCam;
import org.pixelwhy.attribution.cam.GuidedGradCam;
import org.pixelwhy.attribution.gradient.GuidedBackprop;
import org.pixelwhy.attribution.gradient.Rectifier;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.OutputTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;
import org.pixelwhy.training.UNetOptions.Upsampling;

/** Seeds that run backward together get what they get one by one. */
@ExtendWith(EngineExtension.class)
class SeedBatchesTest {
  private static final Tensor IMAGE = Net.noise(5, 1, 3, 16, 24);
  private static final int PIXELS = 43;
  private static final long NO_MEMORY = 1;

  static Stream<Attributor> methods() {
    List<String> all = List.of(Layers.ALL);
    return Stream.of(
        new GuidedBackprop(Set.of(Rectifier.RELU)),
        new GradCam(CamOptions.defaults()),
        new GradCam(new CamOptions(all, true)),
        new GuidedGradCam(GuidedGradCam.Options.of(all)),
        new EigenGradCam(CamOptions.defaults()));
  }

  private static Graph unet(Upsampling upsampling) {
    return UNet.graph(
        UNetOptions.defaults().withDepth(3).withChannels(4).withUpsampling(upsampling), 2);
  }

  private record Result(List<Attribution> maps, long programs, int together) {}

  private static Result explain(Engine engine, Graph graph, Attributor method, long memory) {
    SegmentationModel model = Net.prepare(engine, graph);
    try (ModelRunner runner = new ModelRunner(engine, model, memory);
        Evaluation at = runner.evaluate(IMAGE)) {
      Mask mask = Mask.of(at.prediction().extents(), i -> i >= 100 && i < 100 + PIXELS);
      Question question = Question.of(new OutputTarget(mask, OptionalInt.of(0), "some"));
      at.expect(method.requests(at, question.on()));
      List<Attribution> maps = new PixelMean(method).explain(at, question);
      long programs = engine.openResources().stream().filter(r -> r.startsWith("program")).count();
      return new Result(maps, programs, at.seedsAtOnce());
    }
  }

  private static void assertSame(List<Attribution> expected, List<Attribution> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      float[] one = expected.get(i).values().toFloats();
      float[] other = actual.get(i).values().toFloats();
      float greatest = 0;
      for (float value : one) {
        greatest = Math.max(greatest, Math.abs(value));
      }
      for (int k = 0; k < one.length; k++) {
        assertEquals(one[k], other[k], 1e-5f * greatest, expected.get(i).layer());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void batchesOfPixelsGiveWhatPixelsGiveAlone(Attributor method, Engine engine) {
    for (Upsampling upsampling : Upsampling.values()) {
      Graph graph = unet(upsampling);
      Result alone = explain(engine, graph, method, NO_MEMORY);
      Result together = explain(engine, graph, method, ProgramBatches.MEMORY);
      assertEquals(1, alone.together());
      assertTrue(together.together() > 1);
      assertTrue(together.programs() > alone.programs(), "no batch was run");
      assertSame(alone.maps(), together.maps());
    }
  }

  @Test
  void aNetworkWithABatchSizeOfOneBuiltInRunsPixelByPixel(Engine engine) {
    Graph graph =
        new Net(3)
            .input("image", 1, 3, 16, 24)
            .conv("a", "image", 3, 2, 3)
            .constant("shape", Tensor.vector(1, 2, 16, 24))
            .node("Relu", "r", "a")
            .node("Reshape", "b", "r", "shape")
            .graph("b");
    assertFallsBack(engine, graph);
  }

  @Test
  void aNetworkThatMixesItsBatchRunsPixelByPixel(Engine engine) {
    Graph graph =
        new Net(3)
            .input("image", "n", 3, 16, 24)
            .conv("a", "image", 3, 2, 3)
            .node("Relu", "r", "a")
            .node("ReduceMean", "mean", "r")
            .node("Mul", "b", "r", "mean")
            .graph("b");
    assertFallsBack(engine, graph);
  }

  private static void assertFallsBack(Engine engine, Graph graph) {
    Attributor method = new GuidedBackprop(Set.of(Rectifier.RELU));
    Result alone = explain(engine, graph, method, NO_MEMORY);
    Result tried = explain(engine, graph, method, ProgramBatches.MEMORY);
    assertEquals(alone.programs(), tried.programs());
    assertSame(alone.maps(), tried.maps());
  }

  @Test
  void memoryBoundsTheBatch(Engine engine) {
    SegmentationModel model = Net.prepare(engine, unet(Upsampling.NEAREST));
    List<Integer> sizes = new ArrayList<>();
    for (long memory : new long[] {NO_MEMORY, 1 << 18, 1L << 40}) {
      try (ModelRunner runner = new ModelRunner(engine, model, memory);
          Evaluation at = runner.evaluate(IMAGE)) {
        sizes.add(at.seedsAtOnce());
      }
    }
    assertEquals(1, sizes.get(0));
    assertTrue(sizes.get(1) > 1 && sizes.get(1) < 16, sizes::toString);
    assertEquals(16, sizes.get(2));
  }
}
