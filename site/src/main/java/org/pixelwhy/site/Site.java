package org.pixelwhy.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The documentation as pages that need neither server nor network. */
public final class Site {
  private static final List<String> FIXED = List.of("site.css", "site.js");

  private final Path root;
  private final Path out;
  private final List<String> faults = new ArrayList<>();

  private Site(Path root, Path out) {
    this.root = root;
    this.out = out;
  }

  /** Writes the pages of the sources in {@code args[0]} into {@code args[1]}. */
  public static void main(String[] args) throws IOException {
    List<String> faults = build(Path.of(args[0]), Path.of(args[1]));
    report(System.err, faults);
    if (!faults.isEmpty()) {
      System.exit(1);
    }
  }

  private static void report(PrintStream err, List<String> faults) {
    faults.forEach(err::println);
  }

  /**
   * Writes the pages.
   *
   * @param root the folder of the sources, with README.md
   * @param out a folder for the pages
   * @return what is wrong with the documentation, such as links that lead nowhere; empty if nothing
   */
  static List<String> build(Path root, Path out) throws IOException {
    return new Site(root.toAbsolutePath().normalize(), out).build();
  }

  private List<String> build() throws IOException {
    Contents contents = Contents.read(root);
    faults.addAll(contents.faults());
    Map<String, Page> pages = new LinkedHashMap<>();
    for (String source : contents.sources()) {
      pages.put(source, Page.read(root, source));
    }
    Tree tree = new Tree(root, pages);
    Layout layout = new Layout(contents, pages);
    for (Page page : pages.values()) {
      Links links = new Links(page, tree);
      page.document().accept(links);
      faults.addAll(links.faults());
      write(page.address(), layout.page(page));
    }
    for (Map.Entry<String, String> shown : tree.shownFiles().entrySet()) {
      write(shown.getValue(), layout.file(shown.getKey(), shown.getValue(), tree));
    }
    for (String copied : tree.copiedFiles()) {
      Path target = out.resolve(copied);
      Files.createDirectories(target.getParent());
      Files.write(target, Files.readAllBytes(root.resolve(copied)));
    }
    for (String name : FIXED) {
      try (InputStream in = Site.class.getResourceAsStream(name)) {
        Files.write(out.resolve(name), in.readAllBytes());
      }
    }
    write("search-index.js", SearchIndex.of(pages.values()));
    return faults;
  }

  private void write(String address, String text) throws IOException {
    Path file = out.resolve(address);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
