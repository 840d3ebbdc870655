package org.pixelwhy.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pixelwhy.data.folder.MaskPictures.grey;
import static org.pixelwhy.data.folder.MaskPictures.square;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.tensor.InputException;

/** Folders of any name, their files matched by name. */
class FolderPairTest {
  @TempDir Path root;
  private MaskPictures pictures;

  @BeforeEach
  void setUp() {
    pictures = new MaskPictures(root);
  }

  private void image(String file) throws IOException {
    pictures.write("photos/" + file, grey((row, column) -> 10 * row + column));
  }

  private void mask(String file) throws IOException {
    pictures.write("outlines/" + file, grey(square(255, 255, 0)));
  }

  private Dataset open(BadFiles badFiles) {
    return DatasetFolder.open(root.resolve("photos"), root.resolve("outlines"), badFiles);
  }

  private static List<String> names(Dataset dataset) {
    return dataset.entries().stream().map(Entry::name).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "a.png, a.png",
    "a.jpg, a.png",
    "a.PNG, a_mask.png",
    "a.png, a_segmentation.png",
    "a.png, a-label.tif",
    "a.png, a.GT.png",
    "a_img.png, a_mask.png",
    "case_0000.png, case.png",
    "p1/a.png, p1/a_labels.png"
  })
  void masksAreFoundByName(String image, String mask) throws IOException {
    image(image);
    mask(mask);
    Dataset dataset = open(BadFiles.STOP);
    assertEquals(1, dataset.entries().size());
    assertEquals(100, dataset.entries().get(0).read().labels().counts()[1]);
    assertEquals(image.contains("/") ? "p1" : names(dataset).get(0), group(dataset));
  }

  private static String group(Dataset dataset) {
    return dataset.entries().get(0).group();
  }

  @Test
  void bothMayLieInOneFolder() throws IOException {
    for (String name : List.of("a", "b")) {
      pictures.write("all/" + name + ".png", grey((row, column) -> row));
      pictures.write("all/" + name + "_segmentation.png", grey(square(255, 255, 0)));
    }
    Path all = root.resolve("all");
    assertEquals(List.of("a", "b"), names(DatasetFolder.open(all, all, BadFiles.STOP)));
  }

  @Test
  void classesAreStatedBesideTheMasks() throws IOException {
    image("a.png");
    pictures.write("outlines/a.png", grey(square(2, 1, 0)));
    Files.writeString(root.resolve("outlines/classes.txt"), "background = 0\nwall = 1\ncell = 2\n");
    Dataset dataset = open(BadFiles.STOP);
    assertEquals(
        List.of("background", "wall", "cell"),
        dataset.classes().stream().map(SegmentClass::name).toList());
    assertEquals(64, dataset.entries().get(0).read().labels().counts()[2]);
  }

  @Test
  void imagesWithoutMasksAreNamedAndCounted() throws IOException {
    for (String name : List.of("a", "b", "c", "d", "e", "f")) {
      image(name + ".png");
    }
    mask("a_mask.png");
    mask("z.png");
    InputException e = assertThrows(InputException.class, () -> open(BadFiles.STOP));
    assertEquals(
        root.resolve("photos")
            + ": 5 of 6 images have no mask in "
            + root.resolve("outlines")
            + ": b.png, c.png, d.png and 2 more; a mask is named like its image, perhaps with"
            + " _mask, _segmentation or -label added",
        e.getMessage());
    List<String> told = new ArrayList<>();
    Dataset left = open((entry, problem) -> told.add(problem.getMessage()));
    assertEquals(List.of("a"), names(left));
    assertEquals(List.of(e.getMessage()), told);
    assertTrue(
        left.notes()
            .contains("1 of 2 masks in " + root.resolve("outlines") + " belong to no image: z.png"),
        left.notes().toString());
  }

  @Test
  void masksOfOtherSizesAreNamedAndCounted() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      image(name + ".png");
    }
    mask("a.png");
    for (String name : List.of("b", "c")) {
      pictures.write(
          "outlines/" + name + ".png", new BufferedImage(8, 16, BufferedImage.TYPE_BYTE_GRAY));
    }
    InputException e = assertThrows(InputException.class, () -> open(BadFiles.STOP));
    assertTrue(
        e.getMessage().endsWith("are not of one size: b.png (16 x 16, its mask 8 x 16), c.png"),
        e.getMessage());
    assertTrue(e.getMessage().contains("2 of 3 images"), e.getMessage());
    assertEquals(List.of("a"), names(open((entry, problem) -> {})));
  }

  @Test
  void whatCannotBeAPairIsRefused() throws IOException {
    Files.createDirectories(root.resolve("photos"));
    refused("photos: expected images (PNG, JPEG");
    image("a.png");
    refused("outlines: no such folder");
    mask("b.png");
    refused("1 of 1 images have no mask in");
    mask("a_mask.png");
    mask("a_label.png");
    refused("a_mask.png: both are named like masks of");
  }

  private void refused(String message) {
    InputException e = assertThrows(InputException.class, () -> open((entry, problem) -> {}));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}
