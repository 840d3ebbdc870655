package org.pixelwhy.model.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.attribution.gradient.GuidedBackprop;
import org.pixelwhy.attribution.gradient.Rectifier;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.ProgramException;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.OutputPixel;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

@ExtendWith(EngineExtension.class)
class EvaluationTest {
  private static final Tensor IMAGE = Net.noise(11, 1, 1, 8, 8);
  private static final String DEEP = "mid.2.relu";

  private static ModelRunner runner(Engine engine) {
    UNetOptions options =
        UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(1).withOutputs(2);
    return new ModelRunner(engine, Net.prepare(engine, UNet.graph(options, 7)));
  }

  private static GradientRequest request(OutputSpace on, String... tensors) {
    return new GradientRequest(StandardRules.standard(), on, Set.of(tensors));
  }

  /** Rules that ask the forward pass for an output that the runtime does not know. */
  private static GradientRequest refused(String tensor) {
    GradientRule rule =
        context ->
            context.accumulate(
                0, context.ops().mul(context.gradient(), context.demandOutput(1, type(context))));
    RuleSet rules = StandardRules.standard().with("refused", Map.of("Relu", rule));
    return new GradientRequest(rules, OutputSpace.LOGITS, Set.of(tensor));
  }

  private static TensorType type(RuleContext context) {
    return context.outputType(0);
  }

  @Test
  void gradientsOfARefusedProgramDoNotTakeOthersWithThem(Engine engine) {
    Question question = new Question(new ImageTarget(1), Reduction.SUM, OutputSpace.LOGITS);
    GradientRequest request = request(OutputSpace.LOGITS, "image");
    try (ModelRunner runner = runner(engine);
        Evaluation alone = runner.evaluate(IMAGE);
        Evaluation together = runner.evaluate(IMAGE)) {
      together.expect(List.of(refused("image"), request));
      Tensor weights = question.weights(together.prediction());
      assertThrows(ProgramException.class, () -> together.gradients(refused("image"), weights));
      assertEquals(alone.gradients(request, weights), together.gradients(request, weights));
    }
  }

  private static GradientRequest guided() {
    return new GradientRequest(
        GuidedBackprop.rules(Set.of(Rectifier.RELU)), OutputSpace.LOGITS, Set.of("image"));
  }

  private static long openPrograms(Engine engine) {
    return engine.openResources().stream().filter(line -> line.startsWith("program")).count();
  }

  @Test
  void programsOfOneMethodAreClosedBeforeThoseOfTheNextWhereMemoryIsShort(Engine engine) {
    Question question = new Question(new ImageTarget(1), Reduction.SUM, OutputSpace.LOGITS);
    List<GradientRequest> requests = List.of(request(OutputSpace.LOGITS, "image"), guided());
    Map<Long, List<Map<String, Tensor>>> found = new HashMap<>();
    for (long memory : List.of(1L, 1L << 30)) {
      try (ModelRunner runner = new ModelRunner(engine, runner(engine).model(), memory)) {
        List<Map<String, Tensor>> maps = new ArrayList<>();
        for (int image = 0; image < 2; image++) {
          try (Evaluation at = runner.evaluate(IMAGE)) {
            at.expect(requests);
            Tensor weights = question.weights(at.prediction());
            requests.forEach(request -> maps.add(at.gradients(request, weights)));
            // A forward half, and one or two backward halves.
            assertEquals(memory == 1 ? 2 : 3, openPrograms(engine));
          }
        }
        found.put(memory, maps);
      }
    }
    assertEquals(found.get(1L << 30), found.get(1L));
  }

  @Test
  void whatDoesNotFitIsKeptWhileNothingElseIsAskedFor(Engine engine) {
    Question question = new Question(new ImageTarget(1), Reduction.SUM, OutputSpace.LOGITS);
    GradientRequest request = request(OutputSpace.LOGITS, "image");
    try (ModelRunner runner = new ModelRunner(engine, runner(engine).model(), 1);
        Evaluation at = runner.evaluate(IMAGE)) {
      at.expect(List.of(request));
      Tensor weights = question.weights(at.prediction());
      at.gradients(request, weights);
      long compiled = engine.compilations();
      try (Evaluation other = at.elsewhere(moved(IMAGE, 3, 1))) {
        other.gradients(request, weights);
      }
      at.gradients(request, weights);
      assertEquals(compiled, engine.compilations());
    }
  }

  /** t at an image, by a forward pass alone. */
  private static double value(ModelRunner runner, Question question, Tensor weights, Tensor image) {
    try (Evaluation at = runner.evaluate(image)) {
      return question.value(at.prediction(), weights);
    }
  }

  private static Tensor moved(Tensor image, int pixel, float by) {
    float[] values = image.toFloats().clone();
    values[pixel] += by;
    return Tensor.of(values, image.shape().dims());
  }

