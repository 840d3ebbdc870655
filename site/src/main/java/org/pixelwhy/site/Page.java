package org.pixelwhy.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;

/**
 * A page of Markdown.
 *
 * @param source its file's path from the root
 * @param address where its HTML lies, from the site's root
 * @param document what it says
 * @param sections its headings with the text below each, the page's title first
 */
record Page(String source, String address, Node document, List<Section> sections) {
  /**
   * A heading and what stands below it until the next.
   *
   * @param heading the node, or nothing for text before the first
   * @param id the anchor, made as GitHub makes it
   */
  record Section(Optional<Heading> heading, int level, String id, String title, String text) {}

  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  static Page read(Path root, String source) throws IOException {
    Node document = PARSER.parse(Files.readString(root.resolve(source)));
    return new Page(source, address(source), document, sections(document));
  }

  /** README.md is what a folder's address shows. */
  static String address(String source) {
    return source.replaceFirst("(^|/)README\\.md$", "$1index.html").replaceFirst("\\.md$", ".html");
  }

  /** The title without the identifiers that pages of methods and scores add. */
  String title() {
    return sections.stream()
        .filter(section -> section.level() == 1)
        .map(section -> section.title().replaceAll(" \\([a-z0-9-]+\\)", ""))
        .findFirst()
        .orElse(source);
  }

  Optional<String> id(Node heading) {
    return sections.stream()
        .filter(section -> section.heading().filter(own -> own == heading).isPresent())
        .map(Section::id)
        .findFirst();
  }

  boolean hasAnchor(String anchor) {
    return sections.stream().anyMatch(section -> section.id().equals(anchor));
  }

  private static List<Section> sections(Node document) {
    IdGenerator ids = IdGenerator.builder().build();
    List<Section> sections = new ArrayList<>();
    Optional<Heading> heading = Optional.empty();
    StringBuilder text = new StringBuilder();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading next) {
        add(sections, heading, text, ids);
        heading = Optional.of(next);
        text.setLength(0);
      } else {
        text.append(Words.of(node)).append(' ');
      }
    }
    add(sections, heading, text, ids);
    return sections;
  }

  private static void add(
      List<Section> to, Optional<Heading> heading, StringBuilder text, IdGenerator ids) {
    String below = text.toString().strip();
    if (heading.isPresent()) {
      String title = Words.of(heading.get());
      to.add(new Section(heading, heading.get().getLevel(), ids.generateId(title), title, below));
    } else if (!below.isEmpty()) {
      to.add(new Section(heading, 0, "", "", below));
    }
  }
}
