package org.pixelwhy.model.card;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;

/** Preprocessing steps as they stand in a model card file. */
final class StepYaml {
  private static final double EPSILON = 1e-6;
  private static final List<String> NAMES =
      List.of(
          "scale",
          "mean_std",
          "zero_mean_unit_variance",
          "scale_range",
          "volume_range",
          "full_range",
          "clip",
          "binarize",
          "sigmoid",
          "softmax");

  private StepYaml() {}

  /** A list of steps, or the name of a preset. */
  static List<YamlNode> all(YamlNode node) {
    boolean preset = !node.isList() && !node.isMap() && !NAMES.contains(node.text());
    return preset ? List.of(node) : node.items();
  }

  /** {@code name: {parameter: value}}, or a name alone. */
  static Step read(YamlNode node) {
    if (!node.isMap()) {
      return switch (node.text()) {
        case "sigmoid" -> new SigmoidStep();
        case "softmax" -> new SoftmaxStep();
        case "zero_mean_unit_variance" -> new ZeroMeanUnitVariance(true, EPSILON);
        case "scale_range" -> new ScaleRange(true, 0, 100, EPSILON);
        case "volume_range" -> new VolumeRange();
        case "full_range" -> new FullRange();
        default -> Preset.of(node.text()).orElseThrow(() -> unknown(node, node.text()));
      };
    }
    if (node.keys().size() != 1) {
      throw node.expected("one step: 'name: {parameter: value}', each in a line of its own");
    }
    String name = node.keys().iterator().next();
    if (!NAMES.contains(name)) {
      throw unknown(node, name);
    }
    YamlNode values = node.require(name);
    values.requireKeys(parameters(name));
    return read(name, values);
  }

  private static RuntimeException unknown(YamlNode node, String name) {
    List<String> known = Stream.concat(NAMES.stream(), Preset.names().stream()).toList();
    return NAMES.contains(name)
        ? node.error(Text.format("step '%s' needs parameters: %s", name, parameters(name)))
        : node.error(Text.format("unknown step '%s'.%s", name, NearestNames.suggest(name, known)));
  }

  private static List<String> parameters(String name) {
    return switch (name) {
      case "scale" -> List.of("factor", "offset");
      case "mean_std" -> List.of("mean", "std");
      case "zero_mean_unit_variance" -> List.of("per_channel", "epsilon");
      case "scale_range" -> List.of("per_channel", "low", "high", "epsilon");
      case "volume_range" -> List.of("channels");
      case "clip" -> List.of("min", "max");
      case "binarize" -> List.of("threshold");
      default -> List.of();
    };
  }

  private static Step read(String name, YamlNode values) {
    return switch (name) {
      case "scale" -> new Scale(numbers(values, "factor", 1), numbers(values, "offset", 0));
      case "mean_std" ->
          new MeanStd(values.require("mean").numbers(), values.require("std").numbers());
      case "zero_mean_unit_variance" ->
          new ZeroMeanUnitVariance(perChannel(values), number(values, "epsilon", EPSILON));
      case "scale_range" ->
          new ScaleRange(
              perChannel(values),
              number(values, "low", 0),
              number(values, "high", 100),
              number(values, "epsilon", EPSILON));
      case "volume_range" ->
          new VolumeRange(
              values
                  .get("channels")
                  .map(node -> node.items().stream().map(YamlNode::integer).toList())
                  .orElse(List.of()));
      case "clip" ->
          new Clip(
              number(values, "min", Double.NEGATIVE_INFINITY),
              number(values, "max", Double.POSITIVE_INFINITY));
      case "binarize" -> new Binarize(values.require("threshold").numbers());
      case "full_range" -> new FullRange();
      case "sigmoid" -> new SigmoidStep();
      default -> new SoftmaxStep();
    };
  }

  private static boolean perChannel(YamlNode values) {
    return values.get("per_channel").map(YamlNode::bool).orElse(true);
  }

  private static double number(YamlNode values, String key, double otherwise) {
    return values.get(key).map(YamlNode::number).orElse(otherwise);
  }

  private static List<Double> numbers(YamlNode values, String key, double otherwise) {
    return values.get(key).map(YamlNode::numbers).orElse(List.of(otherwise));
  }

  /** What {@link #read} reads as the same step. */
  static Object write(Step step) {
    Map<String, Object> values = new LinkedHashMap<>();
    String name;
    if (step instanceof Scale scale) {
      name = "scale";
      values.put("factor", plain(scale.factor()));
      values.put("offset", plain(scale.offset()));
    } else if (step instanceof MeanStd fixed) {
      name = "mean_std";
      values.put("mean", plain(fixed.mean()));
      values.put("std", plain(fixed.std()));
    } else if (step instanceof ZeroMeanUnitVariance normal) {
      name = "zero_mean_unit_variance";
      values.put("per_channel", normal.perChannel());
      values.put("epsilon", normal.epsilon());
    } else if (step instanceof ScaleRange range) {
      name = "scale_range";
      values.put("per_channel", range.perChannel());
      values.put("low", range.lowPercentile());
      values.put("high", range.highPercentile());
      values.put("epsilon", range.epsilon());
    } else if (step instanceof VolumeRange range) {
      if (range.channels().isEmpty()) {
        return "volume_range";
      }
      name = "volume_range";
      values.put("channels", range.channels());
    } else if (step instanceof FullRange) {
      return "full_range";
    } else if (step instanceof Preset preset) {
      return preset.name();
    } else if (step instanceof Clip clip) {
      name = "clip";
      values.put("min", clip.min());
      values.put("max", clip.max());
    } else if (step instanceof Binarize binarize) {
      name = "binarize";
      values.put("threshold", plain(binarize.threshold()));
    } else {
      return step instanceof SigmoidStep ? "sigmoid" : "softmax";
    }
    return Map.of(name, values);
  }

  private static Object plain(List<Double> numbers) {
    return numbers.size() == 1 ? numbers.get(0) : numbers;
  }
}
