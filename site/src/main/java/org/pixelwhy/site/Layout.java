package org.pixelwhy.site;

import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.HtmlRenderer;

/** Puts what pages say between navigation and search. */
final class Layout {
  private static final int DEEPEST_IN_LIST = 3;

  private final Contents contents;
  private final Map<String, Page> pages;

  Layout(Contents contents, Map<String, Page> pages) {
    this.contents = contents;
    this.pages = pages;
  }

  String page(Page page) {
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .attributeProviderFactory(
                context -> (node, tag, attributes) -> add(page, node, tag, attributes))
            .escapeHtml(true)
            .build();
    return whole(
        page.address(), page.title(), tables(renderer.render(page.document())), headings(page));
  }

  /** Wide ones can be moved under the edge, by keys too; a header without words is none. */
  private static String tables(String html) {
    return html.replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>")
        .replace("<th></th>", "<td></td>");
  }

  /** A file of the sources as text, or the files of a folder. */
  String file(String source, String address, Tree tree) {
    StringBuilder body = new StringBuilder("<h1>" + escaped(source) + "</h1>\n");
    if (tree.isFolder(source)) {
      body.append("<ul>\n");
      for (String file : tree.files(source)) {
        String to = tree.address(file).orElseThrow();
        String name = file.substring(source.length() + 1);
        body.append("<li>").append(link(address, to, name, "")).append("</li>\n");
      }
      body.append("</ul>\n");
    } else {
      body.append("<pre><code>").append(escaped(tree.text(source))).append("</code></pre>\n");
    }
    return whole(address, source, body.toString(), "");
  }

  private static void add(Page page, Node node, String tag, Map<String, String> attributes) {
    if (node instanceof Heading) {
      page.id(node).ifPresent(id -> attributes.put("id", id));
    } else if (node instanceof Image image) {
      String to = image.getDestination();
      attributes.put("loading", "lazy");
      if (to.endsWith("-light.png") && twin(image.getNext(), to)) {
        attributes.put("class", "on-light");
      } else if (to.endsWith("-dark.png") && twin(image.getPrevious(), to)) {
        attributes.put("class", "on-dark");
      }
    } else if (node instanceof Link link && link.getDestination().startsWith("http")) {
      attributes.put("rel", "noopener");
    } else if (tag.equals("pre")) {
      attributes.put("tabindex", "0");
    }
  }

  /** Whether a picture is the same in the other colours. */
  private static boolean twin(Node node, String to) {
    return node instanceof Image other
        && !other.getDestination().equals(to)
        && bare(other.getDestination()).equals(bare(to));
  }

  private static String bare(String picture) {
    return picture.replaceFirst("-(light|dark)\\.png$", "");
  }

  private String whole(String address, String title, String body, String headings) {
    String root = "../".repeat((int) address.chars().filter(c -> c == '/').count());
    return """
        <!doctype html>
        <html lang="en" data-theme="auto" data-root="@ROOT@">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>@TITLE@</title>
        <link rel="stylesheet" href="@ROOT@site.css">
        <script src="@ROOT@site.js"></script>
        </head>
        <body>
        <a class="skip" href="#content">Skip to the text</a>
        <header>
        <button id="menu" type="button" aria-expanded="false" aria-controls="contents">Contents</button>
        <a class="brand" href="@ROOT@index.html">PixelWhy</a>
        <div class="search" role="search">
        <input id="search" type="search" placeholder="Search" autocomplete="off" aria-label="Search the documentation"
         role="combobox" aria-expanded="false" aria-controls="found">
        <div id="found" role="listbox" aria-label="What was found" hidden></div>
        </div>
        <button id="theme" type="button">Theme: auto</button>
        </header>
        <div class="columns">
        <nav id="contents" aria-label="Contents">
        @NAV@</nav>
        <main id="content">
        @BODY@</main>
        @HEADINGS@</div>
        </body>
        </html>
        """
        .replace("@ROOT@", root)
        .replace("@TITLE@", escaped(title.equals("PixelWhy") ? title : title + " · PixelWhy"))
        .replace("@NAV@", navigation(address))
        .replace("@HEADINGS@", headings)
        .replace("@BODY@", body);
  }

  private String navigation(String address) {
    StringBuilder list = new StringBuilder();
    for (Contents.Group group : contents.groups()) {
      boolean here =
          group.sources().stream().anyMatch(source -> pages.get(source).address().equals(address));
      boolean first = group == contents.groups().get(0);
      list.append(here || first ? "<details open>" : "<details>");
      list.append("<summary>").append(escaped(group.title())).append("</summary>\n<ul>\n");
      for (String source : group.sources()) {
        Page page = pages.get(source);
        String mark = page.address().equals(address) ? " aria-current=\"page\"" : "";
        list.append("<li>").append(link(address, page.address(), page.title(), mark));
        list.append("</li>\n");
      }
      list.append("</ul></details>\n");
    }
    return list.toString();
  }

  private static String headings(Page page) {
    List<Page.Section> shown =
        page.sections().stream()
            .filter(section -> section.level() > 1 && section.level() <= DEEPEST_IN_LIST)
            .toList();
    if (shown.size() < 2) {
      return "";
    }
    StringBuilder list =
        new StringBuilder("<aside aria-label=\"On this page\"><b>On this page</b>\n<ul>\n");
    for (Page.Section section : shown) {
      list.append("<li class=\"level-").append(section.level()).append("\"><a href=\"#");
      list.append(escaped(section.id())).append("\">").append(escaped(section.title()));
      list.append("</a></li>\n");
    }
    return list.append("</ul></aside>\n").toString();
  }

  private static String link(String from, String to, String text, String attributes) {
    return "<a href=\""
        + escaped(Links.way(from, to))
        + "\""
        + attributes
        + ">"
        + escaped(text)
        + "</a>";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
