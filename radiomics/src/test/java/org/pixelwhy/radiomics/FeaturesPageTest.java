package org.pixelwhy.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.pixelwhy.radiomics.feature.Aggregation;
import org.pixelwhy.radiomics.feature.Family;
import org.pixelwhy.radiomics.feature.Feature;
import org.pixelwhy.radiomics.feature.FeatureTable;

/** The documentation lists what the table of features says; run with -Dpixelwhy.write=true. */
class FeaturesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "radiomics.md");
  private static final String START = "<!-- From here on written by FeaturesPageTest. -->\n";

  @Test
  void thePageListsEveryFeatureOfTheTable() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(START) + START.length();
    String expected = page.substring(0, start) + tables();
    if (Boolean.getBoolean("pixelwhy.write")) {
      Files.writeString(PAGE, expected);
    } else {
      assertEquals(expected, page, "run this test with -Dpixelwhy.write=true");
    }
  }

  private static String tables() {
    StringBuilder text =
        new StringBuilder(
            "\n## Aggregations\n\n| name | IBSI | as the IBSI calls it |\n|---|---|---|\n");
    for (Aggregation aggregation : Aggregation.values()) {
      text.append("| `" + aggregation + "` | " + aggregation.code() + " | " + aggregation.title());
      text.append(" |\n");
    }
    for (Family family : Family.values()) {
      text.append("\n## " + family.title());
      text.append(family.code().isEmpty() ? "\n\n" : " (" + family.code() + ")\n\n");
      text.append(
          "| feature | IBSI | | unit | definition | formula |\n|---|---|---|---|---|---|\n");
      for (Feature feature : FeatureTable.of(family)) {
        text.append("| `" + feature.id() + "` | " + feature.code() + " | " + feature.name());
        text.append(" | " + feature.unit() + " | " + feature.definition());
        text.append(" | " + feature.formula() + " |\n");
      }
    }
    return text.toString();
  }
}
