package org.pixelwhy.model.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.OutputPixel;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Target;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

@ExtendWith(EngineExtension.class)
class OpenModelTest {
  private static final GradientRequest AT_THE_IMAGE =
      new GradientRequest(StandardRules.standard(), OutputSpace.LOGITS, Set.of("image"));
  private static final Target PIXEL = new OutputPixel(300, OptionalInt.empty());

  private static OpenModel open(Engine engine) {
    UNetOptions options =
        UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(1).withOutputs(2);
    return new OpenModel(engine, Net.prepare(engine, UNet.graph(options, 7)), 64 << 20);
  }

  private static Tensor image(long seed) {
    return Net.noise(seed, 1, 1, 64, 64);
  }

  private static Tensor gradient(OpenModel model, Tensor image, Target target) {
    return model.ask(
        runner -> {
          try (Evaluation at = runner.evaluate(image)) {
            at.expect(List.of(AT_THE_IMAGE));
            Tensor seed = Question.of(target).weights(at.prediction());
            return at.gradients(AT_THE_IMAGE, seed).get("image");
          }
        });
  }

  @Test
  void anotherImageOfTheSameSizeCompilesNothing(Engine engine) {
    try (OpenModel model = open(engine)) {
      gradient(model, image(1), new ClassTarget(1));
      gradient(model, image(1), PIXEL);
      long compiled = engine.compilations();
      gradient(model, image(2), new ClassTarget(1));
      gradient(model, image(2), PIXEL);
      gradient(model, image(1), new ClassTarget(0));
      assertEquals(compiled, engine.compilations());
    }
  }

  /** The pixel's windows are a program of their own. */
  @Test
  void aPixelAfterAClassCompilesAtMostItsWindows(Engine engine) {
    try (OpenModel model = open(engine)) {
      gradient(model, image(1), new ClassTarget(1));
      long compiled = engine.compilations();
      gradient(model, image(1), PIXEL);
      long probeAndProgram = 2;
      assertTrue(engine.compilations() - compiled <= probeAndProgram);
    }
  }

  @Test
  void threadsGetWhatTheyGetAlone(Engine engine) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (OpenModel model = open(engine)) {
      List<Tensor> alone = new ArrayList<>();
      List<Callable<Tensor>> together = new ArrayList<>();
      for (int seed = 0; seed < 12; seed++) {
        Tensor image = image(seed);
        Target target = seed % 2 == 0 ? new ClassTarget(1) : PIXEL;
        alone.add(gradient(model, image, target));
        together.add(() -> gradient(model, image, target));
      }
      List<Future<Tensor>> results = pool.invokeAll(together);
      for (int i = 0; i < alone.size(); i++) {
        assertEquals(alone.get(i), results.get(i).get());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void isClosedOnceAndAnswersNothingAfterwards(Engine engine) {
    OpenModel model = open(engine);
    gradient(model, image(1), PIXEL);
    model.close();
    model.close();
    assertEquals(List.of(), engine.openResources());
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> gradient(model, image(1), PIXEL));
    assertEquals("this model is closed", e.getMessage());
  }
}
