package org.pixelwhy.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.RegularFile;
import org.pixelwhy.tensor.Text;

/**
 * Splits as JSON files: the names of the entries in {@code train}, {@code validation}, {@code
 * test}.
 */
public final class SplitFile {
  private SplitFile() {}

  /** The split as JSON text. */
  public static String text(Split split) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (Part part : Part.values()) {
      names.put(key(part), split.names(part));
    }
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(names) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("lists of texts are always JSON", e);
    }
  }

  /**
   * Writes a split; the file appears whole or not at all.
   *
   * @throws InputException if it cannot be written
   */
  public static void write(Path file, Split split) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      Path aside = Files.createTempFile(folder, ".pixelwhy", "");
      try {
        Files.writeString(aside, text(split));
        Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      throw new InputException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a split.
   *
   * @throws InputException if the file is missing or no split, or a name is in two parts
   */
  public static Split read(Path file) {
    RegularFile.require(file);
    JsonNode json;
    try {
      json = new ObjectMapper().readTree(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    } catch (JsonProcessingException e) {
      throw new InputException(file + ": is no JSON file: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
    try {
      return new Split(
          names(json, Part.TRAIN), names(json, Part.VALIDATION), names(json, Part.TEST));
    } catch (InputException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }

  private static List<String> names(JsonNode json, Part part) {
    JsonNode list = json.path(key(part));
    if (!list.isArray()) {
      throw new InputException(
          Text.format(
              "a split file has lists of names 'train', 'validation' and 'test'; '%s' is missing",
              key(part)));
    }
    List<String> names = new ArrayList<>();
    for (JsonNode name : list) {
      if (!name.isTextual()) {
        throw new InputException(
            Text.format("a split file lists names as texts; found %s in '%s'", name, key(part)));
      }
      names.add(name.textValue());
    }
    return names;
  }

  private static String key(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }
}
