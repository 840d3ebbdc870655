package org.example.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every block of Java of every page compiles, or is a part of a source of this module. */
class JavaBlocksTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Set<String> NO_PAGES = Set.of("target", "node_modules", "shared");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyBlockOfJavaCompiles() throws IOException {
    List<JavaBlock> blocks = blocks();
    assertTrue(blocks.size() > 8, blocks.toString());
    String sources = sources();
    return blocks.stream()
        .filter(block -> !sources.contains(flush(block.text())))
        .map(block -> dynamicTest(block.toString(), () -> compile(block)));
  }

  @Test
  void aBlockThatIsWrongIsNamedWithWhatIsWrong() throws IOException {
    JavaBlock block = JavaBlock.of("page.md", "# x\n\n```java\nTensr t = null;\n```\n").get(0);
    assertEquals("page.md:3", block.toString());
    AssertionError failed = assertThrows(AssertionError.class, () -> compile(block));
    assertTrue(failed.getMessage().contains("class Tensr"), failed.getMessage());
  }

  private static List<JavaBlock> blocks() throws IOException {
    List<JavaBlock> blocks = new ArrayList<>();
    for (Path page : pages()) {
      String name = ROOT.relativize(page).toString().replace('\\', '/');
      blocks.addAll(JavaBlock.of(name, Files.readString(page)));
    }
    return blocks;
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.sorted().toList()) {
        String name = module.getFileName().toString();
        if (name.endsWith(".md")) {
          pages.add(module);
        } else if (Files.exists(module.resolve("README.md")) && !NO_PAGES.contains(name)) {
          pages.add(module.resolve("README.md"));
        }
      }
    }
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages.stream().distinct().toList();
  }

  /** What is compiled anyway, without indentation. */
  private static String sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        all.append(flush(Files.readString(file)));
      }
      return all.toString();
    }
  }

  private static String flush(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n", "", "\n"));
  }

  private void compile(JavaBlock block) throws IOException {
    Path file = folder.resolve(block.file());
    Files.writeString(file, block.source());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-implicit:none",
              "-d",
              folder.toString(),
              "-classpath",
              System.getProperty("java.class.path"));
      boolean well =
          compiler
              .getTask(null, files, found, options, null, files.getJavaFileObjects(file))
              .call();
      assertTrue(
          well,
          () ->
              block
                  + ": does not compile; mend it, or declare what it takes for given in a comment"
                  + " before it (JavaBlock says how):\n"
                  + errors(found));
    }
  }

  private static String errors(DiagnosticCollector<JavaFileObject> found) {
    return found.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(each -> each.getMessage(null))
        .collect(Collectors.joining("\n"));
  }
}
