package org.pixelwhy.spark.executor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.medical.DicomFile;
import org.pixelwhy.medical.NiftiFile;
import org.pixelwhy.spark.files.ImageItem;
import org.pixelwhy.spark.files.LocalCopy;
import org.pixelwhy.tensor.InputException;

class ItemImagesTest {
  @TempDir Path folder;

  private static ImageItem item(Path file, String slices) {
    return new ImageItem("file:" + file, slices, ImageItem.Own.NONE);
  }

  private List<ItemImages.One> images(ImageItem item) throws IOException {
    List<ItemImages.One> images = new ArrayList<>();
    try (LocalCopy copy = LocalCopy.of(item.uri(), new Configuration())) {
      for (ItemImages.Whole whole : ItemImages.wholes(copy)) {
        images.addAll(ItemImages.of(whole, item));
      }
    }
    return images;
  }

  private static List<String> names(List<ItemImages.One> images) {
    return images.stream()
        .map(image -> image.name().substring(image.name().lastIndexOf('/') + 1))
        .toList();
  }

  @Test
  void slicesOfAFileAreCalledAsOneMachineCallsThemAndHaveKeysOfTheirOwn() throws IOException {
    Path ct = folder.resolve("ct.nii.gz");
    NiftiFile.bytes(new int[] {2, 3, 4}, new byte[24]).write(ct);
    List<ItemImages.One> some = images(item(ct, "axial,1-3/2,0"));
    assertEquals(List.of("ct.nii.gz:axial,1,0", "ct.nii.gz:axial,3,0"), names(some));
    assertEquals(
        new ImageSource.Slices(ct, Plane.AXIAL, 1, 1, OptionalInt.of(0)).title(),
        names(some).get(0));
    assertTrue(some.get(0).key().endsWith("-axial-1-0"), some.get(0).key());
    assertEquals(3, names(images(item(ct, "coronal,*"))).size());

    Path renamed = Files.copy(ct, folder.resolve("other.nii.gz"));
    assertEquals(some.get(0).key(), images(item(renamed, "axial,1,0")).get(0).key());
  }

  @Test
  void seriesOfAFolderAreToldApartByTheirUidAndNotByTheirFilesNames() throws IOException {
    Path mixed = folder.resolve("study");
    for (int z = 0; z < 3; z++) {
      DicomFile.slice(1, 2, z, (short) z, (short) 7).write(mixed.resolve("a" + (9 - z) + ".dcm"));
      DicomFile.slice(1, 2, 2 * z, (short) -z, (short) 8)
          .ofSeries("1.2.4")
          .write(mixed.resolve("b" + z));
    }
    Files.writeString(mixed.resolve("notes.txt"), "left alone");
    List<ItemImages.One> slices = images(item(mixed, "axial,*"));
    assertEquals(
        List.of(
            "study#1.2.3:axial,0",
            "study#1.2.3:axial,1",
            "study#1.2.3:axial,2",
            "study#1.2.4:axial,0",
            "study#1.2.4:axial,1",
            "study#1.2.4:axial,2"),
        names(slices));

    // The first of them alone, and called otherwise, is the same volume.
    Path alone = folder.resolve("alone");
    for (int z = 0; z < 3; z++) {
      DicomFile.slice(1, 2, z, (short) z, (short) 7).write(alone.resolve("c" + z));
    }
    List<ItemImages.One> same = images(item(alone, "axial,*"));
    assertEquals("alone:axial,0", names(same).get(0));
    assertEquals(slices.get(0).key(), same.get(0).key());
    assertNotEquals(slices.get(3).key(), same.get(0).key());
  }

  @Test
  void aSeriesIsReadAsOneMachineReadsItsFolder() throws IOException {
    Path alone = folder.resolve("alone");
    for (int z = 0; z < 3; z++) {
      DicomFile.slice(1, 2, z, (short) z, (short) 7).write(alone.resolve(z + ".dcm"));
    }
    Path mixed = folder.resolve("study");
    for (int z = 0; z < 3; z++) {
      Files.createDirectories(mixed);
      Files.copy(alone.resolve(z + ".dcm"), mixed.resolve(z + ".dcm"));
    }
    DicomFile.slice(1, 2, 5, (short) 1, (short) 1).ofSeries("1.2.4").write(mixed.resolve("x.dcm"));
    ImageItem item = item(mixed, "axial,2");
    try (LocalCopy copy = LocalCopy.of(item.uri(), new Configuration());
        OpenVolumes volumes = OpenVolumes.withinHeap()) {
      ItemImages.Whole first = ItemImages.wholes(copy).get(0);
      ImageSource expected = new ImageSource.Slices(alone, Plane.AXIAL, 2);
      assertArrayEquals(
          volumes.read(expected).values(),
          volumes.read(ItemImages.of(first, item).get(0).source()).values());
    }
  }

  @Test
  void aFolderWithoutAChoiceOrWithoutDicomFilesSaysWhatToDo() throws IOException {
    Path series = folder.resolve("series");
    DicomFile.slice(1, 2, 0, (short) 1, (short) 2).write(series.resolve("1.dcm"));
    InputException choose = assertThrows(InputException.class, () -> images(item(series, "")));
    assertTrue(choose.getMessage().endsWith("series:axial,*"), choose.getMessage());

    Path empty = Files.createDirectory(folder.resolve("empty"));
    InputException none = assertThrows(InputException.class, () -> images(item(empty, "axial,*")));
    assertTrue(none.getMessage().contains("found none"), none.getMessage());
  }

  @Test
  void theFirstImageThatIsThereGivesItsSizeAndOfASliceNothingElse() throws IOException {
    Path ct = folder.resolve("ct.nii.gz");
    NiftiFile.bytes(new int[] {2, 3, 4}, new byte[24]).write(ct);
    List<ImageItem> items = List.of(item(folder.resolve("absent.png"), ""), item(ct, "coronal,1"));
    try (FirstImage first = FirstImage.of(items, new Configuration());
        OpenVolumes volumes = OpenVolumes.withinHeap()) {
      assertEquals(List.of(first.copy().file().resolveSibling("size.png")), paths(first));
      assertEquals(4, volumes.read(first.source()).height());
      assertEquals(2, volumes.read(first.source()).width());
    }
    assertThrows(
        InputException.class, () -> FirstImage.of(items.subList(0, 1), new Configuration()));
  }

  private static List<Path> paths(FirstImage first) {
    return first.source().path().stream().toList();
  }
}
