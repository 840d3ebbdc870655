package org.pixelwhy.attribution.perturbation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.pixelwhy.SharedData;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.target.OutputTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.Tensor;

/** Reference values of other libraries for one method on random networks. */
final class Golden {
  private final Path root = SharedData.require("../golden");
  private final JsonNode manifest;
  private final String method;

  Golden(String method) throws IOException {
    this.method = method;
    this.manifest = new ObjectMapper().readTree(root.resolve("manifest.json").toFile());
  }

  /** One reference array and how it was made. */
  record Case(Question question, JsonNode params, Tensor expected) {
    /** An integer parameter. */
    int number(String name) {
      return params.get(name).asInt();
    }
  }

  /** An array of the set. */
  Tensor read(String file) {
    return Npy.read(root.resolve(file));
  }

  /** A mask of the set. */
  Mask mask(String file) {
    Tensor pixels = read(file);
    int[] extents = new int[pixels.shape().rank()];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = (int) pixels.shape().dim(i);
    }
    return Mask.of(extents, i -> pixels.get(i) != 0);
  }

  /**
   * Compares every array of the method with what a function gives; the tolerance is what the set's
   * own notes suggest.
   *
   * @param count how many arrays there must be
   */
  void check(Engine engine, int count, BiFunction<Evaluation, Case, double[]> function) {
    Map<String, List<JsonNode>> byNet = new TreeMap<>();
    for (JsonNode entry : manifest.get("cases")) {
      if (entry.get("method").asText().equals(method) && entry.get("reference").asBoolean()) {
        byNet.computeIfAbsent(entry.get("net").asText(), net -> new ArrayList<>()).add(entry);
      }
    }
    List<String> wrong = new ArrayList<>();
    byNet.forEach((net, entries) -> wrong.addAll(wrong(engine, net, entries, function)));
    assertEquals(List.of(), wrong);
    assertEquals(count, byNet.values().stream().mapToInt(List::size).sum());
  }

  private List<String> wrong(
      Engine engine,
      String net,
      List<JsonNode> entries,
      BiFunction<Evaluation, Case, double[]> function) {
    ModelSource file = ModelSource.of(root.resolve(net).resolve("model.onnx"));
    List<String> wrong = new ArrayList<>();
    try (ModelRunner runner = new ModelRunner(engine, ModelLoader.load(engine, file))) {
      for (JsonNode entry : entries) {
        try (Evaluation at = runner.evaluate(input(entry))) {
          Case golden = golden(entry);
          double worst = worst(function.apply(at, golden), golden.expected());
          if (!(worst <= tolerance(entry))) {
            wrong.add("%s: off by %.3g".formatted(entry.get("file").asText(), worst));
          }
        }
      }
    }
    return wrong;
  }

  private Tensor input(JsonNode entry) {
    return read(entry.get("net").asText() + "/" + entry.get("input").asText() + ".npy");
  }

  private Case golden(JsonNode entry) {
    JsonNode target = entry.get("target");
    String output = manifest.get("nets").get(entry.get("net").asText()).get("output").asText();
    OutputTarget region =
        new OutputTarget(
            mask(target.get("mask").asText()),
            OptionalInt.of(target.get("class").asInt()),
            target.get("kind").asText());
    OutputSpace on = output.equals("logits") ? OutputSpace.LOGITS : OutputSpace.PROBABILITIES;
    return new Case(
        new Question(region, Reduction.MEAN, on),
        entry.get("params"),
        read(entry.get("file").asText()));
  }

  private static double tolerance(JsonNode entry) {
    double deviation =
        entry.get("float64_rel_dev").asDouble() + entry.get("jitter_rel_dev").asDouble();
    return Math.max(1e-4, 5 * deviation) * entry.get("max_abs").asDouble();
  }

  private static double worst(double[] found, Tensor expected) {
    assertFalse(found.length == 0 || expected.size() % found.length != 0, "sizes differ");
    double worst = 0;
    for (int i = 0; i < expected.size(); i++) {
      // Libraries repeat a map for each channel.
      double difference = Math.abs(found[i % found.length] - expected.get(i));
      worst = found[i % found.length] == expected.get(i) ? worst : Math.max(worst, difference);
    }
    return worst;
  }
}
