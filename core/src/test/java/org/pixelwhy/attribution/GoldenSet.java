package org.pixelwhy.attribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.target.OutputTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.Tensor;

/** Reference values of other libraries for random networks: a folder with a manifest. */
final class GoldenSet {
  private final Path root;
  private final JsonNode manifest;

  GoldenSet(Path root) throws IOException {
    this.root = root;
    this.manifest = new ObjectMapper().readTree(root.resolve("manifest.json").toFile());
  }

  /**
   * One expected array.
   *
   * @param tolerance greatest difference, as the set's own notes suggest it: a relative 1e-4, or
   *     five times what the reference itself moves by when computed in float64 or on an input that
   *     differs in its last digits
   */
  record Case(
      String method,
      Tensor input,
      Question question,
      String layer,
      Tensor expected,
      double tolerance,
      JsonNode params,
      String file) {
    @Override
    public String toString() {
      return file;
    }
  }

  Path model(String net) {
    return root.resolve(net).resolve("model.onnx");
  }

  OutputSpace space(String net) {
    String output = manifest.get("nets").get(net).get("output").asText();
    return output.equals("logits") ? OutputSpace.LOGITS : OutputSpace.PROBABILITIES;
  }

  /** Some array of the set, such as noise. */
  Tensor array(String file) {
    return Npy.read(root.resolve(file));
  }

  /** The cases of one network that decide, for these methods. */
  List<Case> cases(String net, Set<String> methods) {
    List<Case> cases = new ArrayList<>();
    for (JsonNode entry : manifest.get("cases")) {
      boolean single =
          !entry.path("input").asText("").isEmpty()
              && !entry.get("file").asText().contains("batch");
      if (entry.get("net").asText().equals(net)
          && methods.contains(entry.get("method").asText())
          && entry.get("reference").asBoolean()
          && single) {
        cases.add(read(net, entry));
      }
    }
    return cases;
  }

  private Case read(String net, JsonNode entry) {
    double deviation =
        entry.get("float64_rel_dev").asDouble() + entry.get("jitter_rel_dev").asDouble();
    double tolerance = Math.max(1e-4, 5 * deviation) * entry.get("max_abs").asDouble();
    return new Case(
        entry.get("method").asText(),
        Npy.read(root.resolve(net).resolve(entry.get("input").asText() + ".npy")),
        question(net, entry.get("target")),
        entry.get("layer").asText(""),
        Npy.read(root.resolve(entry.get("file").asText())),
        tolerance,
        entry.get("params"),
        entry.get("file").asText());
  }

  /** The set's targets read the graph's output as it is, within masks that are stored. */
  private Question question(String net, JsonNode target) {
    if (target == null || target.isNull()) {
      return null;
    }
    Tensor pixels = Npy.read(root.resolve(target.get("mask").asText()));
    int[] extents = new int[pixels.shape().rank()];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = (int) pixels.shape().dim(i);
    }
    OutputTarget region =
        new OutputTarget(
            Mask.of(extents, i -> pixels.get(i) != 0),
            OptionalInt.of(target.get("class").asInt()),
            target.get("kind").asText());
    return new Question(region, Reduction.MEAN, space(net));
  }
}
