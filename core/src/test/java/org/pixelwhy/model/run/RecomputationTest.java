package org.pixelwhy.model.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.PixelMean;
import org.pixelwhy.attribution.cam.CamOptions;
import org.pixelwhy.attribution.cam.GradCam;
import org.pixelwhy.attribution.gradient.GuidedBackprop;
import org.pixelwhy.attribution.gradient.Rectifier;
import org.pixelwhy.attribution.gradient.Saliency;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.OutputPixel;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** Where memory is too little for a gradient, forward values are computed again. */
@ExtendWith(EngineExtension.class)
class RecomputationTest {
  private static final Tensor IMAGE = Net.noise(5, 1, 3, 32, 48);
  private static final int LAYERS = 12;
  private static final long PLENTY = 1L << 30;

  /** Many layers of one size, beside which a short way leads from the first to the last. */
  private static Graph network() {
    Net net = new Net(3).input("image", 1, 3, 32, 48).conv("conv0", "image", 3, 4, 3);
    net.node("Relu", "relu0", "conv0");
    for (int i = 1; i < LAYERS; i++) {
      net.conv("conv" + i, "relu" + (i - 1), 4, 4, 3).node("Relu", "relu" + i, "conv" + i);
    }
    net.node("Add", "sum", "relu0", "relu" + (LAYERS - 1)).conv("y", "sum", 4, 1, 3);
    return net.graph("y");
  }

  static Stream<Attributor> methods() {
    Method.Settings settings = new Method.Settings(List.of(Layers.AUTO), 0);
    return Stream.of(
        new Saliency(),
        new GuidedBackprop(Set.of(Rectifier.RELU)),
        new GradCam(CamOptions.defaults()),
        new GradCam(new CamOptions(List.of(Layers.ALL), true)),
        new PixelMean(new Saliency()),
        Catalogue.method("deeplift").attributor(settings),
        Catalogue.method("lrp").attributor(settings));
  }

  private record Result(List<Attribution> maps, boolean recomputed) {}

  private static Result explain(Engine engine, Attributor method, long memory) {
    SegmentationModel model = Net.prepare(engine, network());
    try (ModelRunner runner = ModelRunner.bounded(engine, model, memory);
        Evaluation at = runner.evaluate(IMAGE)) {
      boolean pixels = method instanceof PixelMean;
      Question question =
          Question.of(pixels ? new OutputPixel(100, OptionalInt.empty()) : new ImageTarget(0));
      at.expect(method.requests(at, question.on()));
      List<Attribution> first = method.explain(at, question);
      assertSame(first, method.explain(at, question), 0);
      boolean parts = engine.openResources().stream().anyMatch(open -> open.contains("part"));
      return new Result(first, parts);
    }
  }

  private static void assertSame(
      List<Attribution> expected, List<Attribution> actual, float tolerance) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      float[] one = expected.get(i).values().toFloats();
      float[] other = actual.get(i).values().toFloats();
      float greatest = 0;
      for (float value : one) {
        greatest = Math.max(greatest, Math.abs(value));
      }
      for (int k = 0; k < one.length; k++) {
        assertEquals(one[k], other[k], tolerance * greatest, expected.get(i).layer());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theMapIsTheSameAndTooLittleMemoryForThatIsRefused(Attributor method, Engine engine) {
    Result whole = explain(engine, method, PLENTY);
    assertEquals(false, whole.recomputed());
    int recomputed = 0;
    String refusal = "";
    for (long memory = 4L << 20; refusal.isEmpty(); memory = memory * 9 / 10) {
      try {
        Result result = explain(engine, method, memory);
        recomputed += result.recomputed() ? 1 : 0;
        assertTrue(recomputed == 0 || result.recomputed(), "less memory, but nothing again");
        assertSame(whole.maps(), result.maps(), 1e-4f);
      } catch (InputException e) {
        refusal = e.getMessage();
      }
    }
    assertNotEquals(0, recomputed);
    assertTrue(refusal.contains("the limit is"), refusal);
  }
}
