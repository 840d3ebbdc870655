package org.pixelwhy.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of this project's own documentation. */
class SiteTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile(" (?:href|src)=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
  private static final Pattern LOADED =
      Pattern.compile(
          "(?:<(?:img|script|link|iframe)\\b[^>]*|url\\(|@import|fetch\\()[\"' ]?https?:");

  @TempDir private static Path out;
  private static List<String> faults;

  @BeforeAll
  static void build() throws IOException {
    faults = Site.build(ROOT, out);
  }

  private static List<Path> files(String end) {
    try (Stream<Path> files = Files.walk(out)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> all(Pattern pattern, String in) {
    return pattern.matcher(in).results().map(found -> found.group(1)).collect(Collectors.toSet());
  }

  @Test
  void noPageLeadsToWhatIsNotThereAndNoneIsLeftOut() {
    assertEquals(List.of(), faults, () -> String.join("\n", faults));
  }

  @Test
  void everyLinkOfTheWrittenPagesIsAFileOrAHeadingOfOne() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : files(".html")) {
      for (String link : all(LINK, Files.readString(page))) {
        if (!link.matches("(https?|mailto):.*") && !leadsSomewhere(page, link)) {
          dead.add(out.relativize(page) + ": " + link);
        }
      }
    }
    assertEquals(List.of(), dead);
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    int mark = link.indexOf('#');
    String file = mark < 0 ? link : link.substring(0, mark);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    return Files.isRegularFile(target)
        && (mark < 0 || all(ID, Files.readString(target)).contains(link.substring(mark + 1)));
  }

  @Test
  void nothingIsLoadedFromElsewhere() throws IOException {
    for (String end : List.of(".html", ".css", "site.js")) {
      for (Path file : files(end)) {
        Matcher loaded = LOADED.matcher(Files.readString(file));
        assertFalse(loaded.find(), () -> file + " loads " + loaded.group());
      }
    }
  }

  @Test
  void everySectionCanBeFound() throws IOException {
    String index = Files.readString(out.resolve("search-index.js"));
    for (String section :
        List.of(
            "[\"Saliency\",\"\",\"docs/methods/saliency.html\",\"",
            "[\"Reading maps of segmentation networks\",\"Layers\",\"docs/reading-maps.html#layers\",\"")) {
      assertTrue(index.contains(section), section);
    }
  }

  @Test
  void headingsHaveTheAnchorsThatGitHubGivesThem() throws IOException {
    String page = Files.readString(out.resolve("docs/reading-maps.html"));
    assertTrue(all(ID, page).contains("the-classs-own-pixels-come-first"), page);
  }
}
