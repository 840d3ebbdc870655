package org.pixelwhy.study.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.ImageSource.Filled;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.model.card.YamlNode;

/** Where an image comes from, as JSON: a file by its name, anything else as an object. */
final class ImageJson {
  private ImageJson() {}

  static JsonNode write(ImageSource source, Function<Path, String> names) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (source instanceof Filled filled) {
      json.set("image", write(filled.source(), names));
      return json.put("nan", filled.value());
    } else if (source instanceof Slices slices) {
      json.put("volume", names.apply(slices.volume()));
      json.put("plane", slices.plane().name().toLowerCase(Locale.ROOT));
      json.put("first", slices.first()).put("last", slices.last());
      slices.channel().ifPresent(channel -> json.put("channel", channel));
      return json;
    }
    return source
        .path()
        .<JsonNode>map(path -> JsonNodeFactory.instance.textNode(names.apply(path)))
        .orElseGet(() -> json.put("inMemory", source.name()));
  }

  /**
   * The source.
   *
   * @throws org.pixelwhy.tensor.InputException if it was in memory, or is none
   */
  static ImageSource read(YamlNode node, FileNames names) {
    if (!node.isMap()) {
      return node.make(() -> ImageSource.of(names.file(node.text())));
    } else if (node.get("nan").isPresent()) {
      node.requireKeys(List.of("image", "nan"));
      return new Filled(read(node.require("image"), names), node.require("nan").number());
    } else if (node.get("inMemory").isPresent()) {
      throw node.error("the image was in memory, and is in no file to be read from");
    }
    node.requireKeys(List.of("volume", "plane", "first", "last", "channel"));
    OptionalInt channel =
        node.get("channel").map(c -> OptionalInt.of(c.integer())).orElse(OptionalInt.empty());
    return node.make(
        () ->
            new Slices(
                names.file(node.require("volume").text()),
                node.require("plane").choice(Plane.class),
                node.require("first").integer(),
                node.require("last").integer(),
                channel));
  }
}
