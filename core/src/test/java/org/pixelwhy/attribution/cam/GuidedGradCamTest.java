package org.pixelwhy.attribution.cam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.attribution.cam.CamOptions.Upsampling;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class GuidedGradCamTest extends ConformanceKit {
  @Override
  protected Attributor attributor() {
    return new GuidedGradCam(GuidedGradCam.Options.of(List.of(Layers.AUTO)));
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 2, 8, 12};
  }

  @Override
  protected double degree() {
    return 2;
  }

  private static final Question SUM =
      new Question(new ImageTarget(0), Reduction.SUM, OutputSpace.LOGITS);

  private static List<Attribution> explain(
      Engine engine, Graph graph, Tensor image, Attributor attributor) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph));
        Evaluation at = runner.evaluate(image)) {
      return attributor.explain(at, SUM);
    }
  }

  /** Two-fold pooling and back: {@code y = 2 * up(relu(pool(relu(x))))}, minus x at the right. */
  private static Graph pooled() {
    return new Net(1)
        .input("x", 1, 1, 2, 4)
        .constant("signs", Tensor.of(new float[] {1, 1, 1, -1, 1, 1, 1, -1}, 1, 1, 2, 4))
        .node("Relu", "r", "x")
        .node(
            "AveragePool",
            "p",
            Map.of("kernel_shape", Attribute.ofInts(2, 2), "strides", Attribute.ofInts(2, 2)),
            "r")
        .constant("none", Tensor.of(new float[0], 0))
        .constant("scales", Tensor.of(new float[] {1, 1, 2, 2}, 4))
        .node("Resize", "u", Map.of("mode", Attribute.of("nearest")), "p", "none", "scales")
        .node("Mul", "y", "u", "signs")
        .graph("y");
  }

  @Test
  void isGuidedBackpropTimesTheEnlargedGradCam(Engine engine) {
    Tensor image = Tensor.of(new float[] {4, -1, 1, 1, 4, 4, 1, 1}, 1, 1, 2, 4);
    List<Attribution> maps =
        explain(engine, pooled(), image, new GuidedGradCam(GuidedGradCam.Options.of(List.of("p"))));
    // p = [3,1]; dt/dp = [4,0], of mean 2, so Grad-CAM is [6,2]; dt/dr is 1 at the left, 0 at the
    // right.
    assertArrayEquals(new float[] {6, 0, 0, 0, 6, 6, 0, 0}, maps.get(0).values().toFloats(), 1e-6f);
    assertEquals("p", maps.get(0).layer());
  }

  @Test
  void takesBothMapsFromOneForwardPass(Engine engine) {
    GuidedGradCam method = new GuidedGradCam(GuidedGradCam.Options.of(List.of(Layers.AUTO)));
    Tensor image = Net.noise(1, 1, 1, 2, 4);
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, pooled()));
        Evaluation at = runner.evaluate(image)) {
      at.expect(method.requests(at, OutputSpace.LOGITS));
      method.explain(at, SUM);
      // One forward and two backward programs, the shape probe's being closed again.
      long programs =
          engine.openResources().stream().filter(text -> text.startsWith("program")).count();
      assertEquals(3, programs);
    }
  }

  @Test
  void needsAnUpsampling() {
    assertThrows(
        InputException.class,
        () -> new GuidedGradCam.Options(List.of("p"), Upsampling.NONE, Set.of()));
  }
}
