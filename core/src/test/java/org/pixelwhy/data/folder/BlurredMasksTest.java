package org.pixelwhy.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pixelwhy.data.folder.MaskPictures.colours;
import static org.pixelwhy.data.folder.MaskPictures.grey;
import static org.pixelwhy.data.folder.MaskPictures.square;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.SharedData;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.tensor.InputException;

/** Masks whose edges hold blends of their classes. */
class BlurredMasksTest {
  @TempDir Path root;
  private MaskPictures pictures;

  @BeforeEach
  void setUp() {
    pictures = new MaskPictures(root);
  }

  private static List<String> names(Dataset dataset) {
    return dataset.classes().stream().map(SegmentClass::name).toList();
  }

  private String onlyNote() {
    List<String> notes = pictures.open().notes();
    assertEquals(1, notes.size(), notes.toString());
    return notes.get(0);
  }

  @ParameterizedTest
  @CsvSource({"100, 64", "127, 64", "128, 100", "200, 100"})
  void betweenTwoClassesTheThresholdIsHalfway(int ring, long segment) throws IOException {
    pictures.pair("a", "png", grey(square(255, ring, 0)));
    assertEquals(List.of("background", "segment"), names(pictures.open()));
    assertEquals(List.of(256 - segment, segment), pictures.counts(0, 1));
    assertTrue(onlyNote().contains("36 of 256 pixels in the 1 masks looked at"), onlyNote());
    assertTrue(onlyNote().contains("0, 255") && onlyNote().contains("classes.txt"), onlyNote());
  }

  @Test
  void ofSeveralClassesTheNearestIsTaken() throws IOException {
    // 128 fills a square, 255 fills another; a blend of 90 lies around the first.
    pictures.pair("a", "png", grey(square(128, 90, 0)));
    pictures.pair("b", "png", grey(square(255, 255, 0)));
    assertEquals(List.of("background", "class 128", "class 255"), names(pictures.open()));
    assertEquals(List.of(156L, 100L, 0L), pictures.counts(0, 1, 2));
  }

  @Test
  void aThinClassThatLiesBetweenNothingStaysAClass() throws IOException {
    // A line of one pixel, brighter than all around it.
    pictures.pair("a", "png", grey((row, column) -> row == 8 ? 255 : row < 3 ? 100 : 0));
    assertEquals(List.of("background", "class 100", "class 255"), names(pictures.open()));
    assertTrue(onlyNote().contains("each value in the masks is taken for a class"), onlyNote());
  }

  @Test
  void thinLinesMayBeBlurredToo() throws IOException {
    pictures.pair(
        "a", "png", grey((row, column) -> row == 8 ? 250 : Math.abs(row - 8) == 1 ? 70 : 0));
    assertEquals(List.of("background", "segment"), names(pictures.open()));
    assertEquals(List.of(240L, 16L), pictures.counts(0, 1));
  }

  @Test
  void cleanGreysAreClassesHoweverNear() throws IOException {
    pictures.pair("a", "png", grey((row, column) -> row < 12 ? 0 : column < 12 ? 100 : 105));
    assertEquals(List.of("background", "class 100", "class 105"), names(pictures.open()));
    assertEquals(List.of(192L, 48L, 16L), pictures.counts(0, 1, 2));
  }

  @Test
  void coloursBlendToo() throws IOException {
    pictures.pair("a", "png", colours(square(0xff0000, 0x900000, 0)));
    assertEquals(List.of(156L, 100L), pictures.counts(0, 1));
    assertEquals(2, pictures.open().classes().size());
  }

  @Test
  void whatCompressionLeftOfThreeGreysAreThreeClasses() throws IOException {
    pictures.pair("a", "jpg", grey((row, column) -> row < 8 ? 0 : column < 8 ? 128 : 255));
    assertEquals(3, pictures.open().classes().size());
    assertEquals(List.of(128L, 64L, 64L), pictures.counts(0, 1, 2));
  }

  @Test
  void whatCompressionLeftOfBlackAndWhiteAreTwo() throws IOException {
    pictures.pair("a", "jpg", grey(square(255, 255, 0)));
    assertEquals(List.of("background", "segment"), names(pictures.open()));
    assertEquals(List.of(156L, 100L), pictures.counts(0, 1));
  }

  @Test
  void theClassesThatClassesTxtNamesAreThoseThatEdgesAreBlendsOf() throws IOException {
    pictures.pair("a", "png", grey(square(255, 200, 0)));
    Files.writeString(root.resolve("classes.txt"), "background = 0\npolyp = 255\n");
    assertEquals(List.of("background", "polyp"), names(pictures.open()));
    assertEquals(List.of(156L, 100L), pictures.counts(0, 1));
    assertTrue(onlyNote().contains("36 of 256 pixels"), onlyNote());
  }

  @Test
  void theStepsOfAWideBlurAreNoClasses() throws IOException {
    // From left to right 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 60, 160, 255, 255: steps fill areas.
    int[] steps = {0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 60, 160, 255, 255};
    pictures.pair("a", "png", grey((row, column) -> steps[column]));
    assertEquals(List.of("background", "segment"), names(pictures.open()));
    assertEquals(List.of(13L * 16, 3L * 16), pictures.counts(0, 1));
  }

  @Test
  void betweenLabelsThereIsNothing() throws IOException {
    pictures.pair("a", "png", grey(square(3, 2, 1)));
    Files.writeString(root.resolve("classes.txt"), "background = 1\nliver = 3\n");
    Entry entry = pictures.open().entries().get(0);
    InputException e = assertThrows(InputException.class, entry::read);
    assertTrue(e.getMessage().contains("holds 2, which is no class"), e.getMessage());
  }

  @Test
  void anAreaThatNobodyNamedIsNoEdge() throws IOException {
    pictures.pair("a", "png", grey(square(128, 128, 0)));
    Files.writeString(root.resolve("classes.txt"), "background = 0\npolyp = 255\n");
    Entry entry = pictures.open().entries().get(0);
    InputException e = assertThrows(InputException.class, entry::read);
    assertTrue(e.getMessage().contains("holds 128, which is no class"), e.getMessage());
  }

  @Test
  void theCaseIsOfTwoClasses() {
    Dataset dataset =
        DatasetFolder.open(SharedData.requireCase("training/antialias"), FolderOptions.usual());
    assertEquals(List.of("background", "segment"), names(dataset));
    for (Entry entry : dataset.entries()) {
      // Of 1024: values from 128 on, counted with numpy.
      assertEquals(100, entry.read().labels().counts()[1]);
    }
    assertTrue(dataset.notes().get(0).contains("912 of 6144 pixels"), dataset.notes().toString());
  }
}
