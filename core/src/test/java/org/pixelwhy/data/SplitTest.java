package org.pixelwhy.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.tensor.InputException;

class SplitTest {
  @TempDir Path folder;

  private static Dataset dataset(int entries, int perGroup) {
    return new Dataset(
        "patients",
        List.of(SegmentClass.background(), new SegmentClass("tumour", 0xff0000)),
        IntStream.range(0, entries)
            .mapToObj(
                i ->
                    new Entry(
                        "slice" + i, "patient" + i / perGroup, Optional.empty(), () -> pixel(i)))
            .toList());
  }

  private static Sample pixel(int i) {
    Image image = new Image(1, 1, 1, new float[] {i}, 255);
    return new Sample("slice" + i, image, new LabelMap(1, 1, new byte[1]));
  }

  private static Set<String> groups(Dataset dataset, Split split, Part part) {
    return dataset.entries(split, part).stream().map(Entry::group).collect(Collectors.toSet());
  }

  @Test
  void eightyTenTenOfSingleImages() {
    Split split = Split.of(dataset(1000, 1), SplitOptions.usual(1));
    assertEquals(800, split.train().size());
    assertEquals(100, split.validation().size());
    assertEquals(100, split.test().size());
  }

  @Test
  void slicesOfOnePatientStayTogether() {
    Dataset dataset = dataset(300, 30);
    Split split = Split.of(dataset, SplitOptions.usual(5));
    Set<String> all = new HashSet<>();
    int sum = 0;
    for (Part part : Part.values()) {
      Set<String> groups = groups(dataset, split, part);
      sum += groups.size();
      all.addAll(groups);
    }
    assertEquals(10, sum);
    assertEquals(10, all.size());
    assertEquals(8 * 30, split.train().size());
  }

  @Test
  void evenThreePatientsAreSplitIntoThreeParts() {
    Dataset dataset = dataset(30, 10);
    Split split = Split.of(dataset, SplitOptions.usual(0));
    for (Part part : Part.values()) {
      assertEquals(1, groups(dataset, split, part).size(), part.name());
    }
    InputException tooFew =
        assertThrows(InputException.class, () -> Split.of(dataset(30, 15), SplitOptions.usual(0)));
    assertTrue(tooFew.getMessage().contains("2 groups"), tooFew.getMessage());
  }

  @Test
  void theSeedDecidesAndTheOrderOfFilesDoesNot() {
    Dataset dataset = dataset(50, 2);
    Dataset reversed =
        new Dataset(
            "patients",
            dataset.classes(),
            IntStream.range(0, 50).mapToObj(i -> dataset.entries().get(49 - i)).toList());
    Split split = Split.of(dataset, SplitOptions.usual(3));
    assertEquals(split, Split.of(dataset, SplitOptions.usual(3)));
    assertNotEquals(split, Split.of(dataset, SplitOptions.usual(4)));
    assertEquals(
        Set.copyOf(split.test()), Set.copyOf(Split.of(reversed, SplitOptions.usual(3)).test()));
  }

  @Test
  void whatTheDataSetSaysOfItselfStands() {
    List<Entry> entries =
        List.of(
            new Entry("a", "a", Optional.of(Part.TEST), () -> pixel(0)),
            new Entry("b", "b", Optional.of(Part.TRAIN), () -> pixel(1)));
    Dataset dataset = new Dataset("two", dataset(1, 1).classes(), entries);
    Split split = Split.of(dataset, SplitOptions.usual(0));
    assertEquals(new Split(List.of("b"), List.of(), List.of("a")), split);
  }

  @Test
  void aFileGivesTheSplitBack() {
    Split split = Split.of(dataset(20, 1), SplitOptions.usual(7));
    Path file = folder.resolve("split.json");
    SplitFile.write(file, split);
    assertEquals(split, SplitFile.read(file));
  }

  @Test
  void overlapUnknownNamesAndSharedPatientsAreRefused() {
    assertMessage("'a' twice", () -> new Split(List.of("a"), List.of("b"), List.of("a")));
    Dataset dataset = dataset(4, 2);
    assertMessage(
        "does not have",
        () -> new Split(List.of("slice0", "elsewhere"), List.of(), List.of()).check(dataset));
    assertMessage(
        "group 'patient0'",
        () -> new Split(List.of("slice0"), List.of("slice1"), List.of()).check(dataset));
  }

  @Test
  void filesThatAreNoSplitsAreRefused() throws IOException {
    Path file = folder.resolve("broken.json");
    assertMessage("no such file", () -> SplitFile.read(file));
    Files.writeString(file, "{\"train\": [");
    assertMessage("no JSON", () -> SplitFile.read(file));
    Files.writeString(file, "{\"train\": [\"a\"], \"validation\": []}");
    assertMessage("'test' is missing", () -> SplitFile.read(file));
    Files.writeString(file, "{\"train\": [1], \"validation\": [], \"test\": []}");
    assertMessage("as texts", () -> SplitFile.read(file));
  }

  @Test
  void twoImagesOfOneNameAreRefused() {
    Entry entry = new Entry("a", () -> pixel(0));
    assertMessage(
        "two images are named 'a'",
        () -> new Dataset("twins", dataset(1, 1).classes(), List.of(entry, entry)));
  }

  private static void assertMessage(String part, Runnable refused) {
    InputException e = assertThrows(InputException.class, refused::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
