package org.example.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Java as a page shows it: a whole file, members of a class, statements, or one expression.
 *
 * <p>Types of the packages that are promised, and of a few others, need no import; a block begins
 * with imports where names would be ambiguous. What it takes for given, its page declares in a
 * comment before it, as parameters: {@code <!-- given: Path image, Mask mask -->}.
 *
 * @param page where it stands
 * @param line of its fence, from 1
 * @param given parameters; may be empty
 * @param text without the fence
 */
record JavaBlock(String page, int line, String given, String text) {
  private static final Pattern FENCE =
      Pattern.compile(
          "^(?:<!-- given: (?<given>[^\n]*?) -->\n)?(?<fence>```java\n)(?<text>.*?)^```$",
          Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern ANY = Pattern.compile("^\\s*```java", Pattern.MULTILINE);

  private static final Pattern MEMBER =
      Pattern.compile(
          "(?s)(@Override|public|private|protected|static|record|interface|class)\\b.*");

  /** Packages whose types a reader finds by their names. */
  private static final List<String> PACKAGES =
      List.of(
          "java.io",
          "java.nio.file",
          "java.util",
          "org.pixelwhy",
          "org.pixelwhy.attribution",
          "org.pixelwhy.catalogue",
          "org.pixelwhy.data",
          "org.pixelwhy.data.augmentation",
          "org.pixelwhy.data.folder",
          "org.pixelwhy.dream",
          "org.pixelwhy.dream.feature",
          "org.pixelwhy.image",
          "org.pixelwhy.image.io",
          "org.pixelwhy.model",
          "org.pixelwhy.model.card",
          "org.pixelwhy.model.run",
          "org.pixelwhy.onnx.autodiff",
          "org.pixelwhy.onnx.autodiff.rule",
          "org.pixelwhy.onnx.format",
          "org.pixelwhy.onnx.graph",
          "org.pixelwhy.onnx.runtime",
          "org.pixelwhy.radiomics",
          "org.pixelwhy.radiomics.feature",
          "org.pixelwhy.radiomics.roi",
          "org.pixelwhy.target",
          "org.pixelwhy.tensor");

  /** All blocks of a page. */
  static List<JavaBlock> of(String page, String markdown) {
    List<JavaBlock> blocks = new ArrayList<>();
    Matcher found = FENCE.matcher(markdown);
    while (found.find()) {
      int line = (int) markdown.substring(0, found.start("fence")).lines().count() + 1;
      String given = found.group("given") == null ? "" : found.group("given");
      blocks.add(new JavaBlock(page, line, given, found.group("text")));
    }
    if (ANY.matcher(markdown).results().count() != blocks.size()) {
      throw new AssertionError(page + ": a block of Java is indented or has no end");
    }
    return blocks;
  }

  /** The name of the file that javac wants it in. */
  String file() {
    Matcher type =
        Pattern.compile(
                "^(?:public |final )*(?:class|record|interface|enum) (\\w+)", Pattern.MULTILINE)
            .matcher(text);
    return (isFile() && type.find() ? type.group(1) : "Block") + ".java";
  }

  private boolean isFile() {
    return text.startsWith("package ");
  }

  /** A whole file. */
  String source() {
    if (isFile()) {
      return text;
    }
    String imports =
        text.lines().filter(JavaBlock::isImport).collect(Collectors.joining("\n", "", "\n"));
    String body =
        text.lines()
            .filter(each -> !isImport(each))
            .collect(Collectors.joining("\n", "", "\n"))
            .strip();
    String all =
        PACKAGES.stream().map(name -> "import " + name + ".*;\n").collect(Collectors.joining());
    return imports + all + "class Block {\n" + wrapped(body) + "\n}\n";
  }

  private static boolean isImport(String line) {
    return line.startsWith("import ");
  }

  private String wrapped(String body) {
    if (MEMBER.matcher(body).matches()) {
      return body;
    }
    String statements = body.matches("(?s).*[;}]") ? body : "Object made = " + body + ";";
    String returns = body.contains("return ") ? "Object" : "void";
    return returns + " block(" + given + ") throws Exception {\n" + statements + "\n}";
  }

  @Override
  public String toString() {
    return page + ":" + line;
  }
}
