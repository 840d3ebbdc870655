package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pixelwhy.onnx.autodiff.RuleSet;

class CatalogueTest {
  @Test
  void everyRuleThatPassesAGradientIsTested() throws IOException {
    List<String> sources = ruleTests();
    RuleSet rules = StandardRules.standard();
    List<String> untested =
        rules.rules().entrySet().stream()
            .filter(entry -> entry.getValue().passesGradient())
            .map(Map.Entry::getKey)
            .filter(op -> sources.stream().noneMatch(source -> names(source, op)))
            .toList();
    assertEquals(List.of(), untested, "operators that no *RuleTest.java names in quotes");
  }

  /** Whether a source names an operator; one of another domain with its domain. */
  private static boolean names(String source, String qualifiedOp) {
    int dot = qualifiedOp.lastIndexOf('.');
    return source.contains('"' + qualifiedOp.substring(dot + 1) + '"')
        && (dot < 0 || source.contains('"' + qualifiedOp.substring(0, dot) + '"'));
  }

  private static List<String> ruleTests() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("RuleTest.java"))
          .map(CatalogueTest::read)
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
