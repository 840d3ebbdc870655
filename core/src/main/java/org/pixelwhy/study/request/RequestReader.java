package org.pixelwhy.study.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.OptionFiles;
import org.pixelwhy.catalogue.RunOptions;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.GivenInput;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.ModelCardYaml;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.YamlNode;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.RegularFile;
import org.pixelwhy.tensor.Text;

/** Reads a request that {@link RequestJson} wrote, alone or as part of a result. */
public final class RequestReader {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final List<String> KEYS =
      List.of(
          "format",
          "model",
          "card",
          "stated",
          "inputs",
          "images",
          "size",
          "tiles",
          "targets",
          "reduction",
          "on",
          "methods",
          "scores",
          "layers",
          "seed",
          "border",
          "options",
          "memory",
          "untilStable",
          "masks",
          "saveMasks",
          "reference",
          "onBadImage");

  private final YamlNode json;
  private final FileNames names;

  private RequestReader(YamlNode json, FileNames names) {
    this.json = json;
    this.names = names;
  }

  /**
   * The request that a file holds: a request alone, or a whole {@code result.json}. Relative paths
   * in it start at its folder.
   *
   * @throws InputException if the file cannot be read, is neither, has a key that is unknown (the
   *     nearest known one is offered), or a value that cannot be
   */
  public static ExplainRequest read(Path file) {
    YamlNode root = tree(file);
    return read(root.get("request").orElse(root), folder(file));
  }

  public static ExplainRequest read(YamlNode request, Path folder) {
    return new RequestReader(request, new FileNames(folder)).request();
  }

  /**
   * What a file asks, about other images than its own, of which there need be none.
   *
   * @throws InputException as {@link #read(Path)}
   */
  public static ExplainRequest about(Path file, List<ImageSource> images) {
    YamlNode root = tree(file);
    YamlNode request = root.get("request").orElse(root);
    RequestReader reader = new RequestReader(request, new FileNames(folder(file)));
    reader.requireFormat();
    return reader.about(images);
  }

  private static Path folder(Path file) {
    return file.getParent() == null ? Path.of("") : file.getParent();
  }

  /** The model that {@link RequestJson#model} wrote. */
  public static ModelSource model(JsonNode json) {
    return new RequestReader(sent(json), FileNames.HERE).model();
  }

  /** The image that {@link RequestJson#image} wrote. */
  public static ImageSource image(JsonNode json) {
    return ImageJson.read(sent(json), FileNames.HERE);
  }

  private static YamlNode sent(JsonNode json) {
    return new YamlNode(Path.of("request"), "", MAPPER.convertValue(json, Object.class));
  }

  /** A JSON file's values, with their places for messages. */
  public static YamlNode tree(Path file) {
    RegularFile.require(file);
    try {
      return new YamlNode(file, "", MAPPER.readValue(Files.readAllBytes(file), Object.class));
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    } catch (JsonProcessingException e) {
      throw new InputException(
          Text.format(
              "%s: is not valid JSON: line %d: %s",
              file,
              e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
              e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private ExplainRequest request() {
    requireFormat();
    return about(
        json.require("images").items().stream().map(node -> ImageJson.read(node, names)).toList());
  }

  private void requireFormat() {
    json.requireKeys(KEYS);
    YamlNode format = json.require("format");
    if (!format.text().equals(RequestJson.FORMAT)) {
      throw format.error(
          Text.format("expected '%s', found '%s'", RequestJson.FORMAT, format.text()));
    }
  }

  private ExplainRequest about(List<ImageSource> images) {
    return json.make(
        () ->
            new ExplainRequest(
                model(),
                images,
                question(),
                texts("methods"),
                texts("scores"),
                settings(),
                sizing(),
                choice("onBadImage", OnBadImage.class, OnBadImage.SKIP)));
  }

  private ModelSource model() {
    Map<String, GivenInput> inputs = new LinkedHashMap<>();
    json.get("inputs")
        .ifPresent(node -> node.keys().forEach(key -> inputs.put(key, input(node.require(key)))));
    return new ModelSource(
        names.file(json.require("model").text()),
        file("card"),
        json.get("stated").map(ModelCardYaml::read).orElse(PartialCard.EMPTY),
        inputs);
  }

  private GivenInput input(YamlNode node) {
    return node.make(
        () ->
            node.isNumber()
                ? new GivenInput.Number(node.number())
                : ModelSource.input(names.file(node.text()).toString()));
  }

  private QuestionSpec question() {
    return new QuestionSpec(
        json.require("targets").items().stream()
            .map(node -> node.make(() -> TargetCatalogue.parse(node.text()).moved(this::here)))
            .toList(),
        choice("reduction", Reduction.class, Reduction.MEAN),
        choice("on", OutputSpace.class, OutputSpace.LOGITS));
  }

  private String here(Path file) {
    return names.file(file.toString()).toString();
  }

  private Method.Settings settings() {
    List<String> layers = json.get("layers").isPresent() ? texts("layers") : List.of("auto");
    return new Method.Settings(
        layers,
        json.get("seed").map(YamlNode::whole).orElse(0L),
        choice("border", Method.Border.class, Method.Border.FAST),
        OptionFiles.moved(GivenOptions.parse(texts("options")), this::here),
        run());
  }

  private RunOptions run() {
    Optional<YamlNode> memory = json.get("memory");
    Optional<YamlNode> change = json.get("untilStable");
    return new RunOptions(
        memory.isPresent() ? OptionalLong.of(memory.get().whole()) : OptionalLong.empty(),
        Optional.empty(),
        false,
        file("saveMasks"),
        file("masks"),
        change.isPresent() ? OptionalDouble.of(change.get().number()) : OptionalDouble.empty(),
        file("reference"));
  }

  private Sizing sizing() {
    Optional<YamlNode> tiles = json.get("tiles");
    if (tiles.isPresent()) {
      if (json.get("size").isPresent()) {
        throw tiles.get().error("tiles leave images as large as they are; leave out 'size'");
      }
      return tiles(tiles.get());
    }
    return new Sizing.Whole(json.get("size").map(RequestReader::size));
  }

  private static Sizing tiles(YamlNode node) {
    node.requireKeys(List.of("width", "height", "overlap"));
    boolean sized = node.get("width").isPresent() || node.get("height").isPresent();
    Optional<YamlNode> overlap = node.get("overlap");
    return new Sizing.InTiles(
        sized ? Optional.of(extents(node)) : Optional.empty(),
        overlap.isPresent() ? OptionalInt.of(overlap.get().integer()) : OptionalInt.empty());
  }

  private static Size size(YamlNode node) {
    node.requireKeys(List.of("width", "height"));
    return extents(node);
  }

  private static Size extents(YamlNode node) {
    return new Size(node.require("height").integer(), node.require("width").integer());
  }

  private Optional<Path> file(String key) {
    return json.get(key).map(node -> node.make(() -> names.file(node.text())));
  }

  /** The texts of a list; none where there is no such key. */
  private List<String> texts(String key) {
    return json.get(key)
        .map(node -> node.items().stream().map(YamlNode::text).toList())
        .orElse(List.of());
  }

  private <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
    return json.get(key).map(node -> node.choice(type)).orElse(otherwise);
  }
}
