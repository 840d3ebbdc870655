package org.pixelwhy.onnx.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Operator.Opsets;
import org.pixelwhy.onnx.window.rule.WindowRules;

/** Keeps docs/operators.md equal to the table. */
class OperatorsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "operators.md");
  private static final String MARK = "<!-- From here on written by OperatorsPageTest. -->\n";

  @Test
  void thePageIsTheTable() throws IOException {
    String text = Files.readString(PAGE);
    String head = text.substring(0, text.indexOf(MARK) + MARK.length());
    String expected = head + tables();
    if (Boolean.getBoolean("pixelwhy.write")) {
      Files.writeString(PAGE, expected);
    }
    assertEquals(expected, Files.readString(PAGE), "write it by: mvn test -Dpixelwhy.write=true");
  }

  private static String tables() {
    Map<Kind, List<Operator>> byKind =
        Operators.all().stream().collect(Collectors.groupingBy(Operator::kind));
    StringBuilder page = new StringBuilder();
    for (Kind kind : Kind.values()) {
      String title = kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
      page.append("\n## ").append(title.replace("ization", "isation")).append("\n\n");
      page.append("| operator | opsets | gradient | windows | learned |\n|---|---|---|---|---|\n");
      byKind.get(kind).forEach(operator -> page.append(row(operator)));
    }
    return page.toString();
  }

  private static String row(Operator operator) {
    String learned =
        operator.learned().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            operator.name(),
            opsets(operator.opsets()),
            gradient(operator.gradient()),
            WindowRules.rule(node(operator.name())).isPresent() ? "yes" : "",
            learned.isEmpty() ? "" : "inputs " + learned);
  }

  private static String opsets(Opsets opsets) {
    return opsets.first() + (opsets.last() == Long.MAX_VALUE ? "" : " to " + opsets.last());
  }

  private static String gradient(Operator.Gradient gradient) {
    return switch (gradient.passage()) {
      case RULE -> "rule" + (gradient.note().isEmpty() ? "" : "; " + gradient.note());
      case ZERO -> "none by nature";
      case BECOMES -> "on reading it becomes " + gradient.note();
      case NONE -> "not supported: " + gradient.note();
    };
  }

  private static Node node(String name) {
    int dot = name.lastIndexOf('.');
    String domain = name.substring(0, Math.max(0, dot));
    return new Node("", domain, name.substring(dot + 1), List.of(), List.of("y"), Map.of());
  }
}
