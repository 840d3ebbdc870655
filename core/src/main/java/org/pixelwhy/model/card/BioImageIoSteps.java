package org.pixelwhy.model.card;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;

/**
 * Pre- and postprocessing steps by their bioimage.io names, formats 0.3 to 0.5.
 *
 * @see <a href="https://github.com/bioimage-io/spec-bioimage-io">specification</a>
 */
final class BioImageIoSteps {
  private static final double EPSILON = 1e-6;
  private static final List<String> NAMES =
      List.of(
          "binarize",
          "clip",
          "ensure_dtype",
          "fixed_zero_mean_unit_variance",
          "scale_linear",
          "scale_range",
          "sigmoid",
          "softmax",
          "zero_mean_unit_variance");

  private final YamlNode node;
  private final String name;
  private final Optional<YamlNode> values;
  private final List<String> notes;

  private BioImageIoSteps(YamlNode node, List<String> notes) {
    this.node = node;
    // Format 0.5 says `id`, 0.4 and older say `name`.
    this.name = node.get("id").orElseGet(() -> node.require("name")).text();
    this.values = node.get("kwargs");
    this.notes = notes;
  }

  /** A step; empty where it changes nothing. */
  static Optional<Step> read(YamlNode node, List<String> notes) {
    return node.make(() -> new BioImageIoSteps(node, notes).read());
  }

  private Optional<Step> read() {
    return switch (name) {
      case "ensure_dtype" -> ensureFloat();
      case "binarize" -> Optional.of(new Binarize(require("threshold").numbers()));
      case "clip" ->
          Optional.of(
              new Clip(
                  number("min", Double.NEGATIVE_INFINITY),
                  number("max", Double.POSITIVE_INFINITY)));
      case "scale_linear" -> Optional.of(new Scale(numbers("gain", 1), numbers("offset", 0)));
      case "sigmoid" -> Optional.of(new SigmoidStep());
      case "softmax" -> Optional.of(new SoftmaxStep());
      case "scale_range" -> Optional.of(scaleRange());
      case "zero_mean_unit_variance" -> Optional.of(zeroMeanUnitVariance());
      case "fixed_zero_mean_unit_variance" -> Optional.of(fixed(0));
      default ->
          throw node.error(
              Text.format(
                  "step '%s' is not supported.%s", name, NearestNames.suggest(name, NAMES)));
    };
  }

  private Optional<Step> ensureFloat() {
    String type = require("dtype").text();
    if (!type.toLowerCase(Locale.ROOT).startsWith("float")) {
      throw node.error(Text.format("element type '%s' is not supported, expected float32", type));
    }
    return Optional.empty();
  }

  private Step zeroMeanUnitVariance() {
    double epsilon = number("eps", EPSILON);
    if (mode().equals("fixed")) {
      return fixed(epsilon);
    }
    return new ZeroMeanUnitVariance(perChannel(), epsilon);
  }

  private Step fixed(double epsilon) {
    List<Double> std = require("std").numbers();
    return new MeanStd(
        require("mean").numbers(), std.stream().map(value -> value + epsilon).toList());
  }

  private Step scaleRange() {
    mode();
    for (String key : List.of("reference_tensor", "tensor_name")) {
      if (get(key).isPresent()) {
        throw node.error(Text.format("'%s' (the range of another tensor) is not supported", key));
      }
    }
    return new ScaleRange(
        perChannel(),
        number("min_percentile", 0),
        number("max_percentile", 100),
        number("eps", EPSILON));
  }

  private String mode() {
    String mode = get("mode").map(YamlNode::text).orElse("per_sample");
    if (mode.equals("per_dataset")) {
      notes.add(
          name
              + ": the package asks for statistics of the whole data set, those of each picture"
              + " are used");
    }
    return mode;
  }

  /** Without axes all values are taken together. */
  private boolean perChannel() {
    Optional<YamlNode> axes = get("axes");
    if (axes.isEmpty()) {
      return false;
    }
    Set<String> letters = new HashSet<>();
    if (axes.get().isList()) {
      axes.get().items().forEach(axis -> letters.add(axis.text()));
    } else {
      axes.get().text().chars().forEach(letter -> letters.add(Character.toString(letter)));
    }
    if (!letters.contains("x") || !letters.contains("y")) {
      throw axes.get()
          .error(
              Text.format(
                  "statistics along %s are not supported, expected x and y among them", letters));
    }
    return !letters.contains("c") && !letters.contains("channel");
  }

  private Optional<YamlNode> get(String key) {
    return values.flatMap(present -> present.get(key));
  }

  private YamlNode require(String key) {
    return values.orElseThrow(() -> node.error("'kwargs' is missing")).require(key);
  }

  private double number(String key, double otherwise) {
    return get(key).map(YamlNode::number).orElse(otherwise);
  }

  private List<Double> numbers(String key, double otherwise) {
    return get(key).map(YamlNode::numbers).orElse(List.of(otherwise));
  }
}
