package org.pixelwhy.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of the sources that pages lead to: other pages, files that are shown, files as they
 * are.
 */
final class Tree {
  private static final Set<String> SHOWN =
      Set.of("java", "sh", "xml", "py", "cff", "yaml", "txt", "services", "");

  private final Path root;
  private final Map<String, Page> pages;
  private final Map<String, String> shownFiles = new TreeMap<>();
  private final Set<String> copiedFiles = new TreeSet<>();

  Tree(Path root, Map<String, Page> pages) {
    this.root = root;
    this.pages = pages;
  }

  static String relative(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  Optional<Page> page(String source) {
    Page page = pages.get(source);
    if (page == null) {
      page = pages.get(source.isEmpty() ? "README.md" : source + "/README.md");
    }
    return Optional.ofNullable(page);
  }

  /** Where a file or folder of the sources can be seen; nothing where there is none. */
  Optional<String> address(String source) {
    Optional<Page> page = page(source);
    if (page.isPresent()) {
      return page.map(Page::address);
    }
    Path file = root.resolve(source);
    if (source.endsWith(".md") || source.startsWith("..") || !Files.exists(file)) {
      return Optional.empty();
    }
    if (Files.isDirectory(file)) {
      shownFiles.put(source, source + "/index.html");
      files(source).forEach(this::address);
    } else if (SHOWN.contains(extension(source))) {
      shownFiles.put(source, source + ".html");
    } else {
      copiedFiles.add(source);
    }
    return Optional.of(shownFiles.getOrDefault(source, source));
  }

  /** Files below a folder, without what the build makes. */
  List<String> files(String folder) {
    try (Stream<Path> below = Files.walk(root.resolve(folder))) {
      return below
          .filter(Files::isRegularFile)
          .map(file -> relative(root, file))
          .filter(file -> !file.contains("/target/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isFolder(String source) {
    return Files.isDirectory(root.resolve(source));
  }

  boolean isFile(String source) {
    return Files.isRegularFile(root.resolve(source));
  }

  String text(String source) {
    try {
      return Files.readString(root.resolve(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sources that are shown as text or as a list of files, with their addresses. */
  Map<String, String> shownFiles() {
    return shownFiles;
  }

  List<String> copiedFiles() {
    return new ArrayList<>(copiedFiles);
  }

  private static String extension(String source) {
    String name = source.substring(source.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    if (source.contains("META-INF/services/")) {
      return "services";
    }
    return dot < 0 ? "" : name.substring(dot + 1);
  }
}
