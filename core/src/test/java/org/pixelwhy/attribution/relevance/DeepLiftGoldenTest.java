package org.pixelwhy.attribution.relevance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.SharedData;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.target.OutputTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.Tensor;

/** Maps as Captum 0.8 gives them, with its MaxPool rule repaired, for the same networks. */
@ExtendWith(EngineExtension.class)
class DeepLiftGoldenTest {
  private static final Set<String> METHODS =
      Set.of("deeplift", "deeplift_rescale_all", "layer_deeplift", "border_mean_deeplift");

  @ParameterizedTest
  @CsvSource({
    "unet_nearest, 18",
    "unet_transpose, 17",
    "unet_bilinear_sigmoid, 16",
    "resnet_fcn, 21",
    "resnet_fcn_logits, 17",
    "attention_unet, 19",
    "unet3d, 14"
  })
  void mapsEqualThoseOfCaptum(String net, int count, Engine engine) throws IOException {
    Path root = SharedData.require("../golden");
    JsonNode manifest = new ObjectMapper().readTree(root.resolve("manifest.json").toFile());
    String output = manifest.get("nets").get(net).get("output").asText();
    OutputSpace on = output.equals("logits") ? OutputSpace.LOGITS : OutputSpace.PROBABILITIES;
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    ModelSource source = ModelSource.of(root.resolve(net).resolve("model.onnx"));
    try (ModelRunner runner = new ModelRunner(engine, ModelLoader.load(engine, source))) {
      for (JsonNode golden : manifest.get("cases")) {
        if (golden.get("net").asText().equals(net)
            && METHODS.contains(golden.get("method").asText())
            && golden.get("reference").asBoolean()) {
          checked++;
          check(runner, on, root, golden, wrong);
        }
      }
    }
    assertEquals(List.of(), wrong, wrong.size() + " of " + checked + " are wrong");
    assertEquals(count, checked);
  }

  private static void check(
      ModelRunner runner, OutputSpace on, Path root, JsonNode golden, List<String> wrong) {
    Path input =
        root.resolve(golden.get("net").asText()).resolve(golden.get("input").asText() + ".npy");
    Tensor expected = Npy.read(root.resolve(golden.get("file").asText()));
    Tensor map;
    try (Evaluation at = runner.evaluate(Npy.read(input))) {
      map =
          new DeepLift(options(root, golden))
              .explain(at, question(root, golden, on))
              .get(0)
              .values();
    }
    assertArrayEquals(expected.shape().dims(), map.shape().dims());
    double worst = 0;
    for (int i = 0; i < map.size(); i++) {
      worst = Math.max(worst, Math.abs(map.get(i) - expected.get(i)));
    }
    double deviation =
        golden.get("float64_rel_dev").asDouble() + golden.get("jitter_rel_dev").asDouble();
    double off = worst / golden.get("max_abs").asDouble();
    double allowed = Math.max(1e-4, 5 * deviation);
    if (!(off <= allowed)) {
      wrong.add("%s: off by %.3g, allowed %.3g".formatted(golden.get("file"), off, allowed));
    }
  }

  private static DeepLift.Options options(Path root, JsonNode golden) {
    String baseline = golden.path("params").path("baseline").asText("zero");
    String layer = golden.path("layer").asText("");
    boolean all = golden.get("method").asText().equals("deeplift_rescale_all");
    return new DeepLift.Options(
        baseline.equals("zero")
            ? Baseline.ZERO
            : new Baseline.Given(Npy.read(root.resolve(baseline))),
        layer.isEmpty() ? List.of() : List.of(layer),
        all ? DeepLiftRules.ALL : DeepLiftRules.CAPTUM);
  }

  private static Question question(Path root, JsonNode golden, OutputSpace on) {
    JsonNode target = golden.get("target");
    Tensor pixels = Npy.read(root.resolve(target.get("mask").asText()));
    int[] extents = new int[pixels.shape().rank()];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = (int) pixels.shape().dim(i);
    }
    Mask mask = Mask.of(extents, i -> pixels.get(i) != 0);
    OptionalInt channel = OptionalInt.of(target.get("class").asInt());
    return new Question(new OutputTarget(mask, channel, "golden"), Reduction.MEAN, on);
  }
}
