package org.pixelwhy.attribution.cam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.attribution.cam.CamOptions.Upsampling;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class GradCamTest extends ConformanceKit {
  private static final Tensor IMAGE = Tensor.of(new float[] {1, -2, 3}, 1, 1, 1, 3);

  @Override
  protected Attributor attributor() {
    return new GradCam(CamOptions.defaults());
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 1, 4, 6};
  }

  /** {@code A = relu([x, -x])}, {@code y = 3 A_0 - A_1}, for a 1 x 3 picture. */
  private static Graph byHand() {
    return new Net(1)
        .input("x", 1, 1, 1, 3)
        .conv("both", "x", Tensor.of(new float[] {1, -1}, 2, 1, 1, 1))
        .node("Relu", "a", "both")
        .conv("y", "a", Tensor.of(new float[] {3, -1}, 1, 2, 1, 1))
        .graph("y");
  }

  private static List<Attribution> explain(Engine engine, CamOptions options) {
    Question question = new Question(new ImageTarget(0), Reduction.SUM, OutputSpace.LOGITS);
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, byHand()));
        Evaluation at = runner.evaluate(IMAGE)) {
      return new GradCam(options).explain(at, question);
    }
  }

  @Test
  void weighsFeaturesByTheirMeanGradient(Engine engine) {
    // A_0 = [1,0,3] of weight 3, A_1 = [0,2,0] of weight -1.
    Attribution map = explain(engine, new CamOptions(List.of("a"), false)).get(0);
    assertArrayEquals(new float[] {3, -2, 9}, map.values().toFloats());
    assertArrayEquals(new long[] {1, 1, 1, 3}, map.values().shape().dims());
    assertEquals(Sign.SIGNED, map.sign());
    assertEquals("a", map.layer());
  }

  @Test
  void cutsNegativeValuesOffWithTheRelu(Engine engine) {
    Attribution map = explain(engine, new CamOptions(List.of("a"), true)).get(0);
    assertArrayEquals(new float[] {3, 0, 9}, map.values().toFloats());
    assertEquals(Sign.UNSIGNED, map.sign());
  }

  @Test
  void bringsTheMapToTheImagesSizeAndToUnitRangeWhereAsked(Engine engine) {
    CamOptions options = new CamOptions(List.of("a"), true, Upsampling.BILINEAR, true);
    Attribution map = explain(engine, options).get(0);
    assertArrayEquals(new float[] {1 / 3f, 0, 1}, map.values().toFloats(), 1e-6f);
    assertEquals(Sign.UNSIGNED, map.sign());
  }

  @Test
  void looksAtSeveralLayersAtOnce(Engine engine) {
    List<Attribution> maps = explain(engine, new CamOptions(List.of("a", "both"), false));
    assertEquals(List.of("a", "both"), maps.stream().map(Attribution::layer).toList());
    // Before the Relu the mean gradients are 3 * 2/3 and -1 * 1/3.
    float third = 1 / 3f;
    assertArrayEquals(
        new float[] {2 + third, -4 - 2 * third, 6 + 1}, maps.get(1).values().toFloats(), 1e-6f);
    List<Attribution> all = explain(engine, new CamOptions(List.of(Layers.ALL), false));
    assertEquals(List.of("a"), all.stream().map(Attribution::layer).toList());
  }

  @Test
  void needsALayer() {
    assertThrows(InputException.class, () -> new CamOptions(List.of(), true));
  }

  @Test
  void anUnknownLayerOffersTheNearest(Engine engine) {
    CamOptions options = new CamOptions(List.of("bth"), true);
    InputException e = assertThrows(InputException.class, () -> explain(engine, options));
    assertEquals(
        "unknown layer 'bth'. Did you mean 'both'? 'pixelwhy inspect' lists all layers",
        e.getMessage());
  }
}