  /**
   * Central differences of step 1e-3 in float32: rounding leaves about 1e-7 / 1e-3 = 1e-4 of t,
   * while the gradients' greatest is above 0.1; a Relu that switches within the step may spoil a
   * pixel, so 1 in 20 may be off.
   */
  @ParameterizedTest
  @ValueSource(strings = {"LOGITS", "PROBABILITIES"})
  void gradientsAtTheImageEqualFiniteDifferences(OutputSpace on, Engine engine) {
    Question question = new Question(new ImageTarget(1), Reduction.SUM, on);
    try (ModelRunner runner = runner(engine);
        Evaluation at = runner.evaluate(IMAGE)) {
      Tensor weights = question.weights(at.prediction());
      GradientRequest request = request(on, "image");
      Tensor gradient = at.gradients(request, weights).get("image");
      double greatest = 0;
      for (float g : gradient.toFloats()) {
        greatest = Math.max(greatest, Math.abs(g));
      }
      int wrong = 0;
      for (int pixel = 0; pixel < IMAGE.size(); pixel++) {
        float h = 1e-3f;
        double difference =
            (value(runner, question, weights, moved(IMAGE, pixel, h))
                    - value(runner, question, weights, moved(IMAGE, pixel, -h)))
                / (2 * h);
        wrong += Math.abs(gradient.get(pixel) - difference) > 0.01 * greatest ? 1 : 0;
      }
      assertTrue(greatest > 0.01, "gradients are tiny: " + greatest);
      assertTrue(wrong <= 3, wrong + " of 64 pixels differ");
    }
  }

  @Test
  void gradientsOfAMergedRequestEqualSeparateOnes(Engine engine) {
    Question question = Question.of(new ClassTarget(1));
    GradientRequest image = request(OutputSpace.LOGITS, "image");
    GradientRequest layer = request(OutputSpace.LOGITS, DEEP);
    try (ModelRunner together = runner(engine);
        ModelRunner alone = runner(engine);
        Evaluation merged = together.evaluate(IMAGE);
        Evaluation separate = alone.evaluate(IMAGE)) {
      merged.expect(List.of(image, layer));
      Tensor seed = question.weights(merged.prediction());
      assertClose(
          separate.gradients(image, seed).get("image"), merged.gradients(image, seed).get("image"));
      assertClose(
          separate.gradients(layer, seed).get(DEEP), merged.gradients(layer, seed).get(DEEP));
      assertEquals(Set.of(DEEP), merged.gradients(layer, seed).keySet());
      assertClose(separate.activation(layer, DEEP), merged.activation(layer, DEEP));
      assertEquals(IMAGE, merged.activation(image, "image"));
    }
  }

  @Test
  void methodsWithTheSameRulesShareOneProgram(Engine engine) {
    GradientRequest image = request(OutputSpace.LOGITS, "image");
    GradientRequest layer = request(OutputSpace.LOGITS, DEEP);
    try (ModelRunner runner = runner(engine);
        Evaluation at = runner.evaluate(IMAGE)) {
      at.expect(List.of(image));
      at.expect(List.of(layer));
      at.compile();
      // One image, one forward and one backward half.
      assertEquals(3, engine.openResources().size(), engine.openResources()::toString);
      at.gradients(layer, Question.of(new ImageTarget(0)).weights(at.prediction()));
      long programs =
          engine.openResources().stream().filter(what -> what.startsWith("program")).count();
      assertEquals(2, programs, "a further program was compiled");
    }
  }

  @Test
  void gradientsByDifferentRulesComeOutOfOneForwardPass(Engine engine) {
    GradientRequest plain = request(OutputSpace.LOGITS, DEEP);
    GradientRequest guided =
        new GradientRequest(
            GuidedBackprop.rules(Set.of(Rectifier.RELU)), OutputSpace.LOGITS, "image");
    try (ModelRunner together = runner(engine);
        ModelRunner alone = runner(engine);
        Evaluation at = together.evaluate(IMAGE);
        Evaluation separate = alone.evaluate(IMAGE)) {
      at.expect(List.of(plain, guided));
      Tensor seed = Question.of(new ClassTarget(1)).weights(at.prediction());
      Tensor atImage = at.gradients(guided, seed).get("image");
      Tensor atLayer = at.gradients(plain, seed).get(DEEP);
      long programs =
          engine.openResources().stream().filter(what -> what.startsWith("program")).count();
      assertEquals(3, programs, "one forward and two backward halves");
      assertClose(separate.gradients(guided, seed).get("image"), atImage);
      assertClose(separate.gradients(plain, seed).get(DEEP), atLayer);
    }
  }

