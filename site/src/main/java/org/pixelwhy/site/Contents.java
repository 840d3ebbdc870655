package org.pixelwhy.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which files are pages, in which order, under which headings: docs/contents.txt.
 *
 * @param groups the headings, each with its pages
 * @param faults pages that are named but not there, and those that are there but not named
 */
record Contents(List<Group> groups, List<String> faults) {
  /** A heading and the Markdown files below it, by their paths from the root. */
  record Group(String title, List<String> sources) {}

  private static final String FILE = "docs/contents.txt";

  List<String> sources() {
    return groups.stream().flatMap(group -> group.sources().stream()).toList();
  }

  static Contents read(Path root) throws IOException {
    List<Group> groups = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (String line : lines(root)) {
      if (line.startsWith("# ")) {
        groups.add(new Group(line.substring(2), new ArrayList<>()));
        continue;
      }
      List<String> named = line.endsWith("/*") ? folder(root, line) : List.of(line);
      for (String source : named) {
        if (Files.isRegularFile(root.resolve(source))) {
          groups.get(groups.size() - 1).sources().add(source);
        } else {
          faults.add(FILE + ": names " + source + ", which is not there; take the line out");
        }
      }
    }
    Contents contents = new Contents(groups, faults);
    List<String> known = contents.sources();
    for (String source : markdown(root, "docs", Integer.MAX_VALUE)) {
      if (!known.contains(source)) {
        faults.add(source + ": no page leads there; enter it in " + FILE);
      }
    }
    return contents;
  }

  private static List<String> lines(Path root) throws IOException {
    try (Stream<String> lines = Files.lines(root.resolve(FILE))) {
      return lines.map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
  }

  /** The pages of a folder, the one about the folder first. */
  private static List<String> folder(Path root, String line) throws IOException {
    List<String> found = markdown(root, line.substring(0, line.length() - "/*".length()), 1);
    return found.stream()
        .sorted(Comparator.comparing((String source) -> !source.endsWith("README.md")))
        .toList();
  }

  private static List<String> markdown(Path root, String folder, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(folder), depth)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .map(file -> Tree.relative(root, file))
          .sorted()
          .toList();
    }
  }
}
