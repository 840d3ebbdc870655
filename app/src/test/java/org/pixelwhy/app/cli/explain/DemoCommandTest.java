package org.pixelwhy.app.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.Ran;

class DemoCommandTest {
  @TempDir private Path folder;

  @Test
  void endsWithTheMapThatShowsWhatDecidesAndWhyOthersMissIt() {
    Ran demo = Ran.of(List.of("demo", "--out", folder.toString()));
    assertEquals(0, demo.code(), demo.err());
    assertTrue(demo.out().contains("testnet-0.png: seen in "), demo.out());
    String begin = "Look at it: ";
    Path picture =
        demo.out()
            .lines()
            .filter(line -> line.startsWith(begin))
            .map(line -> Path.of(line.substring(begin.length())))
            .findFirst()
            .orElseThrow();
    assertTrue(Files.exists(picture), demo.out());
    assertTrue(demo.out().contains("  grad-cam: averages gradients"), demo.out());
    assertFalse(demo.out().contains("Not of this run"), demo.out());
    assertTrue(Files.exists(folder.resolve("nuclei/report.html")), demo.out());
  }

  @Test
  void theReportShowsTheRealImageAndTheMapOfTheDecidingShapeBeforeAllNumbers() throws IOException {
    assertEquals(0, Ran.of(List.of("demo", "--out", folder.toString())).code());
    String page = Files.readString(folder.resolve("report.html"));
    int real = page.indexOf("A real image, cells.png. Why does nucleus end here?");
    int pixel = page.indexOf("A real image, cells.png. Why is this pixel called nucleus?");
    int link = page.indexOf("<a href=\"nuclei/report.html\">Its own report</a>");
    int clearest = page.indexOf("drawn so that the answer is known");
    int why = page.indexOf("Why maps miss it");
    int all = page.indexOf("All maps of the drawn images");
    List<Integer> places = List.of(real, pixel, link, clearest, why, all);
    assertFalse(places.contains(-1), places.toString());
    assertEquals(places.stream().sorted().toList(), places);
  }
}
