package org.pixelwhy.attribution.cam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.perturbation.PerturbationRun;
import org.pixelwhy.attribution.perturbation.TargetValues;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** Maps that take a pass for each feature go on where they were stopped. */
@ExtendWith(EngineExtension.class)
class ResumedCamTest {
  private static final Tensor IMAGE = Net.noise(3, 1, 2, 6, 8);
  private static final int FEATURES = 90;

  @TempDir private Path folder;

  static Stream<Function<PerturbationRun, Attributor>> methods() {
    CamOptions both = new CamOptions(List.of("a", "b"), false);
    return Stream.of(run -> new ScoreCam(both, run), run -> new AblationCam(both, run));
  }

  private static Graph network() {
    return new Net(1)
        .input("x", 1, 2, 6, 8)
        .conv("first", "x", 2, FEATURES, 3)
        .node("Relu", "a", "first")
        .conv("second", "a", FEATURES, FEATURES, 1)
        .node("Relu", "b", "second")
        .conv("y", "b", FEATURES, 1, 1)
        .graph("y");
  }

  /** What came of it and the steps that it took. */
  private record Answer(List<Attribution> maps, List<String> steps) {}

  private static Answer explain(Engine engine, Attributor method, int most) {
    List<String> steps = new ArrayList<>();
    Steps counting =
        (what, done, total) -> {
          if (steps.size() == most) {
            throw new CancellationException("enough");
          }
          steps.add(what + " " + done);
        };
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, network()));
        Evaluation at = runner.evaluate(IMAGE, counting)) {
      return new Answer(method.explain(at, Question.of(new ImageTarget(0))), steps);
    }
  }

  private PerturbationRun kept(boolean resume) {
    return PerturbationRun.PLAIN.withProgress(folder.resolve("cam.progress"), resume);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aRunThatWasStoppedEndsWithTheBytesOfOneThatWasNot(
      Function<PerturbationRun, Attributor> method, Engine engine) {
    Answer expected = explain(engine, method.apply(PerturbationRun.PLAIN), Integer.MAX_VALUE);
    assertEquals(2 * FEATURES, expected.steps().size());
    int stopped = TargetValues.BLOCK + 20;
    assertThrows(
        CancellationException.class, () -> explain(engine, method.apply(kept(false)), stopped));
    assertTrue(Files.exists(folder.resolve("cam.progress")));
    Answer resumed = explain(engine, method.apply(kept(true)), Integer.MAX_VALUE);
    List<String> again = expected.steps().subList(TargetValues.BLOCK, 2 * FEATURES);
    assertEquals(again, resumed.steps());
    assertEquals(values(expected), values(resumed));
    assertFalse(Files.exists(folder.resolve("cam.progress")));
  }

  private static List<Tensor> values(Answer answer) {
    return answer.maps().stream().map(Attribution::values).toList();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void progressOfAnotherQuestionIsRefused(
      Function<PerturbationRun, Attributor> method, Engine engine) {
    assertThrows(
        CancellationException.class,
        () -> explain(engine, method.apply(kept(false)), TargetValues.BLOCK + 1));
    Attributor other =
        method.apply(PerturbationRun.PLAIN) instanceof ScoreCam
            ? new AblationCam(CamOptions.defaults(), kept(true))
            : new ScoreCam(CamOptions.defaults(), kept(true));
    InputException e =
        assertThrows(InputException.class, () -> explain(engine, other, Integer.MAX_VALUE));
    assertTrue(e.getMessage().contains("the progress of another request"), e.getMessage());
  }
}
