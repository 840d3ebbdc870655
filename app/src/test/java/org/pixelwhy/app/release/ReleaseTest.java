package org.pixelwhy.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What scripts/release.sh and its files list is what there is; the release itself tries the rest.
 */
class ReleaseTest {
  private static final Path ROOT = Path.of("..");

  private static String text(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }

  private static Set<String> all(String expression, String in) {
    return Pattern.compile(expression, Pattern.DOTALL)
        .matcher(in)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String first(String expression, String in) {
    return Pattern.compile(expression, Pattern.DOTALL)
        .matcher(in)
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing like " + expression));
  }

  private static Set<String> modules() throws IOException {
    return all("<module>(\\w+)</module>", text("pom.xml"));
  }

  /** All modules but the BOM itself and those that say they are never deployed. */
  private static Set<String> published() throws IOException {
    Set<String> published = new TreeSet<>();
    for (String module : modules()) {
      if (!module.equals("bom")
          && !text(module + "/pom.xml").contains("<maven.deploy.skip>true</maven.deploy.skip>")) {
        published.add(module);
      }
    }
    return published;
  }

  @Test
  void theBomHoldsEveryPublishedModule() throws IOException {
    Set<String> managed = all("<artifactId>pixelwhy-(\\w+)</artifactId>", text("bom/pom.xml"));
    assertTrue(managed.remove("bom"));
    assertEquals(published(), managed);
  }

  @Test
  void everythingHasOneVersion() throws IOException {
    String ofParent = "<artifactId>pixelwhy-parent</artifactId>\\s*<version>([^<]+)</version>";
    String version = first(ofParent, text("pom.xml"));
    String ofBom = "<artifactId>pixelwhy-bom</artifactId>\\s*<version>([^<]+)</version>";
    assertEquals(version, first(ofBom, text("bom/pom.xml")));
    String ofSpark = "<artifactId>pixelwhy-spark-home</artifactId>\\s*<version>([^<]+)</version>";
    assertEquals(version, first(ofSpark, text("spark/home/pom.xml")));
    for (String module : modules()) {
      if (!module.equals("bom")) {
        assertEquals(version, first(ofParent, text(module + "/pom.xml")), module);
      }
    }
    String inDocs = "<artifactId>pixelwhy-\\w+</artifactId>\\s*<version>([^<]+)</version>";
    assertEquals(Set.of(version), all(inDocs, text("docs/java.md")));
  }

  @Test
  void scriptsLeaveOutTheModulesThatAreNotPublished() throws IOException {
    Set<String> rest = modules();
    rest.removeAll(published());
    for (String script : List.of("scripts/javadoc.sh", "scripts/release/checks.sh")) {
      String leftOut = first("<module>[^\n]*grep -v -x((?: -e \\w+)+)", text(script));
      assertEquals(rest, all("-e (\\w+)", leftOut), script);
    }
    rest.remove("bom");
    String built = first("-pl '([^']+)'", text("scripts/release.sh"));
    assertEquals(rest, all("!(\\w+)", built));
  }

  @Test
  void verifyAndTheLauncherKnowEveryModule() throws IOException {
    Set<String> tested = modules();
    tested.remove("bom");
    String counted = first("for module in ([\\w ]+); do", text("verify"));
    assertEquals(tested, Set.of(counted.split(" ")));
    String watched = first("\\{([\\w,]+)\\}/src/main", text("pixelwhy"));
    assertEquals(published(), Set.of(watched.split(",")));
  }

  @Test
  void archivesStartWhatTheLauncherStartsInTheSameWay() throws IOException {
    String build = text("scripts/build.sh");
    String main = first("\nmain=(\\S+)", build);
    assertTrue(Files.exists(Path.of("src/main/java", main.replace('.', '/') + ".java")), main);
    Set<String> options = all("\\s(-X\\S+)", first("\noptions=\\((.*?)\\)", build));
    assertFalse(options.isEmpty());
    for (String script : List.of("pixelwhy", "pixelwhy.bat")) {
      String start = text("scripts/release/" + script);
      assertTrue(start.contains(main), script);
      assertEquals(options, all("\\s(-X\\S+)", start), script);
      assertTrue(start.contains("ORT_DISABLE_TELEMETRY=1"), script);
    }
  }

  @Test
  void theStartScriptOfWindowsHasLinesAsWindowsWantsThem() throws IOException {
    String script = text("scripts/release/pixelwhy.bat");
    assertEquals(script.replace("\r\n", "\n").replace("\n", "\r\n"), script);
  }

  @Test
  void theDockerfileTakesTheArchiveThatIsMade() throws IOException {
    String added = first("\nADD (\\S+)", text("Dockerfile"));
    Set<String> platforms = all("\n?([\\w-]+) [\\w-]+ tar", text("scripts/release/archives.sh"));
    assertTrue(platforms.contains(first("pixelwhy-\\*-([\\w-]+)\\.tar\\.gz", added)), added);
  }
}
