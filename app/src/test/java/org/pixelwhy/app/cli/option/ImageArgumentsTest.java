package org.pixelwhy.app.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.medical.DicomFile;
import org.pixelwhy.medical.NiftiFile;
import org.pixelwhy.tensor.InputException;

class ImageArgumentsTest {
  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.createDirectories(folder.resolve("cells/deep"));
    for (String name :
        List.of("b.png", "a.png", "c.tif", "deep/d.png", ".hidden.png", "notes.txt")) {
      Files.write(folder.resolve("cells").resolve(name), new byte[] {1});
    }
    NiftiFile.bytes(new int[] {2, 3, 4}, new byte[24]).write(folder.resolve("ct.nii.gz"));
    NiftiFile.bytes(new int[] {2, 3, 4}, new byte[24]).write(folder.resolve("mr.nii.gz"));
  }

  private List<ImageSource> parse(String... arguments) {
    return ImageArguments.parse(List.of(arguments).stream().map(a -> folder + "/" + a).toList());
  }

  private List<String> titles(String... arguments) {
    return parse(arguments).stream().map(ImageSource::title).toList();
  }

  @Test
  void slicesRangesAndChannelsAreValues() {
    Path ct = folder.resolve("ct.nii.gz");
    assertEquals(
        List.of(
            new Slices(ct, Plane.AXIAL, 2),
            new Slices(ct, Plane.CORONAL, 0, 2, OptionalInt.empty()),
            new Slices(ct, Plane.SAGITTAL, 1, 1, OptionalInt.of(3)),
            new Slices(ct, Plane.AXIAL, 0, 3, OptionalInt.of(1)),
            new Slices(ct, Plane.AXIAL, 0),
            new Slices(ct, Plane.AXIAL, 3),
            new Slices(ct, Plane.CORONAL, 1, 1, OptionalInt.of(0)),
            new Slices(ct, Plane.CORONAL, 3, 3, OptionalInt.of(0))),
        parse(
            "ct.nii.gz:axial,2",
            "ct.nii.gz:Coronal,0-2",
            "ct.nii.gz:sagittal,1,3",
            "ct.nii.gz:axial,*,1",
            "ct.nii.gz:axial,*/3",
            "ct.nii.gz:coronal,1-4/2,0"));
  }

  @Test
  void foldersAndGlobsGiveTheirPicturesInTheOrderOfNames() {
    assertEquals(List.of("a.png", "b.png", "c.tif"), titles("cells"));
    assertEquals(List.of("a.png", "b.png"), titles("cells/*.png"));
    assertEquals(List.of("d.png", "a.png"), titles("c*/**/d.png", "cells/[a].png"));
    assertEquals(List.of("ct.nii.gz:axial,1", "mr.nii.gz:axial,1"), titles("*.nii.gz:axial,1"));
  }

  @Test
  void aFileThatExistsIsTakenByItsName() throws IOException {
    for (String name : List.of("odd:axial,3", "a*b.png", "[x].npy")) {
      Files.write(folder.resolve(name), new byte[] {1});
      assertEquals(List.of(ImageSource.of(folder.resolve(name))), parse(name));
    }
  }

  @Test
  void aFolderOfDicomFilesIsAVolume() {
    for (int i = 0; i < 3; i++) {
      DicomFile.slice(1, 2, i, (short) 1, (short) 2).write(folder.resolve("s/" + i + ".dcm"));
    }
    assertEquals(3, parse("s:axial,*").get(0).images().size());
    String message = assertThrows(InputException.class, () -> parse("s")).getMessage();
    assertTrue(message.contains("volume of 3 axial slices; choose some"), message);
    assertTrue(message.contains("s:axial,1"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ct.nii.gz:axial",
        "ct.nii.gz:axial,x",
        "ct.nii.gz:axial,3-1",
        "ct.nii.gz:axial,0-2/0",
        "ct.nii.gz:axial,3-1/2",
        "none.nii.gz:axial,*",
        "cells/*.jpg",
        "none/*.png",
        "cells/[.png",
        "cells/deep/../deep/.x*"
      })
  void whatGivesNothingIsRefused(String argument) {
    String message = assertThrows(InputException.class, () -> parse(argument)).getMessage();
    assertTrue(message.contains(folder.toString()), message);
  }

  @Test
  void oneImageIsOne() {
    String all = folder + "/cells";
    assertEquals("a.png", ImageArguments.one("--image", folder + "/cells/a.png").title());
    String message =
        assertThrows(InputException.class, () -> ImageArguments.one("--image", all)).getMessage();
    assertTrue(message.contains("stands for 3 images, expected one"), message);
  }
}
