package org.pixelwhy.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.BorderTarget;
import org.pixelwhy.target.ClassChoice;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.ObjectTarget;
import org.pixelwhy.target.OutputPixel;
import org.pixelwhy.target.OutputTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.target.Target;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/** What every method of explanation has to do, whatever it computes. */
@ExtendWith(EngineExtension.class)
public abstract class ConformanceKit {
  private static final Tensor IMAGE = Net.noise(3, 1, 2, 8, 12);

  /** The method, in a configuration that works for any U-Net. */
  protected abstract Attributor attributor();

  /** Shape of the map for an input {@code [1,2,8,12]} of a U-Net of depth 2. */
  protected abstract long[] expectedShape();

  /**
   * How the map grows with the question's weights: 1 for proportionally, 2 for squares and products
   * of two maps, 0 for not at all, NaN for otherwise.
   */
  protected double degree() {
    return 1;
  }

  /** How many maps the method answers with. */
  protected int maps() {
    return 1;
  }

  private static SegmentationModel model(Engine engine) {
    UNetOptions options =
        UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(2).withOutputs(3);
    return Net.prepare(engine, UNet.graph(options, 5));
  }

  private List<Attribution> explain(Engine engine, Question question) {
    try (ModelRunner runner = new ModelRunner(engine, model(engine));
        Evaluation at = runner.evaluate(IMAGE)) {
      at.expect(attributor().requests(at, question.on()));
      return attributor().explain(at, question);
    }
  }

  static Stream<Target> everyKindOfTarget() {
    Mask corner = Mask.of(new int[] {8, 12}, i -> i / 12 < 3 && i % 12 < 4);
    return Stream.of(
        new ClassTarget(1),
        new BorderTarget(1),
        ObjectTarget.largest(ClassChoice.of(1)),
        new ImageTarget(2),
        new OutputPixel(30, OptionalInt.empty()),
        new OutputTarget(corner, OptionalInt.of(0), "corner"));
  }

  @ParameterizedTest
  @MethodSource("everyKindOfTarget")
  void answersEveryKindOfTargetInFiniteNumbersOfTheRightShape(Target target, Engine engine) {
    for (OutputSpace on : OutputSpace.values()) {
      // What is asked of the entropy differs by nothing else from what is asked of probabilities.
      boolean once = on == OutputSpace.ENTROPY;
      if (once && !(target instanceof ImageTarget)) {
        continue;
      }
      for (Reduction reduction : once ? List.of(Reduction.MEAN) : List.of(Reduction.values())) {
        List<Attribution> maps = explain(engine, new Question(target, reduction, on));
        assertEquals(maps(), maps.size());
        for (Attribution map : maps) {
          assertFinite(map);
          assertArrayEquals(expectedShape(), map.values().shape().dims());
        }
      }
    }
  }

  private static void assertFinite(Attribution map) {
    boolean unsigned = map.sign() == Sign.UNSIGNED;
    for (float value : map.values().toFloats()) {
      assertTrue(Float.isFinite(value), "not finite: " + value);
      assertFalse(unsigned && value < 0, "negative in an unsigned map: " + value);
    }
  }

  @Test
  void asksTheTargetAndNothingElseForTheQuestion(Engine engine) {
    Mask pixel = Mask.of(new int[] {8, 12}, i -> i == 30);
    Target region = new OutputTarget(pixel, OptionalInt.of(2), "pixel");
    Target same = new OutputPixel(30, OptionalInt.of(2));
    assertEquals(
        explain(engine, Question.of(region)).get(0).values(),
        explain(engine, Question.of(same)).get(0).values());
  }

  @Test
  void scalesWithTheWeightsOfTheReduction(Engine engine) {
    assumeFalse(Double.isNaN(degree()), "the map depends on the weights in its own way");
    Target image = new ImageTarget(1);
    float[] mean = values(engine, new Question(image, Reduction.MEAN, OutputSpace.LOGITS));
    float[] sum = values(engine, new Question(image, Reduction.SUM, OutputSpace.LOGITS));
    double greatest = 0;
    for (float value : sum) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    assertTrue(greatest > 0, "a blank map");
    for (int i = 0; i < sum.length; i++) {
      assertEquals(sum[i], mean[i] * Math.pow(96, degree()), 1e-5 * greatest);
    }
  }

  private float[] values(Engine engine, Question question) {
    return explain(engine, question).get(0).values().toFloats();
  }

  @Test
  void isTheMeanOfItsPixelsMapsExactlyWhereItSaysThatItIsLinear(Engine engine) {
    float[] whole;
    float[] parts;
    try (ModelRunner runner = new ModelRunner(engine, model(engine));
        Evaluation at = runner.evaluate(IMAGE)) {
      at.expect(attributor().requests(at, OutputSpace.LOGITS));
      Question question = Question.of(new ImageTarget(1));
      whole = attributor().explain(at, question).get(0).values().toFloats();
      Attributor pixels = new PixelMean(attributor());
      parts = pixels.explain(at, question).get(0).values().toFloats();
    }
    double greatest = 0;
    double difference = 0;
    for (int i = 0; i < whole.length; i++) {
      greatest = Math.max(greatest, Math.abs(whole[i]));
      difference = Math.max(difference, Math.abs(whole[i] - parts[i]));
    }
    assumeTrue(attributor().linear() || degree() != 0, "scaled or made without the weights");
    assertEquals(attributor().linear(), difference < 1e-4 * greatest);
  }

  @Test
  void givesTheSameBytesAgain(Engine engine) {
    Question question = Question.of(new ClassTarget(1));
    assertEquals(
        explain(engine, question).get(0).values(), explain(engine, question).get(0).values());
  }

  @Test
  void leavesTheModelAsItWas(Engine engine) {
    SegmentationModel model = model(engine);
    byte[] before = OnnxWriter.toBytes(model.graph());
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(IMAGE)) {
      attributor().explain(at, Question.of(new ImageTarget(0)));
    }
    assertArrayEquals(before, OnnxWriter.toBytes(model.graph()));
  }

  @Test
  void anEmptyTargetIsRefusedAndNothingStaysOpen(Engine engine) {
    Question question =
        Question.of(new OutputTarget(Mask.empty(8, 12), OptionalInt.empty(), "nothing"));
    InputException e = assertThrows(InputException.class, () -> explain(engine, question));
    assertEquals("the region 'nothing' holds no pixel of the image", e.getMessage());
  }
}
