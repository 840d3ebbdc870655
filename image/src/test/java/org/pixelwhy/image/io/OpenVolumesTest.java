package org.pixelwhy.image.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.tensor.InputException;

class OpenVolumesTest {
  private static final int VOXELS = 24;

  @TempDir Path folder;

  private Path volume(String name, int channels) {
    float[] values = new float[VOXELS * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return TestVolume.write(folder.resolve(name), channels, 4, 3, 2, values);
  }

  private static Slices axial(Path volume, int index) {
    return new Slices(volume, Plane.AXIAL, index);
  }

  @Test
  void allSlicesAndWindowsOfAVolumeCostOneReading() {
    Path volume = volume("a.nii", 1);
    try (OpenVolumes volumes = new OpenVolumes(4 * VOXELS)) {
      for (int i = 0; i < 4; i++) {
        Image slice = volumes.read(axial(volume, i));
        assertEquals(List.of(new IntensityWindow(0, 23)), volumes.windows(axial(volume, i)));
        assertEquals(6 * i + 5, slice.at(0, 2, 1));
      }
    }
    assertEquals(1, TestVolume.decodings(volume));
  }

  @Test
  void oneChannelOfAVolumeThatIsOpenCostsNothing() {
    Path volume = volume("a.nii", 3);
    try (OpenVolumes volumes = new OpenVolumes(12 * VOXELS)) {
      assertEquals(3, volumes.read(axial(volume, 1)).channels());
      Slices one = new Slices(volume, Plane.AXIAL, 1, 1, OptionalInt.of(2));
      assertArrayEquals(new float[] {54, 55, 56, 57, 58, 59}, volumes.read(one).values());
      assertEquals(1, volumes.windows(one).size());
    }
    assertEquals(1, TestVolume.decodings(volume));
  }

  @Test
  void theVolumeThatWasNotAskedForLongestMakesRoom() {
    Path a = volume("a.nii", 1);
    Path b = volume("b.nii", 1);
    Path c = volume("c.nii", 1);
    try (OpenVolumes volumes = new OpenVolumes(2 * 4 * VOXELS)) {
      for (Path path : List.of(a, b, a, c, a, b)) {
        volumes.read(axial(path, 0));
      }
    }
    assertEquals(List.of(1L, 2L, 1L), Stream.of(a, b, c).map(TestVolume::decodings).toList());
  }

  @Test
  void whatIsLargerThanTheBoundIsReadSliceBySlice() {
    Path volume = volume("a.nii", 1);
    try (OpenVolumes volumes = new OpenVolumes(4 * VOXELS - 1)) {
      assertEquals(6, volumes.read(axial(volume, 2)).values().length);
      assertEquals(List.of(new IntensityWindow(0, 23)), volumes.windows(axial(volume, 2)));
    }
    assertEquals(2, TestVolume.decodings(volume));
  }

  @Test
  void aRangeIsItsSlicesAndIsNotReadAsOne() {
    Slices range = new Slices(Path.of("d", "ct.nii.gz"), Plane.AXIAL, 10, 12, OptionalInt.of(1));
    assertEquals(Path.of("d", "ct.nii.gz") + ":axial,10-12,1", range.name());
    assertEquals("ct.nii.gz:axial,10-12,1", range.title());
    assertEquals("ct_axial_10-12_1", range.stem());
    assertEquals(
        List.of("ct_axial_10_1", "ct_axial_11_1", "ct_axial_12_1"),
        range.images().stream().map(ImageSource::stem).toList());
    try (OpenVolumes volumes = new OpenVolumes(0)) {
      String message = assertThrows(InputException.class, () -> volumes.read(range)).getMessage();
      assertTrue(message.contains("several slices"), message);
    }
    assertThrows(
        InputException.class,
        () -> new Slices(Path.of("a"), Plane.AXIAL, 3, 2, OptionalInt.empty()));
  }

  @Test
  void filesAndPicturesInMemoryAreImagesToo() {
    Image image = new Image(1, 1, 2, new float[] {1, 2}, 1);
    ImageSource source = new ImageSource.InMemory("mine", image);
    try (OpenVolumes volumes = new OpenVolumes(0)) {
      assertEquals(image, volumes.read(source));
      assertEquals(List.of(), volumes.windows(source));
    }
    assertEquals(List.of(), ImageReader.files(source));
    assertEquals("input", ImageSource.of(Path.of("a", "input.NPY")).stem());
    assertEquals(new ImageSource.Array(Path.of("input.npy")), ImageSource.of(Path.of("input.npy")));
    assertEquals("photo.jpg", ImageSource.of(Path.of("a", "photo.jpg")).title());
  }

  @Test
  void missingValuesRefuseOnlyTheSlicesThatHaveThem() {
    float[] values = new float[VOXELS];
    values[7] = Float.NaN;
    values[8] = 9;
    Path volume = TestVolume.write(folder.resolve("nan.vol"), 1, 4, 3, 2, values);
    for (long room : new long[] {0, 1000}) {
      try (OpenVolumes volumes = new OpenVolumes(room)) {
        assertEquals(6, volumes.read(axial(volume, 0)).values().length);
        String message =
            assertThrows(InputException.class, () -> volumes.read(axial(volume, 1))).getMessage();
        assertTrue(message.contains("nan.vol:axial,1: 1 of 6 values are NaN"), message);
        Image filled = volumes.read(new ImageSource.Filled(axial(volume, 1), -5));
        assertArrayEquals(new float[] {0, -5, 9, 0, 0, 0}, filled.values());
        assertTrue(filled.notes().toString().contains("-5.0 was put in their place"));
        // Of the 23 finite voxels.
        assertEquals(List.of(new IntensityWindow(0, 9)), volumes.windows(axial(volume, 1)));
      }
    }
    assertThrows(InputException.class, () -> VolumeReader.read(volume));
    assertThrows(InputException.class, () -> new ImageSource.Filled(axial(volume, 1), Double.NaN));
  }

  @Test
  void aFormatFromOutsideIsReadLikeAnyOther() {
    Path volume = volume("a.vol", 2);
    assertEquals(4, VolumeReader.count(volume, Plane.AXIAL));
    assertEquals(2, VolumeReader.channels(volume).size());
    assertEquals(List.of("read the first of 2 volumes"), VolumeReader.read(volume).notes());
    String message =
        assertThrows(InputException.class, () -> ImageReader.read(volume)).getMessage();
    assertTrue(message.contains("choose one, such as a.vol:axial,2"), message);
    Path flat = TestVolume.write(folder.resolve("flat.vol"), 1, 1, 2, 2, 1, 2, 3, 4);
    assertEquals(4, ImageReader.read(flat).at(0, 1, 1));
  }

  @Test
  void filesOfAModuleThatIsMissingAreNamed() throws IOException {
    byte[] dicom = new byte[200];
    System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, dicom, 128, 4);
    Path file = Files.write(folder.resolve("a.dcm"), dicom);
    String message = assertThrows(InputException.class, () -> ImageReader.read(file)).getMessage();
    assertTrue(message.contains("a DICOM file; module pixelwhy-medical reads it"), message);
  }
}
