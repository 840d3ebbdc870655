package org.pixelwhy.image.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
  private final List<Path> decoded = new ArrayList<>();

  private Path volume(String name, int channels) {
    byte[] values = new byte[VOXELS * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) i;
    }
    return NiftiFile.bytes(new int[] {2, 3, 4, channels}, values).write(folder.resolve(name));
  }

  private OpenVolumes counting(long bytes) {
    return new OpenVolumes(
        bytes,
        (path, channel) -> {
          decoded.add(path);
          return VolumeReader.channels(path, channel, ReadLimits.DEFAULT);
        });
  }

  private static Slices axial(Path volume, int index) {
    return new Slices(volume, Plane.AXIAL, index);
  }

  @Test
  void allSlicesAndWindowsOfAVolumeCostOneReading() {
    Path volume = volume("a.nii", 1);
    try (OpenVolumes volumes = counting(4 * VOXELS)) {
      for (int i = 0; i < 4; i++) {
        Image slice = volumes.read(axial(volume, i));
        assertEquals(List.of(new IntensityWindow(0, 23)), volumes.windows(axial(volume, i)));
        assertArrayEquals(Sliced.read(volume, Plane.AXIAL, i).values(), slice.values());
      }
    }
    assertEquals(List.of(volume), decoded);
  }

  @Test
  void oneChannelOfAVolumeThatIsOpenCostsNothing() {
    Path volume = volume("a.nii", 3);
    try (OpenVolumes volumes = counting(12 * VOXELS)) {
      assertEquals(3, volumes.read(axial(volume, 1)).channels());
      Slices one = new Slices(volume, Plane.AXIAL, 1, 1, OptionalInt.of(2));
      assertArrayEquals(
          Sliced.read(volume, Plane.AXIAL, 1, 2).values(), volumes.read(one).values());
      assertEquals(1, volumes.windows(one).size());
    }
    assertEquals(List.of(volume), decoded);
  }

  @Test
  void theVolumeThatWasNotAskedForLongestMakesRoom() {
    Path a = volume("a.nii", 1);
    Path b = volume("b.nii", 1);
    Path c = volume("c.nii", 1);
    try (OpenVolumes volumes = counting(2 * 4 * VOXELS)) {
      for (Path path : List.of(a, b, a, c, a, b)) {
        volumes.read(axial(path, 0));
      }
    }
    assertEquals(List.of(a, b, c, b), decoded);
  }

  @Test
  void whatIsLargerThanTheBoundIsReadSliceBySlice() {
    Path volume = volume("a.nii", 1);
    try (OpenVolumes volumes = counting(4 * VOXELS - 1)) {
      assertEquals(6, volumes.read(axial(volume, 2)).values().length);
      assertEquals(List.of(new IntensityWindow(0, 23)), volumes.windows(axial(volume, 2)));
    }
    assertEquals(List.of(), decoded);
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
}
