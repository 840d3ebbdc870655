package org.pixelwhy.medical;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.image.io.NiftiWriter;
import org.pixelwhy.image.io.NiftiWriter.Type;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.image.io.VoxelPlaces;
import org.pixelwhy.tensor.InputException;

class NiftiWriterTest {
  private static final int DATA = 352;

  @TempDir Path folder;

  /** All pictures along a plane, as they are shown. */
  private static Map<Integer, float[]> pictures(Path volume, Plane plane) {
    Map<Integer, float[]> pictures = new TreeMap<>();
    try (OpenVolumes volumes = OpenVolumes.withinHeap()) {
      for (int i = 0; i < VolumeReader.count(volume, plane); i++) {
        pictures.put(i, volumes.read(new Slices(volume, plane, i)).values());
      }
    }
    return pictures;
  }

  private static byte[] written(Path volume, Plane plane, Map<Integer, float[]> pictures, Type type)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NiftiWriter.write(out, VolumeReader.places(volume).orElseThrow(), plane, pictures, type);
    return out.toByteArray();
  }

  private static ByteBuffer unpacked(byte[] bytes) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** Columns to the feet, rows to the left, slices to the back, and slanted a little. */
  private static NiftiFile slanted(float[] values) {
    double[][] affine = {{0.1, -2, 0, 30}, {0.2, 0, -3, -40}, {-1.5, -0.1, 0.3, 50}};
    return NiftiFile.floats(new int[] {3, 4, 5}, values).spacing(1.5, 2, 3).sform(affine);
  }

  private static float[] random(int count) {
    float[] values = new float[count];
    Random random = new Random(3);
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource(Plane.class)
  void allPicturesOfAVolumeGiveItsVoxelsInTheFilesOrderWithTheFilesAffine(Plane plane)
      throws IOException {
    NiftiFile file = slanted(random(60));
    Path source = file.write(folder.resolve("source.nii"));
    ByteBuffer found = unpacked(written(source, plane, pictures(source, plane), Type.NUMBERS));
    ByteBuffer expected =
        ByteBuffer.wrap(Files.readAllBytes(source)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 40; i < 48; i += 2) {
      assertEquals(expected.getShort(i), found.getShort(i), "extents at byte " + i);
    }
    for (int i = 80; i < 92; i += 4) {
      assertEquals(expected.getFloat(i), found.getFloat(i), "spacing at byte " + i);
    }
    for (int i = 280; i < 328; i += 4) {
      assertEquals(expected.getFloat(i), found.getFloat(i), "affine at byte " + i);
    }
    float[] voxels = new float[60];
    found.position(DATA).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(voxels);
    assertArrayEquals(random(60), voxels);
  }

  @Test
  void theQformSaysTheSameAsTheSformWhereAxesAreAtRightAngles() throws IOException {
    // A turn by 90 degrees about the axis to the head, and slices that run to the feet.
    double[][] affine = {{0, -2, 0, 7}, {1.5, 0, 0, 8}, {0, 0, -3, 9}};
    Path source =
        NiftiFile.floats(new int[] {3, 4, 5}, random(60))
            .spacing(1.5, 2, 3)
            .sform(affine)
            .write(folder.resolve("turned.nii"));
    byte[] bytes = written(source, Plane.AXIAL, Map.of(), Type.NUMBERS);
    ByteBuffer header = unpacked(bytes);
    assertEquals(1, header.getShort(252));
    // The sform taken away, the reader has the qform alone.
    header.putShort(254, (short) 0);
    Path turned = Files.write(folder.resolve("qform.nii"), header.array());
    VoxelPlaces places = VolumeReader.places(turned).orElseThrow();
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        assertEquals(affine[row][column], places.affine().orElseThrow().get(row).get(column), 1e-5);
      }
    }
  }

  @Test
  void slantedAxesHaveNoQform() throws IOException {
    Path source = slanted(random(60)).write(folder.resolve("source.nii"));
    assertEquals(0, unpacked(written(source, Plane.AXIAL, Map.of(), Type.NUMBERS)).getShort(252));
  }

  @Test
  void labelsOfOnePictureStandWhereItLiesAndAllElseIsZero() throws IOException {
    Path source = slanted(random(60)).write(folder.resolve("source.nii"));
    float[] labels = new float[12];
    labels[5] = 255;
    Path file =
        Files.write(
            folder.resolve("labels.nii.gz"),
            written(source, Plane.CORONAL, Map.of(2, labels), Type.LABELS));
    Map<Integer, float[]> found = pictures(file, Plane.CORONAL);
    assertEquals(5, found.size());
    found.forEach((i, values) -> assertArrayEquals(i == 2 ? labels : new float[12], values));
  }

  @Test
  void aVolumeThatSaysNothingOfThePatientGetsNoPlaceEither() throws IOException {
    Path source =
        NiftiFile.unoriented(new int[] {2, 2, 2}, new byte[8]).write(folder.resolve("plain.nii"));
    ByteBuffer header = unpacked(written(source, Plane.AXIAL, Map.of(), Type.LABELS));
    assertEquals(0, header.getShort(252));
    assertEquals(0, header.getShort(254));
    assertEquals(DATA + 8, header.capacity());
  }

  @Test
  void aDicomSeriesGivesAVolumeThatLiesWhereItsSlicesDo() throws IOException {
    Path series = folder.resolve("series");
    for (int i = 0; i < 3; i++) {
      short[] values = {(short) (6 * i), 1, 2, 3, 4, 5};
      DicomFile.slice(2, 3, 5 - 2.5 * i, values).write(series.resolve(i + ".dcm"));
    }
    VoxelPlaces places = VolumeReader.places(series).orElseThrow();
    assertEquals(List.of(3, 2, 3), places.extents());
    // From -10, -20 to the left and back, columns 0.25 and rows 0.5 mm apart, the lowest at 0.
    assertEquals(
        List.of(
            List.of(-0.25, -0.0, -0.0, 10.0),
            List.of(-0.0, -0.5, -0.0, 20.0),
            List.of(0.0, 0.0, 2.5, 0.0)),
        places.affine().orElseThrow());
    Path file =
        Files.write(
            folder.resolve("series.nii.gz"),
            written(series, Plane.SAGITTAL, pictures(series, Plane.SAGITTAL), Type.NUMBERS));
    Volume expected = VolumeReader.read(series);
    Volume found = VolumeReader.read(file);
    assertEquals(expected.axes(), found.axes());
    assertArrayEquals(expected.values(), found.values());
  }

  @Test
  void aPictureOfAnotherSizeIsRefused() throws IOException {
    Path source = slanted(random(60)).write(folder.resolve("source.nii"));
    InputException e =
        assertThrows(
            InputException.class,
            () -> written(source, Plane.AXIAL, Map.of(0, new float[3]), Type.NUMBERS));
    assertTrue(e.getMessage().startsWith("slice 0 has 3 pixels, expected"), e.getMessage());
  }
}
