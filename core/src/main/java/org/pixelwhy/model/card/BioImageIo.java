package org.pixelwhy.model.card;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Reads model packages of the BioImage Model Zoo: an unpacked folder with {@code bioimageio.yaml}
 * or {@code rdf.yaml}, formats 0.3 to 0.5, and an ONNX file beside it.
 *
 * <p>Models with one input and axes bcyx, byxc, bczyx or bzyxc. The first output counts.
 *
 * @see <a href="https://github.com/bioimage-io/spec-bioimage-io">specification</a>
 */
public final class BioImageIo {
  private final YamlNode root;
  private final PackageFiles files;
  private final boolean axisObjects;
  private final List<String> notes = new ArrayList<>();

  private BioImageIo(Path description) {
    root = YamlFile.read(description);
    files = new PackageFiles(description);
    axisObjects = requireVersion() >= 5;
  }

  /**
   * The package in a folder, or whose description is this file.
   *
   * @throws InputException if there is no description, it is not understood, names a file outside
   *     its folder, or there are no ONNX weights
   */
  public static BioImageIoPackage read(Path fileOrFolder) {
    return new BioImageIo(PackageFiles.description(fileOrFolder)).read();
  }

  /**
   * The files of a package that a network is read from: the description, then the ONNX file.
   *
   * @throws InputException as {@link #read}
   */
  public static List<Path> files(Path fileOrFolder) {
    return List.of(PackageFiles.description(fileOrFolder), read(fileOrFolder).weights());
  }

  /** Whether a folder holds the description of a package. */
  public static boolean isPackage(Path folder) {
    return Files.isDirectory(folder) && PackageFiles.within(folder).isPresent();
  }

  /** Whether a mapping is the description of a package, and no model card. */
  static boolean isDescription(YamlNode root) {
    return root.get("format_version").isPresent();
  }

  /**
   * What a description states of input and output, its weights left aside.
   *
   * @throws InputException if it is not understood
   */
  static PartialCard card(Path description) {
    BioImageIo found = new BioImageIo(description);
    PartialCard.Builder card = new PartialCard.Builder();
    found.readInput(found.input(), card);
    found.readOutput(found.output(), card);
    return card.build();
  }

  private int requireVersion() {
    String version = root.require("format_version").text();
    if (!version.matches("0\\.[345](\\..*)?")) {
      throw root.error(
          Text.format("bioimage.io format %s is not supported, expected 0.3, 0.4 or 0.5", version));
    }
    String type = root.get("type").map(YamlNode::text).orElse("model");
    if (!type.equals("model")) {
      throw root.error(Text.format("describes a %s, expected a model", type));
    }
    return version.charAt(2) - '0';
  }

  private BioImageIoPackage read() {
    YamlNode input = input();
    YamlNode output = output();
    PartialCard.Builder card = new PartialCard.Builder();
    readInput(input, card);
    List<Step> postprocessing = readOutput(output, card);
    return new BioImageIoPackage(
        card.build(),
        weights(),
        testTensor(input, "test_inputs"),
        testTensor(output, "test_outputs"),
        postprocessing,
        notes);
  }

  private YamlNode input() {
    List<YamlNode> inputs = root.require("inputs").items();
    if (inputs.size() != 1) {
      throw root.error(Text.format("has %d inputs; expected one", inputs.size()));
    }
    return inputs.get(0);
  }

  private YamlNode output() {
    List<YamlNode> outputs = root.require("outputs").items();
    if (outputs.isEmpty()) {
      throw root.error("has no output; expected at least one");
    }
    if (outputs.size() > 1) {
      notes.add(Text.format("used the first of %d outputs", outputs.size()));
    }
    return outputs.get(0);
  }

  private void readInput(YamlNode input, PartialCard.Builder card) {
    BioImageIoAxes axes = BioImageIoAxes.read(input);
    card.inputLayout(axes.layout(input));
    axes.size().ifPresent(card::size);
    OptionalInt channels = axes.channels();
    if (channels.isPresent()) {
      int count = channels.getAsInt();
      card.channels(count == 3 ? ChannelOrder.RGB : input.make(() -> ChannelOrder.of(count)));
    }
    List<Step> steps = new ArrayList<>();
    for (YamlNode step : steps(input, "preprocessing")) {
      BioImageIoSteps.read(step, notes).ifPresent(steps::add);
    }
    card.preprocessing(steps);
  }

  private static List<YamlNode> steps(YamlNode tensor, String key) {
    return tensor.get(key).map(YamlNode::items).orElse(List.of());
  }

  private List<Step> readOutput(YamlNode output, PartialCard.Builder card) {
    BioImageIoAxes axes = BioImageIoAxes.read(output);
    card.outputLayout(axes.layout(output));
    axes.channelNames().filter(names -> !names.isEmpty()).ifPresent(card::classNames);
    List<Step> steps = new ArrayList<>();
    for (YamlNode step : steps(output, "postprocessing")) {
      try {
        BioImageIoSteps.read(step, notes).ifPresent(steps::add);
      } catch (InputException e) {
        // Explanations look at the network's own output; postprocessing is for comparison only.
        notes.add("postprocessing left out: " + e.getMessage());
      }
    }
    boolean sigmoid = steps.stream().anyMatch(SigmoidStep.class::isInstance);
    if (sigmoid && axes.channels().orElse(2) > 1) {
      card.activation(Activation.MULTI_LABEL_LOGITS);
    } else if (sigmoid || steps.stream().anyMatch(SoftmaxStep.class::isInstance)) {
      card.activation(Activation.LOGITS);
    }
    return steps;
  }

  private Path weights() {
    YamlNode weights = root.require("weights");
    YamlNode onnx =
        weights
            .get("onnx")
            .orElseThrow(
                () ->
                    weights.error(
                        Text.format(
                            "there is no ONNX file, only %s; convert the model to ONNX first",
                            String.join(", ", weights.keys().stream().sorted().toList()))));
    YamlNode source = onnx.require("source");
    return files
        .find(source)
        .orElseThrow(
            () ->
                source.error(
                    Text.format(
                        "'%s' is not in the package's folder; put it there", source.text())));
  }

  private Optional<Path> testTensor(YamlNode tensor, String oldKey) {
    Optional<YamlNode> source =
        axisObjects
            ? tensor.get("test_tensor").map(test -> test.isMap() ? test.require("source") : test)
            : root.get(oldKey).flatMap(list -> list.items().stream().findFirst());
    Optional<Path> file = source.flatMap(files::find);
    if (source.isPresent() && file.isEmpty()) {
      notes.add(Text.format("the test tensor %s is missing", source.get().text()));
    }
    return file;
  }
}
