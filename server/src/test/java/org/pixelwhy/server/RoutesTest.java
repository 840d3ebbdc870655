package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every route of the code is documented, and every documented route is in the code. */
class RoutesTest {
  private static final Pattern CODE =
      Pattern.compile("routes\\s*\\.(get|post|put|patch|delete|sse)\\(\\s*\"(/api/[^\"]*)\"");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z, ]+) (`/api/[^|]*) \\|");
  private static final Pattern PATH = Pattern.compile("`(/api/[^`?]*)[^`]*`");

  /** All routes of the code, such as {@code GET /api/jobs/{}}. */
  static Set<String> routes() throws IOException {
    Set<String> code = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> code.addAll(of(file)));
    }
    return code;
  }

  @Test
  void codeAndDocumentationNameTheSameRoutes() throws IOException {
    Set<String> code = routes();
    Set<String> documented = new TreeSet<>();
    Matcher rows = ROW.matcher(Files.readString(Path.of("../docs/server-api.md")));
    while (rows.find()) {
      for (String method : rows.group(1).split(", *")) {
        Matcher paths = PATH.matcher(rows.group(2));
        while (paths.find()) {
          documented.add(method.strip() + " " + paths.group(1).replaceAll("\\{\\w+}", "{}"));
        }
      }
    }
    assertTrue(code.size() > 20, code.toString());
    assertEquals(String.join("\n", code), String.join("\n", documented));
  }

  private static Set<String> of(Path file) {
    try {
      Set<String> routes = new TreeSet<>();
      Matcher matcher = CODE.matcher(Files.readString(file));
      while (matcher.find()) {
        String method =
            matcher.group(1).equals("sse") ? "GET" : matcher.group(1).toUpperCase(Locale.ROOT);
        routes.add(method + " " + matcher.group(2).replaceAll("\\{\\w+}", "{}"));
      }
      return routes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
