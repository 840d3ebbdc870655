package org.pixelwhy.app.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.Subprocess;

/** {@code testnet generate} and {@code dataset inspect} as their users meet them. */
class DatasetCommandTest {
  @TempDir Path folder;

  private Subprocess run(String... args) {
    return Subprocess.run(folder, args);
  }

  private void assertRefused(String expected, String... args) {
    Subprocess refused = run(args);
    assertEquals(2, refused.exitCode(), refused.err());
    assertEquals("", refused.out());
    assertTrue(refused.err().contains(expected), refused.err());
    assertTrue(refused.errorLines().size() <= 2, refused.err());
  }

  @Test
  void whatIsGeneratedIsInspected() throws IOException {
    Subprocess made = run("testnet", "generate", "--out", "shapes", "--count", "5", "--seed", "2");
    assertEquals(0, made.exitCode(), made.err());
    assertTrue(made.out().contains("5 images in shapes"), made.out());
    Files.writeString(folder.resolve("shapes/images/testnet-00004.png"), "junk");
    Subprocess text = run("dataset", "inspect", "shapes", "--split", "shapes/split.json");
    assertEquals(0, text.exitCode(), text.err());
    assertTrue(text.out().contains("shapes (folders): 4 images in 5 groups"), text.out());
    assertTrue(text.out().contains("testnet-00004.png: expected a picture"), text.out());
    assertTrue(Files.exists(folder.resolve("pixelwhy-out/dataset/index.html")));
    Subprocess json = run("dataset", "inspect", "shapes", "--json", "--out", "seen");
    JsonNode seen = new ObjectMapper().readTree(json.out());
    assertEquals(4, seen.path("images").asInt());
    assertEquals("segment", seen.path("classes").path(1).path("name").asText());
    assertEquals(
        seen, new ObjectMapper().readTree(folder.resolve("seen/inspection.json").toFile()));
  }

  @Test
  void generatedImagesNeedNoFolder() {
    Subprocess text = run("dataset", "inspect", "marked@0.5:3", "--seed", "4");
    assertEquals(0, text.exitCode(), text.err());
    assertTrue(text.out().contains("marked (generated): 3 images"), text.out());
  }

  @Test
  void mistakesAreNamedAndLeaveNothing() {
    assertRefused("no such folder", "dataset", "inspect", "nowhere");
    assertRefused("Did you mean 'livers'?", "testnet", "generate", "--out", "x", "--kind", "liver");
    assertRefused("--count", "testnet", "generate", "--out", "x", "--count", "0");
    assertRefused("--window LOW,HIGH", "dataset", "inspect", ".", "--window", "5");
    assertRefused("testnet needs a command", "testnet");
    assertFalse(Files.exists(folder.resolve("x")));
    assertFalse(Files.exists(folder.resolve("pixelwhy-out")));
  }
}
