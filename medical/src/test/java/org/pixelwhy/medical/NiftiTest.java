package org.pixelwhy.medical;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.tensor.InputException;

class NiftiTest {
  @TempDir Path folder;

  /** Values 0 to 23 in the file's order, extents 2, 3, 4. */
  private static byte[] counting() {
    byte[] values = new byte[24];
    for (int i = 0; i < 24; i++) {
      values[i] = (byte) i;
    }
    return values;
  }

  private static NiftiFile small() {
    return NiftiFile.bytes(new int[] {2, 3, 4}, counting());
  }

  private Volume read(NiftiFile file) {
    return VolumeReader.read(file.write(folder.resolve("v.nii")));
  }

  @ParameterizedTest
  @CsvSource({
    "2,1,200",
    "256,1,-100",
    "4,2,-30000",
    "512,2,60000",
    "8,4,-70000",
    "768,4,3000000000",
    "16,4,-1.5",
    "64,8,2.25",
    "1024,8,-5000000000",
    "1280,8,5000000000"
  })
  void everyTypeIsReadInBothByteOrdersAndVersions(int code, int bytes, double value) {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      ByteBuffer data = ByteBuffer.allocate(bytes).order(order);
      switch (bytes) {
        case 1 -> data.put((byte) (int) value);
        case 2 -> data.putShort((short) (int) value);
        case 4 ->
            data.putInt(code == 16 ? Float.floatToIntBits((float) value) : (int) (long) value);
        default -> data.putLong(code == 64 ? Double.doubleToLongBits(value) : (long) value);
      }
      for (NiftiFile file : List.of(NiftiFile.version1(order), NiftiFile.version2(order))) {
        file.dims(1, 1, 1).type(code, bytes).affine(1, 1, 1).data(data.array());
        assertEquals((float) value, read(file).values()[0]);
        file.scale(2, 10);
        assertEquals((float) (value * 2 + 10), read(file).values()[0]);
      }
    }
  }

  @Test
  void packedAndPlainFilesHoldTheSame() {
    Volume plain = read(small());
    Volume packed = VolumeReader.read(small().write(folder.resolve("p.nii.gz")));
    assertArrayEquals(plain.values(), packed.values());
    assertEquals(24, plain.values().length);
  }

  /** Right, front, head is turned into left, back, head: two axes flip. */
  @Test
  void axesAreBroughtToHeadBackAndLeft() {
    Volume volume = read(small().spacing(1, 2, 3));
    assertEquals(List.of(3.0, 2.0, 1.0), volume.axes().spacing().orElseThrow());
    assertTrue(volume.oriented());
    for (Plane plane : Plane.values()) {
      assertEquals(volume.count(plane), VolumeReader.count(folder.resolve("v.nii"), plane));
    }
    for (int i = 0; i < 24; i++) {
      int x = i % 2;
      int y = i / 2 % 3;
      int z = i / 6;
      assertEquals(i, volume.at(z, 2 - y, 1 - x));
    }
  }

  @Test
  void axesThatAreSwappedInTheFileAreSwappedBack() {
    double[][] swapped = {{0, 0, -1, 0}, {-1, 0, 0, 0}, {0, 1, 0, 0}};
    Volume volume = read(small().sform(swapped).spacing(1, 2, 3));
    assertEquals(List.of(2.0, 1.0, 3.0), volume.axes().spacing().orElseThrow());
    assertEquals(3, VolumeReader.count(folder.resolve("v.nii"), Plane.AXIAL));
    assertEquals(2, VolumeReader.count(folder.resolve("v.nii"), Plane.CORONAL));
    for (int i = 0; i < 24; i++) {
      assertEquals(i, volume.at(i / 2 % 3, i % 2, i / 6));
    }
  }

  @Test
  void theQuaternionGivesTheSameAsItsMatrix() {
    // Half a turn about z: left, back, head; with a negative sign the third axis goes to the feet.
    NiftiFile half = NiftiFile.version1(ByteOrder.LITTLE_ENDIAN).dims(2, 3, 4).type(2, 1);
    Volume volume = read(half.qform(0, 0, 1, 1).data(counting()));
    assertEquals(1, volume.at(0, 0, 1));
    assertEquals(6, volume.at(1, 0, 0));
    Volume down = read(half.qform(0, 0, 1, -1));
    assertEquals(18, down.at(0, 0, 0));
  }

  @Test
  void aFileWithoutOrientationKeepsItsOrderAndSaysSo() {
    NiftiFile file = NiftiFile.version1(ByteOrder.LITTLE_ENDIAN).dims(2, 3, 4).type(2, 1);
    Volume volume = read(file.data(counting()));
    assertFalse(volume.oriented());
    assertEquals(9, volume.at(1, 1, 1));
    assertTrue(volume.notes().get(0).contains("how the patient lies"));
  }

  @Test
  void ofSeveralVolumesTheFirstIsRead() {
    byte[] two = Arrays.copyOf(counting(), 48);
    Volume volume = read(small().dims(2, 3, 4, 2).data(two));
    assertEquals(24, volume.values().length);
    assertTrue(volume.notes().get(0).contains("first of 2 volumes"));
  }

  /** Value = channel * 24 + place in the file's volume; x and y are flipped on reading. */
  @Test
  void volumesAlongFurtherAxesAreChannels() {
    byte[] values = new byte[24 * 6];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) i;
    }
    for (int[] dims : new int[][] {{2, 3, 4, 6}, {2, 3, 4, 1, 6}, {2, 3, 4, 2, 3}}) {
      Path file = NiftiFile.bytes(dims, values).write(folder.resolve("channels.nii.gz"));
      List<Volume> channels = VolumeReader.channels(file);
      assertEquals(6, channels.size());
      Image slice = Sliced.read(file, Plane.AXIAL, 3);
      assertEquals(6, slice.channels());
      for (int c = 0; c < 6; c++) {
        for (int x = 0; x < 2; x++) {
          for (int y = 0; y < 3; y++) {
            int stored = c * 24 + 3 * 6 + y * 2 + x;
            assertEquals(stored, channels.get(c).at(3, 2 - y, 1 - x));
            assertEquals(stored, slice.at(c, 2 - y, 1 - x));
          }
        }
        Image one = Sliced.read(file, Plane.CORONAL, 1, c);
        assertArrayEquals(channels.get(c).slice(Plane.CORONAL, 1).values(), one.values());
      }
      assertMessage(
          "there is no channel 6, the volume has 6 (0 to 5)",
          () -> Sliced.read(file, Plane.AXIAL, 3, 6));
      assertMessage(
          "channels.nii.gz: there is no axial slice 4", () -> Sliced.read(file, Plane.AXIAL, 4));
    }
    assertEquals(1, VolumeReader.channels(small().write(folder.resolve("one.nii"))).size());
  }

  @Test
  void aFlatFileOfSeveralChannelsIsAPicture() {
    Path file =
        NiftiFile.bytes(new int[] {2, 2, 1, 3}, new byte[12]).write(folder.resolve("f.nii"));
    assertEquals(3, ImageReader.read(file).channels());
  }

  /** Small files that claim much, along the fourth axis and beyond. */
  @Test
  void channelsThatTheFileCannotHoldAreRefusedBeforeMemoryIsSetAside() {
    int[][] claims = {
      {100, 100, 100, 200},
      {2, 3, 4, 32767},
      {1, 1, 1, 32767, 32767},
      {1, 1, 1, 32767, 32767, 32767, 32767},
      {500, 500, 1, 1000}
    };
    for (int[] dims : claims) {
      for (String name : List.of("claims.nii", "claims.nii.gz")) {
        Path file = small().dims(dims).write(folder.resolve(name));
        assertMessage(name + ": ", () -> VolumeReader.channels(file));
        assertMessage(name + ": ", () -> Sliced.read(file, Plane.AXIAL, 0));
        assertMessage(name + ": ", () -> Sliced.read(file, Plane.AXIAL, 0, 30000));
      }
    }
    // Half of what the header claims is there, packed so that all of it could be.
    byte[] values = new byte[10_000_000];
    new Random(1).nextBytes(values);
    Arrays.fill(values, 50_000, values.length, (byte) 0);
    Path half = small().dims(100, 100, 100, 20).data(values).write(folder.resolve("half.nii.gz"));
    assertMessage("truncated", () -> VolumeReader.channels(half));
    assertMessage("truncated", () -> Sliced.read(half, Plane.AXIAL, 0));
    assertEquals(1, Sliced.read(half, Plane.AXIAL, 0, 9).channels());
    // A bomb of very many tiny volumes, which would become very many objects.
    Path tiny =
        small().dims(1, 1, 1, 300, 300).data(new byte[90_000]).write(folder.resolve("t.nii.gz"));
    assertMessage("more volumes than 65536", () -> VolumeReader.channels(tiny));
  }

  @Test
  void aHeaderAndItsImageAreOneVolume() throws IOException {
    NiftiFile file = small();
    file.header().put(345, (byte) 'i').putFloat(108, 0);
    Files.write(folder.resolve("pair.hdr"), Arrays.copyOf(file.all(), 348));
    assertRefused("pair.img: no such file", folder.resolve("pair.hdr"));
    Files.write(folder.resolve("pair.img"), counting());
    Volume fromHeader = VolumeReader.read(folder.resolve("pair.hdr"));
    assertArrayEquals(read(small()).values(), fromHeader.values());
    assertArrayEquals(fromHeader.values(), VolumeReader.read(folder.resolve("pair.img")).values());
  }

  private static Path shipped(String name) throws URISyntaxException {
    return Path.of(NiftiTest.class.getResource("/volumes/" + name).toURI());
  }

  /** Both hold the same voxels; what nibabel 5.4 says of them is written here. */
  @ParameterizedTest
  @ValueSource(strings = {"sing_s.nii", "pair.img", "pair.hdr"})
  void whereTheSformIsNoneTheQformHoldsAndAPairIsReadFromEitherName(String name)
      throws URISyntaxException {
    Path file = shipped(name);
    Volume volume = VolumeReader.read(file);
    assertTrue(volume.oriented());
    assertEquals(List.of(11, 9, 7), List.of(volume.slices(), volume.height(), volume.width()));
    assertEquals(List.of(2.0, 1.5, 1.0), volume.axes().spacing().orElseThrow());
    // data[0, 0, :4]; the qform's axes are left, back, head: ours.
    for (int z = 0; z < 4; z++) {
      assertEquals(new float[] {2246, -658, -283, -53}[z], volume.at(z, 0, 0));
    }
    assertEquals(575, volume.at(0, 0, 1));
    assertEquals(name.endsWith(".nii"), volume.notes().toString().contains("qform"));
    assertEquals(9, Sliced.read(file, Plane.AXIAL, 3).height());
    int files = name.startsWith("pair") ? 2 : 1;
    assertEquals(files, ImageReader.files(new ImageSource.Slices(file, Plane.AXIAL, 3)).size());
  }

  @Test
  void missingVoxelsRefuseOnlyWhatHasThem() {
    ByteBuffer data = ByteBuffer.allocate(96).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 24; i++) {
      data.putFloat(i == 7 ? Float.NaN : i);
    }
    Path file =
        NiftiFile.version1(ByteOrder.LITTLE_ENDIAN)
            .dims(2, 3, 4)
            .type(16, 4)
            .affine(1, 1, 1)
            .data(data.array())
            .write(folder.resolve("nan.nii"));
    assertEquals(6, Sliced.read(file, Plane.AXIAL, 0).values().length);
    assertMessage(
        "nan.nii:axial,1: 1 of 6 values are NaN", () -> Sliced.read(file, Plane.AXIAL, 1));
    assertMessage("NaN", () -> VolumeReader.read(file));
  }

  @Test
  void slicesStandUpright() {
    Volume volume = read(small());
    assertEquals(volume.at(1, 2, 0), volume.slice(Plane.AXIAL, 1).at(2, 0));
    assertEquals(volume.at(3, 1, 1), volume.slice(Plane.CORONAL, 1).at(0, 1));
    assertEquals(volume.at(0, 2, 1), volume.slice(Plane.SAGITTAL, 1).at(3, 2));
    assertEquals(List.of(1.0, 1.0), volume.slice(Plane.CORONAL, 0).axes().spacing().orElseThrow());
    InputException none = assertThrows(InputException.class, () -> volume.slice(Plane.SAGITTAL, 2));
    assertTrue(none.getMessage().contains("(0 to 1)"), none.getMessage());
  }

  @Test
  void aSliceIsAPicture() {
    Path file = small().write(folder.resolve("ct.nii.gz"));
    Image slice = Sliced.read(file, Plane.SAGITTAL, 1);
    assertEquals(4, slice.height());
    assertEquals(3, slice.width());
    assertEquals(List.of(file), ImageReader.files(new ImageSource.Slices(file, Plane.SAGITTAL, 1)));
    assertEquals(List.of(file), ImageReader.files(ImageSource.of(file)));
    assertMessage("choose one, such as ct.nii.gz:axial,2", () -> ImageReader.read(file));
    assertMessage("ct.nii.gz: there is no axial slice 4", () -> Sliced.read(file, Plane.AXIAL, 4));
    assertMessage("no such file", () -> Sliced.read(Path.of(file + "x"), Plane.AXIAL, 4));
  }

  @Test
  void truncatedFilesAreRefused() throws IOException {
    byte[] whole = small().all();
    for (int length : new int[] {5, 347, 352, 360, whole.length - 1}) {
      assertRefused("truncated", write("t.nii", Arrays.copyOf(whole, length)));
    }
    byte[] packed = NiftiFile.packed(whole);
    assertRefused("truncated", write("t.nii.gz", Arrays.copyOf(packed, packed.length - 30)));
    packed[40] ^= 0x55;
    assertMessage("", () -> VolumeReader.read(write("d.nii.gz", packed)));
  }

  @Test
  void claimsThatTheFileCannotKeepAreRefusedBeforeMemoryIsSetAside() throws IOException {
    NiftiFile large = small().dims(2000, 1000, 1000);
    assertRefused("more than the limit", large.write(folder.resolve("large.nii")));
    NiftiFile claims = small().dims(500, 500, 500);
    assertRefused("cannot hold", claims.write(folder.resolve("claims.nii")));
    assertRefused("cannot hold", claims.write(folder.resolve("claims.nii.gz")));
    NiftiFile overflow = NiftiFile.version2(ByteOrder.LITTLE_ENDIAN).dims(1, 1, 1).type(2, 1);
    overflow.header().putLong(24, 1L << 62).putLong(32, 4);
    assertRefused("more than the limit", overflow.write(folder.resolve("overflow.nii")));
  }

  @Test
  void aBombIsNotUnpackedFurtherThanNeeded() {
    NiftiFile bomb = small().data(new byte[50_000_000]);
    Volume volume = VolumeReader.read(bomb.write(folder.resolve("bomb.nii.gz")));
    assertEquals(24, volume.values().length);
    bomb.header().putFloat(108, 1e18f);
    assertRefused("begin at byte", bomb.write(folder.resolve("bomb2.nii.gz")));
  }

  @Test
  void whatIsNoVolumeIsRefused() throws IOException {
    assertRefused("claims 0 dimensions", small().dims().write(folder.resolve("none.nii")));
    assertRefused("each must be at least 1", small().dims(2, 0, 4).write(folder.resolve("z.nii")));
    assertRefused("complex", small().type(32, 8).write(folder.resolve("c.nii")));
    assertRefused("colours", small().type(128, 3).write(folder.resolve("rgb.nii")));
    assertRefused("unknown type 77", small().type(77, 3).write(folder.resolve("u.nii")));
    NiftiFile nan = small().dims(1, 1, 1).type(16, 4);
    nan.data(new byte[] {0, 0, (byte) 0xc0, 0x7f});
    assertRefused("NaN", nan.write(folder.resolve("nan.nii")));
    assertRefused("expected a volume", write("text.nii", "not a volume".getBytes()));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static void assertRefused(String message, Path file) {
    assertMessage(message, () -> VolumeReader.read(file));
  }

  private static void assertMessage(String part, org.junit.jupiter.api.function.Executable read) {
    InputException e = assertThrows(InputException.class, read);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
