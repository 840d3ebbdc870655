package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.attribution.gradient.IntegratedGradients;
import org.pixelwhy.attribution.gradient.Quadrature;
import org.pixelwhy.attribution.gradient.Saliency;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.conformance.Agreement;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Precision;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.precision.DoublePrecision;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** Every method on networks of every style, without references: what must hold of any network. */
@ExtendWith(EngineExtension.class)
class UnseenNetworksTest {
  private static final int SEED = 7;
  private static final Question QUESTION =
      new Question(new ImageTarget(1), Reduction.SUM, OutputSpace.LOGITS);
  private static final Pattern GAP = Pattern.compile("the gap is (\\S+)");

  /** In double, with so small a step that no kink is crossed. */
  @ParameterizedTest
  @EnumSource(UnseenNetworks.class)
  void saliencyEqualsFiniteDifferences(UnseenNetworks network, Engine engine) {
    // Gelu has no double kernel, and its rounding is divided by the step; it has no kink either.
    boolean rounded = network == UnseenNetworks.TRANSFORMER;
    double step = rounded ? 1e-3 : 1e-6;
    double tolerance = rounded ? 1e-2 : 2e-5;
    SegmentationModel model = Net.prepare(engine, network.graph(SEED));
    Tensor image = network.image(SEED);
    Tensor map;
    TypedGraph typed;
    Tensor seed;
    try (ModelRunner runner = new ModelRunner(engine, model, Precision.DOUBLE);
        Evaluation at = runner.evaluate(image)) {
      map = new Saliency().explain(at, QUESTION).get(0).values();
      typed = at.typed();
      seed = QUESTION.weights(at.prediction());
    }
    double largest = 0;
    double worst = 0;
    try (Program wide = engine.compileInDouble(DoublePrecision.of(typed, Set.of()))) {
      for (int element = 5; element < image.size(); element += image.size() / 23) {
        double difference =
            (value(wide, model, seed, moved(image, element, step))
                    - value(wide, model, seed, moved(image, element, -step)))
                / (2 * step);
        largest = Math.max(largest, Math.abs(difference));
        worst = Math.max(worst, Math.abs(difference - map.get(element)));
      }
    }
    assertTrue(largest > 1e-3, "the target depends on the image");
    assertTrue(worst < tolerance * largest, network + ": off by " + worst / largest);
  }

  private static double value(Program program, SegmentationModel model, Tensor seed, Tensor image) {
    Tensor logits = program.run(Map.of(model.input(), image)).get(model.logits());
    double sum = 0;
    for (int i = 0; i < logits.size(); i++) {
      sum += seed.get(i) * logits.get(i);
    }
    return sum;
  }

  private static Tensor moved(Tensor image, int element, double step) {
    double[] values = image.as(DataType.DOUBLE).toDoubles();
    values[element] += step;
    return Tensor.of(values, image.shape().dims());
  }

  @ParameterizedTest
  @EnumSource(UnseenNetworks.class)
  void floatAndDoubleGiveTheSameSaliency(UnseenNetworks network, Engine engine) {
    SegmentationModel model = Net.prepare(engine, network.graph(SEED));
    List<Tensor> maps = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      try (ModelRunner runner = new ModelRunner(engine, model, precision);
          Evaluation at = runner.evaluate(network.image(SEED))) {
        maps.add(new Saliency().explain(at, QUESTION).get(0).values());
      }
    }
    assertTrue(Agreement.error(maps.get(0), maps.get(1)) < 1e-4, network.toString());
  }

  @ParameterizedTest
  @EnumSource(UnseenNetworks.class)
  void integratedGradientsAddUpToTheDifference(UnseenNetworks network, Engine engine) {
    SegmentationModel model = Net.prepare(engine, network.graph(SEED));
    Baseline baseline = new Baseline.Given(network.image(SEED + 1));
    IntegratedGradients method =
        new IntegratedGradients(
            new IntegratedGradients.Options(baseline, Quadrature.GAUSS_LEGENDRE, 60));
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(network.image(SEED))) {
      Attribution map = method.explain(at, QUESTION).get(0);
      Matcher gap = GAP.matcher(map.notes().get(0));
      assertTrue(gap.find(), map.notes().get(0));
      double total = 0;
      for (float value : map.values().toFloats()) {
        total += Math.abs(value);
      }
      assertTrue(
          Math.abs(Double.parseDouble(gap.group(1))) < 0.02 * total,
          map.notes().get(0) + "; of " + total);
    }
  }

  @ParameterizedTest
  @EnumSource(UnseenNetworks.class)
  void everyMethodGivesFiniteMapsOfTheImagesOrTheLayersShape(
      UnseenNetworks network, Engine engine) {
    SegmentationModel model = Net.prepare(engine, network.graph(SEED));
    boolean volume = network == UnseenNetworks.VOLUME;
    GivenOptions few =
        GivenOptions.parse(List.of("masks=20", "samples=3", "steps=3", "parts=grid:2"));
    Method.Settings settings = new Method.Settings(List.of("auto"), 0, Method.Border.FAST, few);
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(network.image(SEED))) {
      for (Method method : Catalogue.methods()) {
        if (!method.readyMade() || volume && method.id().equals("hausdorff-masks")) {
          continue;
        }
        Attributor attributor = method.attributor(settings);
        at.expect(attributor.requests(at, OutputSpace.LOGITS));
        List<Attribution> maps = attributor.explain(at, QUESTION);
        assertFalse(maps.isEmpty(), method.id());
        for (Attribution map : maps) {
          for (float value : map.values().toFloats()) {
            assertTrue(Float.isFinite(value), method.id() + " on " + network);
          }
          assertEquals(1, map.values().shape().dim(0), method.id());
        }
      }
    }
  }
}
