package org.pixelwhy.spark.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.tensor.InputException;

class ImageListTest {
  @TempDir Path folder;

  private void make(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }

  private List<String> list(String name) {
    int start = ("file:" + folder + "/").length();
    return ImageList.of(folder + "/" + name, new Configuration()).stream()
        .map(image -> image.name().substring(start))
        .toList();
  }

  @Test
  void findsTheImagesOfAFolderAndOfThoseInItInOrder() throws IOException {
    make("b.PNG", "a/c.npy", "a/b.dcm", "notes.txt", ".hidden.png", "_tmp/x.png");
    assertEquals(List.of("a/b.dcm", "a/c.npy", "b.PNG"), list(""));
  }

  @Test
  void findsWhatAPatternFits() throws IOException {
    make("one-1.png", "one-2.png", "two.png");
    assertEquals(List.of("one-1.png", "one-2.png"), list("one-*.png"));
  }

  @Test
  void readsAListInItsOwnOrder() throws IOException {
    Files.writeString(
        folder.resolve("list.txt"), "b.png\n\nsub/a.png\nfile:" + folder + "/c.png\n");
    assertEquals(List.of("b.png", "sub/a.png", "c.png"), list("list.txt"));
  }

  @Test
  void findsVolumesWhereSlicesAreChosenAndOfDicomFilesTheirFolder() throws IOException {
    make(
        "a/ct.nii.gz", "a/mask.txt", "p1/IM0001", "p1/IM0002", "p2/s/1.dcm", "p2/s/2.1.3", "c.png");
    assertEquals(
        List.of("a/ct.nii.gz:axial,1-9/2", "p1:axial,1-9/2", "p2/s:axial,1-9/2"),
        list(":axial,1-9/2"));
    assertEquals(List.of("c.png", "p2/s/1.dcm"), list(""));
    assertEquals(List.of("a/ct.nii.gz:coronal,3"), list("a/ct.nii.gz:coronal,3"));
    Files.writeString(folder.resolve("list.txt"), "p1:axial,*\nc.png\n");
    assertEquals(List.of("p1:axial,*", "c.png"), list("list.txt"));
    InputException wrong = assertThrows(InputException.class, () -> list(":axial;1"));
    assertTrue(wrong.getMessage().contains("VOLUME:PLANE,INDEX"), wrong.getMessage());
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    make("notes.md");
    InputException none = assertThrows(InputException.class, () -> list(""));
    assertTrue(none.getMessage().contains("there is no image"), none.getMessage());
    InputException missing = assertThrows(InputException.class, () -> list("absent"));
    assertTrue(missing.getMessage().contains("no such file or folder"), missing.getMessage());
  }
}
