package org.pixelwhy.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java files of a module. */
final class SourceTree {
  /** An option; properties of style sheets look like one, and are given a URL. */
  private static final Pattern OPTION = Pattern.compile("(?<![-\\w])--[a-z](?![-\\w]*: url\\()");

  private final Path root;

  SourceTree(Path root) {
    this.root = root;
  }

  /** Folders of the main code that hold classes but no package-info.java. */
  List<String> packagesWithoutInfo() {
    return javaFiles(root.resolve("main")).stream()
        .filter(file -> !file.endsWith("module-info.java"))
        .map(Path::getParent)
        .distinct()
        .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
        .map(Path::toString)
        .toList();
  }

  /** Files, tests included, with more lines than this. */
  List<String> longerThan(int lines) {
    return javaFiles(root).stream()
        .filter(file -> lines(file) > lines)
        .map(file -> file + ": " + lines(file) + " lines")
        .toList();
  }

  /** Texts in the main code that name an option of a command line, such as {@code --out}. */
  List<String> textsThatNameOptions() {
    return javaFiles(root.resolve("main")).stream()
        .flatMap(
            file ->
                StringLiterals.of(text(file)).stream()
                    .filter(literal -> OPTION.matcher(literal).find())
                    .map(literal -> file + ": " + literal))
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> javaFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
