package org.pixelwhy.model.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Model cards as small YAML files; {@code docs/model-card.md} describes the format. */
public final class ModelCardYaml {
  /** Under this key, an ONNX file's metadata may hold the text of its card. */
  public static final String METADATA = "pixelwhy.card";

  private ModelCardYaml() {}

  /**
   * What a file states; everything in it is optional. A bioimage.io description, or the folder that
   * holds one, states what its package does.
   *
   * @throws InputException if the file is missing or no YAML, or a key or value is unknown (the
   *     nearest known one is offered)
   */
  public static PartialCard read(Path file) {
    Path description = PackageFiles.description(file);
    YamlNode root = YamlFile.read(description);
    return BioImageIo.isDescription(root)
        ? BioImageIo.card(description)
        : read(root, Optional.of(description));
  }

  /**
   * What an ONNX file states in its metadata: nothing, or the text of a card.
   *
   * @param file the ONNX file, for messages
   * @throws InputException if the text is no card
   */
  public static PartialCard inside(Path file, Map<String, String> metadata) {
    String text = metadata.get(METADATA);
    return text == null ? PartialCard.EMPTY : read(YamlFile.of(file, text), Optional.empty());
  }

  /**
   * @param file the card's, beside which a file of class names may lie
   */
  private static PartialCard read(YamlNode root, Optional<Path> file) {
    root.requireKeys(List.of("input", "output", "quantised"));
    PartialCard.Builder card = new PartialCard.Builder();
    root.get("input").ifPresent(node -> readInput(node, card));
    root.get("output").ifPresent(node -> readOutput(node, card, file));
    root.get("quantised").ifPresent(node -> card.quantised(node.choice(Quantised.class)));
    return card.build();
  }

  private static void readInput(YamlNode input, PartialCard.Builder card) {
    input.requireKeys(List.of("layout", "size", "channels", "preprocessing"));
    Optional<Layout> layout = input.get("layout").map(node -> node.choice(Layout.class));
    layout.ifPresent(card::inputLayout);
    int rank = layout.map(Layout::spatialRank).orElse(2);
    input.get("size").ifPresent(node -> card.size(size(node, rank)));
    input.get("channels").ifPresent(node -> card.channels(channels(node)));
    input
        .get("preprocessing")
        .ifPresent(
            node ->
                card.preprocessing(
                    StepYaml.all(node).stream()
                        .map(step -> step.make(() -> StepYaml.read(step)))
                        .toList()));
  }

  private static ChannelOrder channels(YamlNode node) {
    return node.make(() -> ChannelOrder.of(node.text()));
  }

  private static InputSize size(YamlNode node, int rank) {
    if (node.isList()) {
      return node.make(
          () -> new InputSize(node.items().stream().map(ModelCardYaml::axis).toList()));
    }
    List<AxisSize> axes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      axes.add(axis(node));
    }
    return new InputSize(axes);
  }

  private static AxisSize axis(YamlNode node) {
    if (node.isMap()) {
      node.requireKeys(List.of("step", "minimum"));
      int step = node.require("step").integer();
      int minimum = node.get("minimum").map(YamlNode::integer).orElse(step);
      return node.make(() -> new AxisSize.Stepped(minimum, step));
    }
    return node.text().equals("any")
        ? new AxisSize.Stepped(1, 1)
        : node.make(() -> new AxisSize.Fixed(node.integer()));
  }

  private static void readOutput(YamlNode output, PartialCard.Builder card, Optional<Path> file) {
    output.requireKeys(List.of("name", "layout", "activation", "classes", "background"));
    output.get("name").ifPresent(node -> card.output(node.text()));
    output.get("layout").ifPresent(node -> card.outputLayout(node.choice(Layout.class)));
    output.get("activation").ifPresent(node -> card.activation(node.choice(Activation.class)));
    List<String> classes = output.get("classes").map(node -> classes(node, file)).orElse(List.of());
    if (!classes.isEmpty()) {
      card.classNames(classes);
    }
    output.get("background").ifPresent(node -> card.background(background(node, classes)));
  }

  /** A list of names, or the name of a file of them beside the card. */
  private static List<String> classes(YamlNode node, Optional<Path> card) {
    if (node.isList()) {
      return node.items().stream().map(YamlNode::text).toList();
    }
    if (card.isEmpty()) {
      throw node.expected("a list");
    }
    return node.make(() -> ClassNames.read(card.get().resolveSibling(node.text())));
  }

  private static OptionalInt background(YamlNode node, List<String> classes) {
    String text = node.text();
    if (classes.contains(text)) {
      return OptionalInt.of(classes.indexOf(text));
    }
    if (text.equals("none")) {
      return OptionalInt.empty();
    }
    if (!text.matches("\\d+")) {
      throw node.error(
          Text.format(
              "expected a class's number or name, or none, found '%s'.%s",
              text, NearestNames.suggest(text, classes)));
    }
    return OptionalInt.of(node.integer());
  }

  /**
   * Writes what {@link #read} reads as the same card.
   *
   * @throws InputException if the file cannot be written
   */
  public static void write(Path file, PartialCard card) {
    try {
      Files.writeString(file, text(card));
    } catch (IOException e) {
      throw new InputException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * What a value in some other file states.
   *
   * @throws InputException if it is no card
   */
  public static PartialCard read(YamlNode root) {
    return read(root, Optional.empty());
  }

  /** The text of a card file. */
  public static String text(PartialCard card) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
    return new Yaml(options).dump(tree(card));
  }

  /** A card as maps, lists and scalars. */
  public static Map<String, Object> tree(PartialCard card) {
    Map<String, Object> input = new LinkedHashMap<>();
    card.inputLayout().ifPresent(layout -> input.put("layout", layout.name()));
    card.size()
        .ifPresent(
            size -> input.put("size", size.axes().stream().map(ModelCardYaml::plain).toList()));
    card.channels().ifPresent(channels -> input.put("channels", plain(channels)));
    card.preprocessing()
        .ifPresent(
            steps -> input.put("preprocessing", steps.stream().map(StepYaml::write).toList()));
    Map<String, Object> output = new LinkedHashMap<>();
    card.output().ifPresent(name -> output.put("name", name));
    card.outputLayout().ifPresent(layout -> output.put("layout", layout.name()));
    card.activation()
        .ifPresent(value -> output.put("activation", value.name().toLowerCase(Locale.ROOT)));
    card.classNames().ifPresent(names -> output.put("classes", names));
    card.background()
        .ifPresent(
            value -> output.put("background", value.isPresent() ? value.getAsInt() : "none"));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("input", input);
    root.put("output", output);
    card.quantised().ifPresent(quantised -> root.put("quantised", quantised.toString()));
    return root;
  }

  private static Object plain(ChannelOrder channels) {
    String name = channels.name();
    return Character.isDigit(name.charAt(0)) ? Integer.valueOf(name) : name;
  }

  private static Object plain(AxisSize axis) {
    if (axis instanceof AxisSize.Stepped stepped) {
      // Not Map.of, whose order differs from run to run: the same card is the same text.
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("minimum", stepped.minimum());
      values.put("step", stepped.step());
      return values;
    }
    return ((AxisSize.Fixed) axis).extent();
  }
}
