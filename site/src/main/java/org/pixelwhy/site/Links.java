package org.pixelwhy.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** Leads a page's links to where things are in the site, and finds those that lead nowhere. */
final class Links extends AbstractVisitor {
  private static final String LIGHT = "-light.png";
  private static final String DARK = "-dark.png";

  private final Page page;
  private final Tree tree;
  private final List<String> faults = new ArrayList<>();

  Links(Page page, Tree tree) {
    this.page = page;
    this.tree = tree;
  }

  List<String> faults() {
    return faults;
  }

  /** The way from one address to another, both from the site's root. */
  static String way(String from, String to) {
    Path folder = Optional.ofNullable(Path.of(from).getParent()).orElse(Path.of(""));
    return folder.relativize(Path.of(to)).toString().replace('\\', '/');
  }

  @Override
  public void visit(Link link) {
    String to = link.getDestination();
    if (!outside(to)) {
      link.setDestination(inside(to));
    }
    visitChildren(link);
  }

  @Override
  public void visit(Image image) {
    String to = image.getDestination();
    if (image.getFirstChild() == null) {
      faults.add(
          page.source() + ": the picture " + to + " has no words for those who cannot see it");
    }
    if (outside(to)) {
      faults.add(
          page.source() + ": the picture " + to + " is on another server; take it into docs");
      return;
    }
    image.setDestination(inside(to));
    String other = to.replace(LIGHT, DARK);
    if (to.endsWith(LIGHT) && tree.isFile(source(other))) {
      Image dark = new Image(inside(other), image.getTitle());
      dark.appendChild(new Text(alternative(image)));
      image.insertAfter(dark);
    }
  }

  private static String alternative(Image image) {
    StringBuilder words = new StringBuilder();
    for (Node word = image.getFirstChild(); word != null; word = word.getNext()) {
      words.append(word instanceof Text text ? text.getLiteral() : Words.of(word));
    }
    return words.toString();
  }

  @Override
  public void visit(HtmlBlock html) {
    html(html, html.getLiteral());
  }

  @Override
  public void visit(HtmlInline html) {
    html(html, html.getLiteral());
  }

  private void html(Node node, String literal) {
    if (!literal.startsWith("<!--")) {
      faults.add(page.source() + ": write " + literal.strip() + " as Markdown, or in back quotes");
    }
    node.unlink();
  }

  private static boolean outside(String to) {
    return to.matches("(https?|mailto):.*");
  }

  /** The path from the root of what is linked as seen from the page. */
  private String source(String link) {
    Path folder = Optional.ofNullable(Path.of(page.source()).getParent()).orElse(Path.of(""));
    return folder.resolve(link).normalize().toString().replace('\\', '/');
  }

  private String inside(String to) {
    int mark = to.indexOf('#');
    String file = mark < 0 ? to : to.substring(0, mark);
    String anchor = mark < 0 ? "" : to.substring(mark + 1);
    String source = file.isEmpty() ? page.source() : source(file);
    Optional<String> address = tree.address(source);
    if (address.isEmpty()) {
      faults.add(page.source() + ": leads to " + to + ", which is not there");
      return to;
    }
    if (!anchor.isEmpty() && tree.page(source).filter(other -> other.hasAnchor(anchor)).isEmpty()) {
      faults.add(page.source() + ": leads to " + to + ", but there is no such heading");
    }
    String way = file.isEmpty() ? "" : way(page.address(), address.get());
    return anchor.isEmpty() ? way : way + "#" + anchor;
  }
}
