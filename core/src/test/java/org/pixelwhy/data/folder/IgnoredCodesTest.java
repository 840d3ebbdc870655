package org.pixelwhy.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pixelwhy.data.folder.MaskPictures.colours;
import static org.pixelwhy.data.folder.MaskPictures.grey;
import static org.pixelwhy.data.folder.MaskPictures.palette;
import static org.pixelwhy.data.folder.MaskPictures.square;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.SharedData;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.tensor.InputException;

/** Pixels of which masks say no class. */
class IgnoredCodesTest {
  private static final int IGNORED = LabelMap.IGNORED;

  @TempDir Path root;
  private MaskPictures pictures;

  @BeforeEach
  void setUp() {
    pictures = new MaskPictures(root);
  }

  private void classes(String text) throws IOException {
    Files.writeString(root.resolve("classes.txt"), text);
  }

  @Test
  void classesTxtLeavesANumberOut() throws IOException {
    pictures.pair("a", "png", grey(square(1, 255, 0)));
    classes("background = 0\npet = 1\nignore = 255\n");
    assertEquals(2, pictures.open().classes().size());
    assertEquals(List.of(156L, 64L, 36L), pictures.counts(0, 1, IGNORED));
    assertEquals(
        List.of(
            "ignored in loss, scores and class counts: 36 of 256 pixels in the 1 masks looked at"
                + " hold 255"),
        pictures.open().notes());
  }

  @Test
  void classesTxtLeavesAColourOut() throws IOException {
    pictures.pair("a", "png", colours(square(0x800000, 0xe0e0c0, 0)));
    classes("background = #000000\naeroplane = #800000\nignore = #E0E0C0\n");
    assertEquals(List.of(156L, 64L, 36L), pictures.counts(0, 1, IGNORED));
  }

  @Test
  void aNumberBesideSmallOnesIsGuessedAndSaid() throws IOException {
    pictures.pair("a", "png", grey(square(1, 255, 0)));
    Dataset guessed = pictures.open();
    assertEquals(2, guessed.classes().size());
    assertEquals(List.of(156L, 64L, 36L), pictures.counts(0, 1, IGNORED));
    String note = guessed.notes().get(0);
    assertTrue(note.contains("255 is taken for 'no class'"), note);
    assertTrue(note.contains("36 of 256 pixels"), note);
    assertTrue(note.contains("'ignore = 255'"), note);
    assertTrue(note.contains("(background = 0; class 1 = 1)"), note);
  }

  @Test
  void whatTheNoteSaysToWriteWorks() throws IOException {
    pictures.pair("a", "png", grey(square(1, 255, 0)));
    classes("background = 0\nclass 1 = 1\nborder = 255\n");
    assertEquals(List.of(156L, 64L, 36L), pictures.counts(0, 1, 2));
    assertEquals(3, pictures.open().classes().size());
  }

  @Test
  void thePaletteOfPascalVocIsKnown() throws IOException {
    int[] colours = new int[256];
    colours[5] = 0x800080;
    colours[9] = 0xc00000;
    colours[255] = 0xe0e0c0;
    pictures.pair("a", "png", palette(colours, square(5, 255, 9)));
    assertEquals(10, pictures.open().classes().size());
    assertEquals(List.of(64L, 156L, 36L), pictures.counts(5, 9, IGNORED));
    // The same saved as colours: 5 and 9 are purple and brighter red.
    root.resolve("masks/a.png").toFile().delete();
    pictures.pair("a", "png", colours(square(0x800080, 0xe0e0c0, 0xc00000)));
    assertEquals(3, pictures.open().classes().size());
    assertEquals(List.of(0L, 64L, 156L, 36L), pictures.counts(0, 1, 2, IGNORED));
  }

  @Test
  void creamAmongOtherColoursIsAClass() throws IOException {
    pictures.pair("a", "png", colours(square(0x123456, 0xe0e0c0, 0)));
    assertEquals(3, pictures.open().classes().size());
    assertEquals(0, pictures.counts(IGNORED).get(0));
  }

  @Test
  void whereClassesTxtForgetsItTheMessageSaysWhatToWrite() throws IOException {
    pictures.pair("a", "png", grey(square(1, 255, 0)));
    classes("background = 0\npet = 1\n");
    Entry entry = pictures.open().entries().get(0);
    InputException e = assertThrows(InputException.class, entry::read);
    assertTrue(e.getMessage().contains("holds 255, which is no class"), e.getMessage());
    assertTrue(e.getMessage().contains("add the line 'ignore = 255'"), e.getMessage());
  }

  @Test
  void aValueStandsForOneThing() throws IOException {
    pictures.pair("a", "png", grey(square(1, 255, 0)));
    classes("background = 0\npet = 1\nignore = 1\n");
    InputException e = assertThrows(InputException.class, pictures::open);
    assertTrue(e.getMessage().contains("two lines give"), e.getMessage());
  }

  @Test
  void theCaseHasTwoClasses() {
    Dataset dataset =
        DatasetFolder.open(SharedData.requireCase("training/ignore255"), FolderOptions.usual());
    assertEquals(2, dataset.classes().size());
    for (Entry entry : dataset.entries()) {
      long[] counts = entry.read().labels().counts();
      assertEquals(
          List.of(892L, 100L, 32L), List.of(counts[0], counts[1], counts[LabelMap.IGNORED]));
    }
    assertTrue(dataset.notes().get(0).contains("192 of 6144 pixels"), dataset.notes().toString());
  }
}
