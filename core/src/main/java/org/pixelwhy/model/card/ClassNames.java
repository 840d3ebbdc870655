package org.pixelwhy.model.card;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.RegularFile;
import org.pixelwhy.tensor.Text;

/**
 * Names of classes from a file: one a line, in the order of the output's channels; lines {@code
 * number,name} (CSV, also with tabs or semicolons, also below a header) or {@code name = number};
 * or JSON, a list of names or an object {@code {"0": "name"}}, perhaps under {@code id2label}.
 * Numbers count from 0; one that is left out is the name of its class.
 */
public final class ClassNames {
  private static final int LARGEST_FILE = 1 << 20;
  private static final int MOST = 1 << 16;
  private static final Set<String> ENDINGS = Set.of("txt", "csv", "tsv", "json", "names");
  private static final Pattern NUMBERED = Pattern.compile("\"?(\\d{1,5})\"?\\s*[,;\\t:]\\s*(.+)");
  private static final Pattern ASSIGNED = Pattern.compile("(.+?)\\s*=\\s*(\\d{1,5})");
  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)\"?(id|index|number|class|class_id|label)\"?\\s*[,;\\t]\\s*\"?[a-z _]+\"?.*");

  private final Path file;

  private ClassNames(Path file) {
    this.file = file;
  }

  /** Whether a text that stands for class names is the name of a file of them. */
  public static boolean isFile(String text) {
    String ending = text.substring(text.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return text.contains(".") && ENDINGS.contains(ending)
        || text.indexOf('\0') < 0 && Files.isRegularFile(Path.of(text));
  }

  /**
   * The names in a file.
   *
   * @throws InputException if the file is missing or large, holds no names, or a number twice
   */
  public static List<String> read(Path file) {
    return new ClassNames(file).read();
  }

  private List<String> read() {
    RegularFile.require(file);
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST_FILE + 1);
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file of class names", e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
    if (bytes.length > LARGEST_FILE) {
      throw new InputException(file + ": is larger than 1 MiB, too large for class names");
    }
    String text = new String(bytes, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
    List<String> names = text.startsWith("[") || text.startsWith("{") ? json(text) : lines(text);
    if (names.isEmpty()) {
      throw new InputException(
          file + ": holds no class names; expected one a line, lines number,name, or JSON");
    }
    return names;
  }

  private List<String> json(String text) {
    // JSON is YAML; an object around it lets lists be read, too.
    YamlNode root = YamlFile.of(file, "{names: " + text + "}").require("names");
    if (root.isMap() && root.get("id2label").isPresent()) {
      root = root.require("id2label");
    }
    if (root.isList() && root.items().stream().noneMatch(YamlNode::isMap)) {
      return root.items().stream().map(YamlNode::text).toList();
    }
    Map<Integer, String> names = new TreeMap<>();
    if (root.isList()) {
      root.items()
          .forEach(item -> put(names, item.require("id").text(), item.require("name").text()));
    } else {
      YamlNode object = root;
      root.keys().forEach(key -> put(names, key, object.require(key).text()));
    }
    return complete(names);
  }

  private List<String> lines(String text) {
    List<String> lines =
        new ArrayList<>(
            Arrays.stream(text.split("\\R"))
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList());
    if (lines.size() > 1 && HEADER.matcher(lines.get(0)).matches()) {
      lines.remove(0);
    }
    for (Pattern pattern : List.of(NUMBERED, ASSIGNED)) {
      if (!lines.isEmpty() && lines.stream().allMatch(line -> pattern.matcher(line).matches())) {
        Map<Integer, String> names = new TreeMap<>();
        for (String line : lines) {
          Matcher parts = pattern.matcher(line);
          parts.matches();
          boolean first = pattern == NUMBERED;
          put(names, parts.group(first ? 1 : 2), unquoted(parts.group(first ? 2 : 1)));
        }
        return complete(names);
      }
    }
    return lines.stream().map(ClassNames::unquoted).toList();
  }

  private static String unquoted(String text) {
    String stripped = text.strip();
    boolean quoted = stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
    return quoted ? stripped.substring(1, stripped.length() - 1) : stripped;
  }

  private void put(Map<Integer, String> names, String number, String name) {
    if (!number.matches("\\d{1,5}")) {
      throw new InputException(
          Text.format("%s: expected the number of a class, found '%s'", file, number));
    }
    if (name.equals("ignore") && Integer.parseInt(number) == 255) {
      // Of masks, in classes.txt: no class of the network.
      return;
    }
    if (names.put(Integer.parseInt(number), name) != null) {
      throw new InputException(Text.format("%s: class %s is named twice", file, number));
    }
  }

  private List<String> complete(Map<Integer, String> names) {
    int last = names.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
    if (last >= MOST) {
      throw new InputException(Text.format("%s: there is no class %d", file, last));
    }
    List<String> all = new ArrayList<>();
    for (int k = 0; k <= last; k++) {
      all.add(names.getOrDefault(k, Integer.toString(k)));
    }
    return all;
  }
}
