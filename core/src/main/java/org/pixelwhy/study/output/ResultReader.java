package org.pixelwhy.study.output;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.pixelwhy.model.card.YamlNode;
import org.pixelwhy.study.Provenance;
import org.pixelwhy.study.output.StoredResult.StoredImage;
import org.pixelwhy.study.output.StoredResult.StoredMap;
import org.pixelwhy.study.output.StoredResult.StoredTarget;
import org.pixelwhy.study.request.FileNames;
import org.pixelwhy.study.request.RequestReader;
import org.pixelwhy.tensor.Text;

/** Reads back a result: {@code result.json}, and when they are asked for the values of its maps. */
public final class ResultReader {
  private final Path folder;

  private ResultReader(Path folder) {
    this.folder = folder;
  }

  /**
   * The result that a file describes.
   *
   * @param file {@code result.json}; the maps' files are looked for in its folder
   * @throws org.pixelwhy.tensor.InputException if it cannot be read, is no result or of a format
   *     that is not known
   */
  public static StoredResult read(Path file) {
    YamlNode root = RequestReader.tree(file);
    YamlNode format = root.require("format");
    if (!format.text().equals(ResultJsonWriter.FORMAT)) {
      throw format.error(
          Text.format("expected '%s', found '%s'", ResultJsonWriter.FORMAT, format.text()));
    }
    Path folder = file.getParent() == null ? Path.of("") : file.getParent();
    ResultReader reader = new ResultReader(folder);
    return new StoredResult(
        folder,
        RequestReader.read(root.require("request"), folder),
        root.require("images").items().stream().map(reader::image).toList(),
        root.require("failed").items().stream().map(ResultReader::failure).toList(),
        provenance(root.require("provenance")));
  }

  private static Provenance provenance(YamlNode node) {
    return new Provenance(
        node.require("modelSha256").text(),
        textsByName(node.require("imageSha256")),
        textsByName(node.require("versions")),
        started(node.require("started")),
        node.require("seconds").number());
  }

  private static Map<String, String> textsByName(YamlNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.keys().forEach(name -> texts.put(name, node.require(name).text()));
    return texts;
  }

  private static Instant started(YamlNode node) {
    try {
      return Instant.parse(node.text());
    } catch (DateTimeParseException e) {
      throw node.error(Text.format("expected a moment, found '%s'", node.text()));
    }
  }

  private static String failure(YamlNode node) {
    String target = node.get("target").map(text -> ", target " + text.text()).orElse("");
    return node.require("file").text() + target + ": " + node.require("why").text();
  }

  private StoredImage image(YamlNode node) {
    return new StoredImage(
        node.require("file").text(),
        node.require("width").integer(),
        node.require("height").integer(),
        file(node, "prediction"),
        texts(node, "notes"),
        texts(node, "warnings"),
        node.require("targets").items().stream().map(this::target).toList());
  }

  private StoredTarget target(YamlNode node) {
    return new StoredTarget(
        node.require("target").text(),
        node.require("description").text(),
        node.require("pixels").integer(),
        node.require("value").number(),
        texts(node, "warnings"),
        node.require("maps").items().stream().map(this::map).toList());
  }

  private StoredMap map(YamlNode node) {
    Map<String, OptionalDouble> scores = new LinkedHashMap<>();
    node.get("scores")
        .ifPresent(
            list ->
                list.items()
                    .forEach(score -> scores.put(score.require("score").text(), value(score))));
    return new StoredMap(
        node.require("method").text(),
        node.require("layer").text(),
        node.get("part").map(YamlNode::text).orElse(""),
        node.get("values").map(name -> file(node, "values")),
        file(node, "picture"),
        texts(node, "notes"),
        texts(node, "warnings"),
        scores);
  }

  private static OptionalDouble value(YamlNode score) {
    return score
        .get("value")
        .map(value -> OptionalDouble.of(value.number()))
        .orElse(OptionalDouble.empty());
  }

  /** Only within the result's folder: what a file says that strangers wrote leads nowhere else. */
  private Path file(YamlNode node, String key) {
    YamlNode name = node.require(key);
    Path file = name.make(() -> new FileNames(folder).file(name.text()));
    if (!file.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())
        || Path.of(name.text()).isAbsolute()) {
      throw name.error(
          Text.format("expected a file in the result's folder, found '%s'", name.text()));
    }
    return file;
  }

  private static List<String> texts(YamlNode node, String key) {
    return node.require(key).items().stream().map(YamlNode::text).toList();
  }
}
