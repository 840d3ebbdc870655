package org.pixelwhy.study.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierResultTest {
  @TempDir Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  @Test
  void whatAnEarlierRunWroteGoesAndWhatItDidNotWriteStays() throws IOException {
    Path old = file("out/old/map.png");
    Path mine = file("out/mixed/notes.txt");
    Path mixed = file("out/mixed/map.png");
    Path needed = file("out/seen/mask.png");
    Path outside = file("private.txt");
    Files.writeString(
        folder.resolve("out/result.json"),
        "{\"images\": [{\"files\": [\"mixed/notes.txt\"]}], \"files\": [\"old/map.png\","
            + " \"mixed/map.png\", \"seen/mask.png\", \"../private.txt\", \""
            + outside
            + "\", \"gone.png\", \"\", \"mixed\"]}");
    Path page = file("out/report.html");
    EarlierResult.remove(
        folder.resolve("out"), "result.json", List.of("report.html"), List.of(needed));
    assertFalse(Files.exists(page) || Files.exists(folder.resolve("out/result.json")));
    assertFalse(Files.exists(old.getParent()), "an empty folder goes too");
    assertFalse(Files.exists(mixed));
    assertTrue(Files.exists(mine));
    assertTrue(Files.exists(needed), "the run to come reads it");
    assertTrue(Files.exists(outside), "not in the folder");
  }

  @Test
  void whatIsNoResultNamesNoFiles() throws IOException {
    Path kept = file("out/a.png");
    for (String text : List.of("", "[]", "{\"files\": 3}", "{\"files\": [\"a.png\"", "x")) {
      Files.writeString(folder.resolve("out/result.json"), text);
      EarlierResult.remove(folder.resolve("out"), "result.json", List.of(), List.of());
      assertTrue(Files.exists(kept), text);
    }
  }

  @Test
  void strangersAreNamedByWhatLiesAtTheTopOfTheFolder() throws IOException {
    file("out/a/map.png");
    file("out/b/map.png");
    file("out/notes.txt");
    file("out/.hidden");
    file("out/report.html");
    Set<String> own = Set.of("a/map.png", "report.html");
    Path out = folder.resolve("out");
    assertEquals(List.of("b", "notes.txt"), EarlierResult.strangers(out, own, List.of()));
    List<Path> read = List.of(out.resolve("notes.txt"), folder.resolve("b/map.png"));
    assertEquals(List.of("b"), EarlierResult.strangers(out, own, read));
  }
}
