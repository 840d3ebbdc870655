package org.pixelwhy.spark.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.study.ImageFolder;
import org.pixelwhy.tensor.InputException;

class MaskFolderTest {
  private static final List<String> MASKS =
      List.of("a.png", "a_mask.png", "b_seg.png", "c-label.tif", "d.png", "e_gt.png", "f.v2.png");
  private static final List<String> IMAGES =
      List.of("a.png", "b.png", "c_image.png", "d_mask.png", "e_0000.png", "f.v2.png", "g.png");

  @TempDir Path folder;

  @Test
  void findsTheMaskThatOneMachineFinds() throws IOException {
    for (String mask : MASKS) {
      Files.writeString(folder.resolve(mask), "");
    }
    MaskFolder masks = MaskFolder.of(folder.toString(), new Configuration());
    List<Path> files = ImageFolder.images(folder);
    int found = 0;
    for (String name : IMAGES) {
      Optional<String> expected =
          ImageFolder.mask(files, ImageSource.of(Path.of("/images", name)))
              .map(file -> "file:" + file);
      ImageItem image = new ImageItem("file:/images/" + name, "", ImageItem.Own.NONE);
      assertEquals(expected, masks.of(image), name);
      found += expected.isPresent() ? 1 : 0;
    }
    assertEquals(5, found);
  }

  @Test
  void aVolumeHasTheVolumeOfItsName() throws IOException {
    Files.writeString(folder.resolve("ct_seg.nii.gz"), "");
    Files.writeString(folder.resolve(".ct.nii.gz"), "");
    List<ImageItem> images =
        List.of(new ImageItem("hdfs:/cts/ct.nii.gz", "axial,3", ImageItem.Own.NONE));
    String mask =
        MaskFolder.of(folder.toString(), new Configuration()).with(images).get(0).own().mask();
    assertEquals("file:" + folder.resolve("ct_seg.nii.gz"), mask);
  }

  @Test
  void saysThatThereIsNoFolder() {
    InputException problem =
        assertThrows(
            InputException.class, () -> MaskFolder.of(folder + "/absent", new Configuration()));
    assertTrue(problem.getMessage().contains("folder with masks"), problem.getMessage());
  }
}
