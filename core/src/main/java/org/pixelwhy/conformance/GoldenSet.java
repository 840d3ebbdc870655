package org.pixelwhy.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * A folder of networks, inputs and the arrays that other libraries give for them, listed in {@code
 * manifest.json}.
 */
final class GoldenSet {
  /** What the tolerance of a fragile case is to its measured fragility. */
  private static final double SAFETY = 5;

  private static final double TOLERANCE = 1e-4;

  private final Path root;
  private final Path manifest;
  private final List<GoldenCase> cases = new ArrayList<>();

  /**
   * Reads the manifest.
   *
   * @throws InputException if it is missing, damaged or incomplete
   */
  GoldenSet(Path root) {
    this.root = root;
    this.manifest = root.resolve("manifest.json");
    JsonNode list = parse().path("cases");
    if (!list.isArray() || list.isEmpty()) {
      throw new InputException(manifest + ": lists no cases; expected an array 'cases'");
    }
    for (JsonNode entry : list) {
      cases.add(read(entry));
    }
  }

  private JsonNode parse() {
    if (!Files.isRegularFile(manifest)) {
      throw new InputException(
          manifest + ": no such file; give a folder of reference values with a manifest.json");
    }
    try {
      return new ObjectMapper().readTree(manifest.toFile());
    } catch (JsonProcessingException e) {
      throw new InputException(manifest + ": is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InputException(manifest + ": cannot be read: " + e.getMessage(), e);
    }
  }

  List<GoldenCase> cases() {
    return List.copyOf(cases);
  }

  private GoldenCase read(JsonNode entry) {
    JsonNode target = entry.path("target");
    Optional<GoldenCase.Region> region =
        target.isObject()
            ? Optional.of(
                new GoldenCase.Region(
                    target.path("kind").asText("region"),
                    whole(target, "class"),
                    text(target, "mask")))
            : Optional.empty();
    double fragility = number(entry, "float64_rel_dev") + number(entry, "jitter_rel_dev");
    return new GoldenCase(
        text(entry, "net"),
        List.of(text(entry, "input").split("\\+")),
        text(entry, "method"),
        entry.path("params"),
        region,
        entry.path("layer").asText(""),
        text(entry, "file"),
        Math.max(TOLERANCE, SAFETY * fragility),
        entry.path("reference").asBoolean(true));
  }

  private String text(JsonNode entry, String key) {
    JsonNode value = entry.path(key);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw incomplete(entry, key, "text");
    }
    return value.asText();
  }

  private int whole(JsonNode entry, String key) {
    if (!entry.path(key).canConvertToInt()) {
      throw incomplete(entry, key, "a whole number");
    }
    return entry.path(key).asInt();
  }

  /** A measured deviation; 0 where none was measured. */
  private double number(JsonNode entry, String key) {
    double value = entry.path(key).asDouble(0);
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw incomplete(entry, key, "a number from 0");
    }
    return value;
  }

  private InputException incomplete(JsonNode entry, String key, String expected) {
    String text = entry.toString();
    return new InputException(
        Text.format(
            "%s: '%s' must be %s in %s",
            manifest, key, expected, text.substring(0, Math.min(120, text.length()))));
  }

  Path model(String net) {
    return file(net + "/model.onnx");
  }

  Tensor input(String net, String input) {
    return array(net + "/" + input + ".npy");
  }

  /** An array of the set. */
  Tensor array(String relative) {
    return Npy.read(file(relative));
  }

  /** The pixels of a target. */
  Mask mask(String relative) {
    Tensor pixels = array(relative);
    int[] extents = new int[pixels.shape().rank()];
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = Math.toIntExact(pixels.shape().dim(axis));
    }
    return Mask.of(extents, i -> pixels.get(i) != 0);
  }

  /** A file of the set; a set that was got from somebody must not name files outside its folder. */
  private Path file(String relative) {
    try {
      Path file = root.resolve(relative).normalize();
      if (!file.startsWith(root.normalize())) {
        throw new InputException(
            Text.format("%s: names '%s', which is outside its folder", manifest, relative));
      }
      if (!Files.isRegularFile(file)) {
        throw new InputException(Text.format("%s: no such file, named in %s", file, manifest));
      }
      return file;
    } catch (InvalidPathException e) {
      throw new InputException(Text.format("%s: '%s' is no file name", manifest, relative), e);
    }
  }
}