  @Test
  void elsewhereAnotherImageIsAskedByTheSamePrograms(Engine engine) {
    GradientRequest image = request(OutputSpace.LOGITS, "image");
    Tensor other = Net.noise(12, 1, 1, 8, 8);
    try (ModelRunner runner = runner(engine);
        Evaluation at = runner.evaluate(IMAGE);
        Evaluation expected = runner.evaluate(other)) {
      at.expect(List.of(image));
      Tensor seed = Question.of(new ImageTarget(1)).weights(at.prediction());
      try (Evaluation elsewhere = at.elsewhere(other)) {
        assertEquals(
            expected.gradients(image, seed).get("image"),
            elsewhere.gradients(image, seed).get("image"));
      }
      long programs =
          engine.openResources().stream().filter(what -> what.startsWith("program")).count();
      assertEquals(2, programs);
    }
  }

  @Test
  void activationsNeedNoGradient(Engine engine) {
    GradientRequest layer = request(OutputSpace.LOGITS, DEEP);
    try (ModelRunner runner = runner(engine);
        Evaluation at = runner.evaluate(IMAGE)) {
      assertClose(at.activation(layer, DEEP), at.activations(Set.of(DEEP)).get(DEEP));
    }
  }

  @Test
  void aFurtherQuestionAndAFurtherImageGetAnswersOfTheirOwn(Engine engine) {
    GradientRequest image = request(OutputSpace.LOGITS, "image");
    Question first = Question.of(new OutputPixel(9, OptionalInt.of(0)));
    Question second = Question.of(new OutputPixel(54, OptionalInt.of(1)));
    Tensor other = Net.noise(12, 1, 1, 8, 8);
    try (ModelRunner runner = runner(engine);
        Evaluation at = runner.evaluate(IMAGE)) {
      Map<Question, Tensor> shared = answers(at, image, List.of(first, second, first));
      try (ModelRunner fresh = runner(engine);
          Evaluation alone = fresh.evaluate(IMAGE)) {
        assertEquals(answers(alone, image, List.of(second)).get(second), shared.get(second));
      }
      try (Evaluation next = runner.evaluate(other);
          ModelRunner fresh = runner(engine);
          Evaluation alone = fresh.evaluate(other)) {
        assertEquals(answers(alone, image, List.of(first)), answers(next, image, List.of(first)));
      }
    }
  }

  private static Map<Question, Tensor> answers(
      Evaluation at, GradientRequest request, List<Question> questions) {
    Map<Question, Tensor> answers = new HashMap<>();
    for (Question question : questions) {
      Tensor seed = question.weights(at.prediction());
      Tensor answer = at.gradients(request, seed).get("image");
      Tensor before = answers.put(question, answer);
      assertTrue(before == null || before.equals(answer), "the same question, another answer");
    }
    return answers;
  }

  @Test
  void thePredictionIsTheSameWithAndWithoutGradients(Engine engine) {
    try (ModelRunner runner = runner(engine);
        Evaluation plain = runner.evaluate(IMAGE);
        Evaluation expecting = runner.evaluate(IMAGE)) {
      expecting.expect(List.of(request(OutputSpace.PROBABILITIES, "image", DEEP)));
      assertClose(plain.prediction().logits(), expecting.prediction().logits());
      assertClose(plain.prediction().probabilities(), expecting.prediction().probabilities());
    }
  }

  @Test
  void anotherSizeGetsAProgramOfItsOwn(Engine engine) {
    try (ModelRunner runner = runner(engine);
        Evaluation small = runner.evaluate(IMAGE);
        Evaluation large = runner.evaluate(Net.noise(1, 1, 1, 12, 16))) {
      assertArrayEquals(new int[] {8, 8}, small.prediction().extents());
      assertArrayEquals(new int[] {12, 16}, large.prediction().extents());
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
  void anImageThatIsNotFiniteIsRefused(float bad, Engine engine) {
    try (ModelRunner runner = runner(engine)) {
      Tensor image = moved(IMAGE, 5, bad);
      InputException e = assertThrows(InputException.class, () -> runner.evaluate(image));
      assertTrue(e.getMessage().contains(bad + " at element 5"), e.getMessage());
    }
  }

  @Test
  void anImageOfTheWrongShapeIsRefused(Engine engine) {
    try (ModelRunner runner = runner(engine);
        Evaluation channels = runner.evaluate(Net.noise(1, 1, 3, 8, 8));
        Evaluation odd = runner.evaluate(Net.noise(1, 1, 1, 9, 9))) {
      InputException e = assertThrows(InputException.class, channels::prediction);
      assertTrue(e.getMessage().contains("[1,3,8,8]"), e.getMessage());
      assertThrows(InputException.class, odd::prediction);
    }
  }

  private static void assertClose(Tensor expected, Tensor actual) {
    assertArrayEquals(expected.shape().dims(), actual.shape().dims());
    double greatest = 0;
    for (float value : expected.toFloats()) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    assertArrayEquals(expected.toFloats(), actual.toFloats(), (float) (1e-5 * greatest));
  }
}
