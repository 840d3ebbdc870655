package org.pixelwhy.app.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** The commands of this program in all pages, in the order in which a reader meets them. */
final class Pages {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();

  private final List<Typed> commands = new ArrayList<>();
  private final List<Typed> options = new ArrayList<>();

  Pages() {
    for (String page : pages()) {
      try {
        PARSER.parse(Files.readString(ROOT.resolve(page))).accept(new Reader(page));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static List<String> pages() {
    List<String> pages = new ArrayList<>(List.of("README.md", "CONTRIBUTING.md"));
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      files
          .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".md"))
          .sorted()
          .forEach(pages::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages;
  }

  List<Typed> commands() {
    return commands;
  }

  /** Options that sentences name, each as {@link Typed#text}. */
  List<Typed> options() {
    return options;
  }

  private final class Reader extends AbstractVisitor {
    private final String page;

    Reader(String page) {
      this.page = page;
    }

    @Override
    public void visit(FencedCodeBlock block) {
      String info = block.getInfo() == null ? "" : block.getInfo().strip();
      if (List.of("", "sh", "console").contains(info)) {
        block(block, block.getLiteral());
      } else if (info.equals("text") && hasCommand()) {
        int last = commands.size() - 1;
        commands.set(last, commands.get(last).showing(block.getLiteral().lines().toList()));
      }
    }

    private boolean hasCommand() {
      return !commands.isEmpty() && commands.get(commands.size() - 1).page().equals(page);
    }

    @Override
    public void visit(IndentedCodeBlock block) {
      block(block, block.getLiteral());
    }

    private void block(Node block, String literal) {
      int line = line(block) + (block instanceof FencedCodeBlock ? 1 : 0);
      StringBuilder whole = new StringBuilder();
      for (String part : literal.split("\n")) {
        boolean more = part.endsWith("\\");
        whole.append(more ? part.substring(0, part.length() - 1) : part);
        if (!more) {
          add(line, whole.toString().strip(), true);
          whole.setLength(0);
        }
        line++;
      }
    }

    @Override
    public void visit(Code code) {
      String text = code.getLiteral();
      if (text.matches("--[a-z][a-z-]*([ =].*)?")) {
        options.add(new Typed(page, line(code), text.split("[ =]")[0], false, List.of()));
      }
      add(line(code), text, false);
    }

    private void add(int line, String text, boolean block) {
      if (text.startsWith("./pixelwhy ") || text.startsWith("pixelwhy ")) {
        commands.add(new Typed(page, line, text, block, List.of()));
      }
    }

    private static int line(Node node) {
      return node.getSourceSpans().isEmpty() ? 0 : node.getSourceSpans().get(0).getLineIndex() + 1;
    }
  }
}
