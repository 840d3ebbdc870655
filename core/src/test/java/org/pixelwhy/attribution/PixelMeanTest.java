package org.pixelwhy.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.cam.CamOptions;
import org.pixelwhy.attribution.cam.GradCam;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class PixelMeanTest {
  private static final Attributor GRAD_CAM = new GradCam(new CamOptions(List.of("a"), true));

  /** One feature, {@code A = x}; y is 1, -1 and 4 times it. */
  private static Graph graph() {
    return new Net(1)
        .input("x", 1, 1, 1, 3)
        .node("Identity", "a", "x")
        .constant("w", Tensor.of(new float[] {1, -1, 4}, 1, 1, 1, 3))
        .node("Mul", "y", "a", "w")
        .graph("y");
  }

  private static Attribution explain(
      Engine engine, Attributor method, Reduction reduction, Steps steps) {
    Tensor image = Tensor.of(new float[] {3, -3, 6}, 1, 1, 1, 3);
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph()));
        Evaluation at = runner.evaluate(image, steps)) {
      Question question = new Question(new ImageTarget(0), reduction, OutputSpace.LOGITS);
      return method.explain(at, question).get(0);
    }
  }

  @Test
  void cutsEachPixelsOwnMapOffAtZero(Engine engine) {
    // The weights are 1/3, -1/3 and 4/3 for the single pixels: maps [1,0,2], [0,1,0], [4,0,8].
    Attribution exact = explain(engine, new PixelMean(GRAD_CAM), Reduction.SUM, Steps.SILENT);
    assertArrayEquals(new float[] {5, 1, 10}, exact.values().toFloats(), 1e-5f);
    Attribution fast = explain(engine, GRAD_CAM, Reduction.SUM, Steps.SILENT);
    assertArrayEquals(new float[] {4, 0, 8}, fast.values().toFloats(), 1e-5f);
  }

  @Test
  void weighsPixelsAsTheReductionDoes(Engine engine) {
    Attribution mean = explain(engine, new PixelMean(GRAD_CAM), Reduction.MEAN, Steps.SILENT);
    assertArrayEquals(new float[] {5 / 3f, 1 / 3f, 10 / 3f}, mean.values().toFloats(), 1e-5f);
    assertEquals(List.of("mean of the maps of each of 3 pixels (border=exact)"), mean.notes());
    assertEquals("grad-cam", mean.method());
    assertEquals("a", mean.layer());
  }

  @Test
  void tellsHowFarItIsAndStopsWhenAsked(Engine engine) {
    List<String> heard = new ArrayList<>();
    Steps steps =
        (what, done, total) -> {
          heard.add(what + " " + done + "/" + total);
          if (done == 1) {
            throw new CancellationException();
          }
        };
    assertThrows(
        CancellationException.class,
        () -> explain(engine, new PixelMean(GRAD_CAM), Reduction.MEAN, steps));
    assertEquals(List.of("pixel of the target 0/3", "pixel of the target 1/3"), heard);
  }
}
