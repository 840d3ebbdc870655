package org.pixelwhy.data.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.RegularFile;
import org.pixelwhy.tensor.Text;

/**
 * What {@code classes.txt} says: a line {@code NAME = NUMBER} or {@code NAME = #RRGGBB} for each
 * class, the background first; {@code ignore = NUMBER} or {@code ignore = #RRGGBB} for pixels that
 * count nowhere.
 *
 * @param kind what all lines give
 * @param names by label
 * @param codes by label
 * @param ignored codes of pixels that count nowhere
 */
record ClassesFile(CodeKind kind, List<String> names, List<Integer> codes, List<Integer> ignored) {
  static final String NAME = "classes.txt";

  private static final String IGNORE = "ignore";
  private static final Pattern LINE = Pattern.compile("(.+?)\\s*=\\s*(\\d{1,5}|#[0-9a-fA-F]{6})");

  /** The line that leaves a code out. */
  static String ignore(String code) {
    return IGNORE + " = " + code;
  }

  static ClassesFile read(Path file) {
    RegularFile.require(file);
    List<String> lines;
    try {
      lines = Files.readAllLines(file).stream().map(String::strip).toList();
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read as text: " + e.getMessage(), e);
    }
    List<String> names = new ArrayList<>();
    List<Integer> codes = new ArrayList<>();
    List<Integer> ignored = new ArrayList<>();
    List<CodeKind> kinds = new ArrayList<>();
    for (String line : lines) {
      if (line.isEmpty()) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      kinds.add(line.contains("#") ? CodeKind.COLOUR : CodeKind.NUMBER);
      if (!matcher.matches() || kinds.get(0) != kinds.get(kinds.size() - 1)) {
        throw new InputException(
            Text.format(
                "%s: expected lines 'NAME = NUMBER', or all of them 'NAME = #RRGGBB', found '%s'",
                file, line));
      }
      int code = code(matcher.group(2));
      if (codes.contains(code) || ignored.contains(code)) {
        throw new InputException(
            Text.format("%s: two lines give %s; a value stands for one thing", file, line));
      }
      if (matcher.group(1).equalsIgnoreCase(IGNORE)) {
        ignored.add(code);
      } else {
        names.add(matcher.group(1));
        codes.add(code);
      }
    }
    if (names.size() < 2 || names.size() > LabelMap.MOST_CLASSES) {
      throw new InputException(
          Text.format(
              "%s: expected 2 to %d classes, the background first, found %d",
              file, LabelMap.MOST_CLASSES, names.size()));
    }
    return new ClassesFile(kinds.get(0), names, codes, ignored);
  }

  private static int code(String text) {
    return text.startsWith("#") ? Integer.parseInt(text.substring(1), 16) : Integer.parseInt(text);
  }

  /** The classes by label. */
  List<SegmentClass> classes() {
    List<SegmentClass> classes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      classes.add(
          kind == CodeKind.COLOUR
              ? new SegmentClass(names.get(i), codes.get(i))
              : SegmentClass.of(i, names.get(i)));
    }
    return classes;
  }
}
