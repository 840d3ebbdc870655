package org.pixelwhy.attribution.cam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.CutOff;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.cam.CamOptions.Upsampling;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;

/** Class activation maps of layers at which nothing speaks for the target. */
@ExtendWith(EngineExtension.class)
class BlankCamTest {
  private static final Question QUESTION = Question.of(new ImageTarget(0));

  /** Brightest in the last row, second column. */
  private static final Tensor IMAGE =
      Tensor.of(new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9, 1, 1}, 1, 1, 4, 4);

  /** {@code a = relu(x)}, {@code d = relu(pool(a))}, {@code y = 3 a - enlarged(d)}. */
  private static Graph deepestAgainst() {
    Map<String, Attribute> halves =
        Map.of("kernel_shape", Attribute.ofInts(2, 2), "strides", Attribute.ofInts(2, 2));
    return new Net(1)
        .input("x", 1, 1, 4, 4)
        .constant("scales", Tensor.of(new float[] {1, 1, 2, 2}, 4))
        .node("Relu", "a", "x")
        .node("MaxPool", "p", halves, "a")
        .conv("q", "p", Tensor.of(new float[] {1}, 1, 1, 1, 1))
        .node("Relu", "d", "q")
        .node("Resize", "u", Map.of("mode", Attribute.of("nearest")), "d", "", "scales")
        .node("Concat", "both", Map.of("axis", Attribute.of(1)), "a", "u")
        .conv("y", "both", Tensor.of(new float[] {3, -1}, 1, 2, 1, 1))
        .graph("y");
  }

  private static Attribution explain(Engine engine, Attributor method) {
    return explain(engine, method, Geometry.identity(4, 4));
  }

  private static Attribution explain(Engine engine, Attributor method, Geometry geometry) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, deepestAgainst()));
        Evaluation at = runner.evaluate(IMAGE, geometry, Steps.SILENT)) {
      at.expect(method.requests(at, QUESTION.on()));
      return method.explain(at, QUESTION).get(0);
    }
  }

  private static CamOptions options(String layer, boolean avoidBlank) {
    return new CamOptions(List.of(layer), true, Upsampling.NONE, false, avoidBlank);
  }

  @Test
  void aBlankLayerSaysWhatWasCutOffAndWhichLayerIsNotBlank(Engine engine) {
    Attribution map = explain(engine, new GradCam(options("d", true)));
    assertEquals("d", map.layer());
    assertTrue(map.isBlank());
    // The mean gradient of the logits' mean at a cell of d is -4 / 16; the brightest cell holds 9.
    CutOff cutOff = map.extras().cutOff().orElseThrow();
    assertEquals("-2.25 at x=0 y=3", cutOff.strongest());
    assertEquals(Optional.of("both"), cutOff.otherLayer());
  }

  @Test
  void theStrongestPlaceIsOneOfTheOriginalImageAlsoWhereThatWasResizedOrPadded(Engine engine) {
    GradCam method = new GradCam(options("d", true));
    // The cell is the lower left quarter of the input: from y=4 of 8, from y=2 of 3 and one of
    // padding.
    Geometry resized = new Geometry(8, 16, 4, 4, Geometry.Fit.RESIZE);
    Geometry padded = new Geometry(3, 3, 4, 4, Geometry.Fit.PAD);
    assertEquals("-2.25 at x=0 y=6", strongest(explain(engine, method, resized)));
    assertEquals("-2.25 at x=0 y=2", strongest(explain(engine, method, padded)));
  }

  private static String strongest(Attribution map) {
    return map.extras().cutOff().orElseThrow().strongest();
  }

  @Test
  void theAutomaticLayerMovesOnToOneThatIsNotBlankAndSaysSo(Engine engine) {
    for (Attributor method :
        List.of(
            new GradCam(options(Layers.AUTO, true)), new HiResCam(options(Layers.AUTO, true)))) {
      Attribution map = explain(engine, method);
      assertEquals("both", map.layer());
      assertFalse(map.isBlank());
      String warning = map.extras().warnings().get(0);
      assertTrue(warning.startsWith("layer 'd', which 'auto' stands for, is blank"), warning);
    }
  }

  @Test
  void theAutomaticLayerStaysWhereThatIsAsked(Engine engine) {
    Attribution map = explain(engine, new GradCam(options(Layers.AUTO, false)));
    assertEquals("d", map.layer());
    assertTrue(map.extras().cutOff().isPresent());
  }

  @Test
  void aMethodThatRunsTheNetworkForEveryFeatureLooksAtNoOtherLayer(Engine engine) {
    Attribution map = explain(engine, new AblationCam(options("d", true)));
    assertTrue(map.isBlank());
    assertEquals(Optional.empty(), map.extras().cutOff().orElseThrow().otherLayer());
  }

  @Test
  void aLayerThatKeepsItsSignsIsNotBlank(Engine engine) {
    CamOptions signed = new CamOptions(List.of(Layers.AUTO), false);
    Attribution map = explain(engine, new GradCam(signed.withAvoidBlank(true)));
    assertEquals("d", map.layer());
    assertTrue(map.extras().cutOff().isEmpty());
    assertFalse(map.isBlank());
  }
}
