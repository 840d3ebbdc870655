package org.pixelwhy.model.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.gradient.GuidedBackprop;
import org.pixelwhy.attribution.gradient.Rectifier;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/** That programs stay open where there is room, and where somebody will need them. */
@ExtendWith(EngineExtension.class)
class GradientShelfTest {
  private static final Tensor IMAGE = Net.noise(11, 1, 1, 8, 8);

  private static SegmentationModel model(Engine engine) {
    UNetOptions options =
        UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(1).withOutputs(2);
    return Net.prepare(engine, UNet.graph(options, 7));
  }

  private static GradientRequest plain() {
    return new GradientRequest(StandardRules.standard(), OutputSpace.LOGITS, Set.of("image"));
  }

  @Test
  void whatNothingUpcomingNeedsIsClosedAndComputedAgainWhereItIsAskedForAllTheSame(Engine engine) {
    GradientRequest plain = plain();
    GradientRequest guided =
        new GradientRequest(
            GuidedBackprop.rules(Set.of(Rectifier.RELU)), OutputSpace.LOGITS, "image");
    try (ModelRunner runner = new ModelRunner(engine, model(engine));
        Evaluation at = runner.evaluate(IMAGE)) {
      at.expect(List.of(plain, guided));
      at.compileForward();
      assertEquals(1, programs(engine), "a backward half was compiled before it was used");
      Tensor seed = Question.of(new ImageTarget(0)).weights(at.prediction());
      Tensor first = at.gradients(plain, seed).get("image");
      at.gradients(guided, seed);
      assertEquals(3, programs(engine));
      at.upcoming(List.of(guided));
      assertEquals(2, programs(engine));
      at.upcoming(List.of());
      assertEquals(0, programs(engine));
      assertEquals(first, at.gradients(plain, seed).get("image"));
    }
  }

  @Test
  void backwardHalvesMakeRoomForEachOther(Engine engine) {
    GradientRequest plain = plain();
    GradientRequest guided =
        new GradientRequest(
            GuidedBackprop.rules(Set.of(Rectifier.RELU)), OutputSpace.LOGITS, "image");
    SegmentationModel model = model(engine);
    try (ModelRunner large = new ModelRunner(engine, model, 1L << 30);
        Evaluation at = large.evaluate(IMAGE)) {
      long half = GradientShelf.halfBytes(at.typed());
      long forward = GradientShelf.forwardBytes(at.typed(), List.of(plain, guided));
      at.expect(List.of(plain, guided));
      Tensor seed = Question.of(new ImageTarget(0)).weights(at.prediction());
      List<Tensor> roomy = both(at, plain, guided, seed);
      assertEquals(3, programs(engine));
      assertEquals(forward + 2 * half, large.shelf().held());
      try (ModelRunner small = new ModelRunner(engine, model, forward + half);
          Evaluation again = small.evaluate(IMAGE)) {
        again.expect(List.of(plain, guided));
        assertEquals(roomy, both(again, plain, guided, seed));
        assertEquals(roomy, both(again, plain, guided, seed));
        assertEquals(3 + 2, programs(engine));
        assertEquals(forward + half, small.shelf().held());
      }
    }
  }

  private static List<Tensor> both(
      Evaluation at, GradientRequest first, GradientRequest second, Tensor seed) {
    return List.of(at.gradients(first, seed).get("image"), at.gradients(second, seed).get("image"));
  }

  private static long programs(Engine engine) {
    return engine.openResources().stream().filter(what -> what.startsWith("program")).count();
  }
}
