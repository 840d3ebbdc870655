package org.pixelwhy.medical;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.SharedData;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.tensor.InputException;

/** NRRD files made by hand, damaged ones, and real ones. */
class NrrdTest {
  private static final String HEADER =
      """
      NRRD0004
      # a comment: with a colon
      type: short
      dimension: 3
      space: left-posterior-superior
      sizes: 3 2 2
      space directions: (0.5,0,0) (0,2,0) (0,0,3)
      kinds: domain domain domain
      endian: little
      encoding: raw
      key:=value: with a colon
      """;

  @TempDir Path folder;

  private Path file(String header, byte[] voxels) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(header.getBytes(StandardCharsets.US_ASCII));
    out.write('\n');
    out.write(voxels);
    return Files.write(folder.resolve("volume.nrrd"), out.toByteArray());
  }

  /** The numbers 0 to 11 as shorts. */
  private static byte[] shorts(ByteOrder order) {
    ByteBuffer bytes = ByteBuffer.allocate(24).order(order);
    for (int i = 0; i < 12; i++) {
      bytes.putShort((short) i);
    }
    return bytes.array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(bytes);
    }
    return out.toByteArray();
  }

  private static final float[] COUNTED = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

  @Test
  void aPlainVolumeIsReadWithItsSpacingAndOrientation() throws IOException {
    Volume volume = VolumeReader.read(file(HEADER, shorts(ByteOrder.LITTLE_ENDIAN)));
    assertArrayEquals(new int[] {2, 2, 3}, volume.axes().extents());
    assertArrayEquals(COUNTED, volume.values());
    assertEquals(List.of(3.0, 2.0, 0.5), volume.axes().spacing().orElseThrow());
    assertTrue(volume.oriented());
    assertEquals(List.of(), volume.notes());
  }

  @Test
  void aPackedVolumeInBigEndianIsReadAlike() throws IOException {
    String header = HEADER.replace("little", "big").replace("raw", "gzip");
    Volume volume = VolumeReader.read(file(header, gzip(shorts(ByteOrder.BIG_ENDIAN))));
    assertArrayEquals(COUNTED, volume.values());
  }

  @Test
  void linesMayEndAsOnWindows() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((HEADER + "\n").replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(shorts(ByteOrder.LITTLE_ENDIAN));
    Path file = Files.write(folder.resolve("volume.nrrd"), out.toByteArray());
    assertArrayEquals(COUNTED, VolumeReader.read(file).values());
  }

  @Test
  void axesThatRunTheOtherWayAreTurned() throws IOException {
    String header = HEADER.replace("(0.5,0,0) (0,2,0)", "(-0.5,0,0) (0,2,0)");
    Volume volume = VolumeReader.read(file(header, shorts(ByteOrder.LITTLE_ENDIAN)));
    assertArrayEquals(new float[] {2, 1, 0, 5, 4, 3, 8, 7, 6, 11, 10, 9}, volume.values());
    String ras = HEADER.replace("left-posterior-superior", "RAS");
    assertEquals(5, VolumeReader.read(file(ras, shorts(ByteOrder.LITTLE_ENDIAN))).values()[0]);
  }

  @Test
  void everyTypeIsReadAsTheNumbersItHolds() throws IOException {
    String header = HEADER.replace("sizes: 3 2 2", "sizes: 1 1 1");
    byte[] ones = {-1, -1, -1, -1, -1, -1, -1, -1};
    assertEquals(-1, only(header.replace("type: short", "type: signed char"), ones));
    assertEquals(255, only(header.replace("type: short", "type: uchar"), ones));
    assertEquals(65535, only(header.replace("type: short", "type: unsigned short"), ones));
    assertEquals(-1, only(header.replace("type: short", "type: int32"), ones));
    assertEquals(4294967296.0, only(header.replace("type: short", "type: uint"), ones));
    assertEquals(-1, only(header.replace("type: short", "type: int64"), ones));
    byte[] half = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(0.5).array();
    assertEquals(0.5, only(header.replace("type: short", "type: double"), half));
  }

  private double only(String header, byte[] voxels) throws IOException {
    return VolumeReader.read(file(header, voxels)).values()[0];
  }

  @Test
  void withoutDirectionsThereAreSpacingsOnly() throws IOException {
    String header =
        HEADER
            .replace("space: left-posterior-superior\n", "")
            .replace("space directions: (0.5,0,0) (0,2,0) (0,0,3)", "spacings: 0.5 2 nan");
    Volume volume = VolumeReader.read(file(header, shorts(ByteOrder.LITTLE_ENDIAN)));
    assertFalse(volume.oriented());
    assertEquals(0.5, volume.axes().axis(2).spacing().orElseThrow().step());
    assertTrue(volume.axes().axis(0).spacing().isEmpty());
    assertEquals(2, volume.notes().size());
  }

  private void assertRefused(String reason, String header) throws IOException {
    Path file = file(header, shorts(ByteOrder.LITTLE_ENDIAN));
    InputException refused = assertThrows(InputException.class, () -> VolumeReader.read(file));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    assertTrue(refused.getMessage().contains("volume.nrrd"), refused.getMessage());
  }

  @Test
  void whatIsNotReadOrDamagedIsRefusedWithTheReason() throws IOException {
    assertRefused("found type 'block'", HEADER.replace("type: short", "type: block"));
    assertRefused("found 'bzip2'", HEADER.replace("encoding: raw", "encoding: bzip2"));
    assertRefused("2 or 3 dimensions", HEADER.replace("dimension: 3", "dimension: 4"));
    assertRefused("claims the sizes", HEADER.replace("sizes: 3 2 2", "sizes: 3 2 -2"));
    assertRefused("cannot hold", HEADER.replace("sizes: 3 2 2", "sizes: 30 20 20"));
    assertRefused("more than the limit", HEADER.replace("3 2 2", "90000 90000 90000"));
    assertRefused("in another file", HEADER + "data file: other.raw\n");
    assertRefused("two fields", HEADER + "endian: little\n");
    assertRefused("no field 'endian'", HEADER.replace("endian: little\n", ""));
    assertRefused("3 space directions", HEADER.replace("(0,0,3)", "(0,0)"));
    assertRefused("found 'x'", HEADER.replace("(0,0,3)", "(0,0,x)"));
    assertRefused("is not read", HEADER + "byte skip: -1\n");
    assertRefused("gzip says", HEADER.replace("raw", "gzip"));
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    byte[] whole = gzip(shorts(ByteOrder.LITTLE_ENDIAN));
    Path file = file(HEADER.replace("raw", "gzip"), Arrays.copyOf(whole, whole.length - 12));
    InputException refused = assertThrows(InputException.class, () -> VolumeReader.read(file));
    assertTrue(refused.getMessage().contains("truncated"), refused.getMessage());
    Files.writeString(file, HEADER);
    assertThrows(InputException.class, () -> VolumeReader.read(file));
  }

  @Test
  void damagedFilesAreReadOrRefusedNeverMore() throws IOException {
    byte[] whole =
        Files.readAllBytes(
            file(HEADER.replace("raw", "gzip"), gzip(shorts(ByteOrder.LITTLE_ENDIAN))));
    Random random = new Random(11);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = whole.clone();
      for (int k = 0; k <= random.nextInt(4); k++) {
        damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("damaged.nrrd"), damaged);
      try {
        VolumeReader.read(file);
      } catch (InputException e) {
        assertTrue(e.getMessage().contains("damaged.nrrd"), e.getMessage());
      }
    }
  }

  @Test
  void aRealVolumeHasTheValuesThatPyradiomicsFoundInIt() {
    Path brain = SharedData.require("radiomics/pyradiomics/brain1_image.nrrd");
    Volume volume = VolumeReader.read(brain);
    assertArrayEquals(new int[] {25, 256, 256}, volume.axes().extents());
    assertEquals(0.78125, volume.axes().axis(2).spacing().orElseThrow().step(), 1e-12);
    double sum = 0;
    float max = 0;
    for (float value : volume.values()) {
      sum += value;
      max = Math.max(max, value);
    }
    assertEquals(3057, max);
    assertEquals(385.6564080810547, sum / volume.values().length, 1e-9);
  }
}
