package org.pixelwhy.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.SharedData;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Precision;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;

/** Maps as Captum 0.8 and pytorch-grad-cam 1.5 give them for the same networks. */
@ExtendWith(EngineExtension.class)
class GoldenTest {
  @ParameterizedTest
  @ValueSource(strings = {"unet_bilinear_sigmoid", "unet_transpose"})
  void mapsEqualThoseOfTheReferenceLibraries(String net, Engine engine)
      throws IOException, URISyntaxException {
    check(new GoldenSet(Path.of(GoldenTest.class.getResource("/golden").toURI())), net, engine);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unet_nearest",
        "unet_transpose",
        "unet_bilinear_sigmoid",
        "resnet_fcn",
        "resnet_fcn_logits",
        "attention_unet",
        "unet3d"
      })
  void allMapsOfTheWholeSetEqualThoseOfTheReferenceLibraries(String net, Engine engine)
      throws IOException {
    check(new GoldenSet(SharedData.require("../golden")), net, engine);
  }

  private static void check(GoldenSet set, String net, Engine engine) {
    GoldenMethods methods = new GoldenMethods(set);
    Set<String> names = new HashSet<>(methods.names());
    if (net.equals("unet3d") && !Boolean.getBoolean("golden.full")) {
      // Hundreds of backward passes through convolutions in 3-D: minutes.
      names.removeIf(name -> name.startsWith("border_mean"));
    }
    names.add("logits");
    List<GoldenSet.Case> cases = set.cases(net, names);
    assertFalse(cases.isEmpty(), "no cases for " + net);
    SegmentationModel model = ModelLoader.load(engine, ModelSource.of(set.model(net)));
    List<String> wrong = new ArrayList<>();
    Map<Tensor, Evaluation> evaluations = new LinkedHashMap<>();
    try (ModelRunner runner = new ModelRunner(engine, model);
        ModelRunner precise = new ModelRunner(engine, model, Precision.DOUBLE)) {
      for (GoldenSet.Case golden : cases) {
        Evaluation at = evaluations.computeIfAbsent(golden.input(), runner::evaluate);
        double error = error(golden, map(golden, at, methods, set.space(net)));
        if (error > golden.tolerance()) {
          // On a kink, float may take either side.
          try (Evaluation exact = precise.evaluate(golden.input())) {
            error = error(golden, map(golden, exact, methods, set.space(net)));
          }
        }
        if (!(error <= golden.tolerance())) {
          wrong.add("%s: off by %.3g, allowed %.3g".formatted(golden, error, golden.tolerance()));
        }
      }
    } finally {
      evaluations.values().forEach(Evaluation::close);
    }
    assertEquals(List.of(), wrong, wrong.size() + " of " + cases.size() + " are wrong");
  }

  private static Tensor map(
      GoldenSet.Case golden, Evaluation at, GoldenMethods methods, OutputSpace space) {
    if (golden.method().equals("logits")) {
      boolean logits = space == OutputSpace.LOGITS;
      return logits ? at.prediction().logits() : at.prediction().probabilities();
    }
    boolean any = golden.question() == null;
    Question question = any ? Question.of(new ImageTarget(0)) : golden.question();
    return methods.attributor(golden).explain(at, question).get(0).values();
  }

  private static double error(GoldenSet.Case golden, Tensor map) {
    assertEquals(golden.expected().size(), map.size(), golden.file());
    double same = 0;
    double opposite = 0;
    for (int i = 0; i < map.size(); i++) {
      same = Math.max(same, Math.abs(map.get(i) - golden.expected().get(i)));
      opposite = Math.max(opposite, Math.abs(map.get(i) + golden.expected().get(i)));
    }
    // The reference's sign of a principal component is whatever its solver gave.
    return golden.method().contains("eigen") ? Math.min(same, opposite) : same;
  }
}
