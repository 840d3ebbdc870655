package org.pixelwhy.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.gradient.IntegratedGradients;
import org.pixelwhy.attribution.gradient.Saliency;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.format.OnnxModel;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** A network of an image, a second picture, a time step, and a flag that nothing reads. */
@ExtendWith(EngineExtension.class)
class GivenInputsTest {
  private static final Tensor PRIOR = Net.noise(1, 1, 1, 6, 10);
  private static final GivenInput.Array PRIOR_FILE = new GivenInput.Array(PRIOR, "prior.npy");

  /** {@code y = conv([image, prior]) * step}. */
  private static OnnxModel file() {
    GraphBuilder builder = Graph.builder("several", 21);
    builder.input(picture("image", "n", 1, "h", "w")).input(picture("prior", "n", 1, "h", "w"));
    builder.input(Value.of("step", DataType.INT64, 1)).input(Value.of("flag", DataType.BOOL));
    Map<String, Attribute> axis = Map.of("axis", Attribute.of(1));
    builder.add(Node.of("Concat", List.of("image", "prior"), List.of("both"), axis));
    builder.initializer("weight", Net.noise(2, 2, 2, 1, 1));
    builder.add(Node.of("Conv", List.of("both", "weight"), List.of("conv"), Map.of()));
    Map<String, Attribute> type = Map.of("to", Attribute.of((long) DataType.FLOAT.code()));
    builder.add(Node.of("Cast", List.of("step"), List.of("factor"), type));
    builder.add(Node.of("Mul", List.of("conv", "factor"), List.of("y"), Map.of()));
    return OnnxReader.read(OnnxWriter.toBytes(builder.tap("y").build()));
  }

  private static Value picture(String name, Object... extents) {
    List<Dimension> dims =
        List.of(extents).stream()
            .map(e -> e instanceof Integer n ? Dimension.of(n) : Dimension.symbol(e.toString()))
            .toList();
    return new Value(name, Optional.of(DataType.FLOAT), Optional.of(dims));
  }

  private static SegmentationModel model(Engine engine, Map<String, GivenInput> given) {
    return ModelPreparation.prepare(engine, GivenInputs.hold(file(), given), PartialCard.EMPTY);
  }

  private static String refused(Engine engine, Map<String, GivenInput> given) {
    return assertThrows(InputException.class, () -> model(engine, given)).getMessage();
  }

  private static Map<String, GivenInput> step(double number) {
    return Map.of("prior", PRIOR_FILE, "step", new GivenInput.Number(number));
  }

  @Test
  void theNetworkIsOneOfTheImageAlone(Engine engine) {
    SegmentationModel model = model(engine, step(3));
    assertEquals("image", model.input());
    assertEquals("6x10", model.card().size().toString().replaceAll("[^0-9x]", ""));
    assertEquals(
        List.of(
            "input 'prior float[n,1,h,w]' is held at the values of prior.npy",
            "input 'step int64[1]' is held at 3",
            "input 'flag' is dropped: nothing reads it"),
        model.notes());
  }

  @Test
  void gradientsAreTakenAtTheGivenValues(Engine engine) {
    Tensor image = Net.noise(3, 1, 1, 6, 10);
    Question question = Question.of(new ImageTarget(1));
    double weight = Net.noise(2, 2, 2, 1, 1).get(2);
    for (double factor : new double[] {1, 3}) {
      try (ModelRunner runner = new ModelRunner(engine, model(engine, step(factor)));
          Evaluation at = runner.evaluate(image)) {
        float[] map = new Saliency().explain(at, question).get(0).values().toFloats();
        float[] expected = new float[60];
        Arrays.fill(expected, (float) (factor * weight / 60));
        assertArrayEquals(expected, map, 1e-7f);
      }
    }
  }

  @Test
  void theCompletenessOfIntegratedGradientsHoldsTheOtherInputsFast(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, model(engine, step(2)));
        Evaluation at = runner.evaluate(Net.noise(3, 1, 1, 6, 10))) {
      IntegratedGradients method = new IntegratedGradients(IntegratedGradients.Options.defaults());
      String note = method.explain(at, Question.of(new ImageTarget(0))).get(0).notes().get(0);
      assertTrue(note.matches(".*the gap is -?[0-9.]+e-(0[6-9]|[1-9].)"), note);
    }
  }

  @Test
  void perturbedImagesRunOneByOneWhereTheGivenPictureFitsOnlyOne(Engine engine) {
    Tensor image = Net.noise(3, 1, 1, 6, 10);
    Tensor other = Net.noise(4, 1, 1, 6, 10);
    SegmentationModel model = model(engine, step(2));
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(other)) {
      List<Tensor> logits = new ArrayList<>();
      runner
          .batches(image)
          .run(List.of(image, other).iterator(), output -> logits.add(output.logits()));
      assertEquals(at.prediction().logits(), logits.get(1));
    }
  }

  @Test
  void whatIsMissingIsNamedWithTheRemedy(Engine engine) {
    assertEquals(
        "the network has 3 inputs [image float[n,1,h,w], prior float[n,1,h,w], step int64[1]];"
            + " all but the image must be given, such as 'step': an array or a number",
        refused(engine, Map.of()));
    assertEquals(
        "the network has 2 inputs [image float[1,1,6,10], step int64[1]];"
            + " all but 'image' must be given, such as 'step': an array or a number",
        refused(engine, Map.of("prior", PRIOR_FILE)));
  }

  @Test
  void whatDoesNotFitIsRefused(Engine engine) {
    assertEquals(
        "the network has no input 'stop' to be given. Did you mean 'step'?",
        refused(engine, Map.of("stop", new GivenInput.Number(1))));
    assertEquals(
        "input 'step int64[1]' cannot be held at 0.5: its element type has no such number",
        refused(engine, step(0.5)));
    assertEquals(
        "input 'prior float[n,1,h,w]' has open extents, which a number cannot fill; give an"
            + " array",
        refused(engine, Map.of("prior", new GivenInput.Number(0))));
    assertEquals(
        "flat.npy: expected an array for input 'prior float[n,1,h,w]', found shape [6,10]",
        refused(engine, Map.of("prior", new GivenInput.Array(PRIOR.reshape(6, 10), "flat.npy"))));
    Tensor broken = Tensor.of(new float[] {1, Float.NaN}, 1, 1, 1, 2);
    assertEquals(
        "broken.npy: element 1 is NaN; input 'prior float[n,1,h,w]' needs finite numbers",
        refused(engine, Map.of("prior", new GivenInput.Array(broken, "broken.npy"))));
  }

  @Test
  void oneInputHasToBeLeftForTheImage(Engine engine) {
    Map<String, GivenInput> all =
        Map.of("image", PRIOR_FILE, "prior", PRIOR_FILE, "step", new GivenInput.Number(1));
    assertEquals("the network has no input that could be the image", refused(engine, all));
  }
}
