package org.pixelwhy.medical;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.Resampling;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.render.Picture;
import org.pixelwhy.tensor.InputException;

class DicomTest {
  private static final String EXPLICIT = "1.2.840.10008.1.2.1";

  @TempDir Path folder;

  private Image read(DicomFile file) {
    return ImageReader.read(file.write(folder.resolve("one.dcm")));
  }

  @ParameterizedTest
  @CsvSource({
    "IMPLICIT,1.2.840.10008.1.2",
    "EXPLICIT,1.2.840.10008.1.2.1",
    "BIG_ENDIAN,1.2.840.10008.1.2.2",
    "DEFLATED,1.2.840.10008.1.2.1.99"
  })
  void everyUncompressedSyntaxGivesTheSameValues(DicomSyntax syntax, String uid) {
    DicomFile file = new DicomFile(syntax, uid).format(2, 2, 1, 16, true);
    file.words((short) -5, (short) 0, (short) 300, (short) 32767);
    file.text(DicomTag.SLOPE, "DS", "2").text(DicomTag.INTERCEPT, "DS", "-1024");
    Image image = read(file);
    assertArrayEquals(new float[] {-1034, -1024, -424, 64510}, image.values());
    assertEquals(2, image.height());
  }

  @Test
  void onlyTheStoredBitsCount() {
    DicomFile file = new DicomFile(DicomSyntax.EXPLICIT, EXPLICIT).format(1, 2, 1, 16, true);
    file.whole(DicomTag.BITS_STORED, 12).whole(DicomTag.HIGH_BIT, 11);
    // The four high bits are an overlay; 0xfff is -1 in twelve bits.
    file.words((short) 0xafff, (short) 0x5001);
    assertArrayEquals(new float[] {-1, 1}, read(file).values());
  }

  @Test
  void coloursLiePixelByPixelOrPlaneByPlane() {
    byte[] bytes = {1, 2, 3, 4, 5, 6};
    DicomFile file = new DicomFile(DicomSyntax.EXPLICIT, EXPLICIT).format(1, 2, 3, 8, false);
    assertArrayEquals(
        new float[] {1, 4, 2, 5, 3, 6}, read(file.put(DicomTag.PIXELS, "OB", bytes)).values());
    file.whole(DicomTag.PLANAR, 1);
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, read(file).values());
  }

  @Test
  void aPaletteIsExpanded() {
    DicomFile file = new DicomFile(DicomSyntax.EXPLICIT, EXPLICIT).format(1, 3, 1, 8, false);
    file.text(DicomTag.PHOTOMETRIC, "CS", "PALETTE COLOR");
    for (int channel = 0; channel < 3; channel++) {
      ByteBuffer descriptor = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
      descriptor.putShort((short) 2).putShort((short) 1).putShort((short) 8);
      file.put(DicomTag.RED_DESCRIPTOR + channel, "US", descriptor.array());
      file.put(
          DicomTag.RED_PALETTE + channel,
          "OW",
          new byte[] {(byte) (10 * channel), (byte) (10 * channel + 1)});
    }
    // Indices start at 1; what lies beyond takes the nearest entry.
    Image image = read(file.put(DicomTag.PIXELS, "OB", new byte[] {1, 2, 9, 0}));
    assertArrayEquals(new float[] {0, 1, 1, 10, 11, 11, 20, 21, 21}, image.values());
  }

  @Test
  void lowValuesAreShownBrightWhereTheFileAsksForItAndStayAsTheyAreStored() {
    DicomFile file = DicomFile.slice(1, 3, 0, (short) 100, (short) 300, (short) 900);
    file.text(DicomTag.PHOTOMETRIC, "CS", "MONOCHROME1");
    file.write(folder.resolve("one/a.dcm"));
    Image image = ImageReader.read(folder.resolve("one/a.dcm"));
    assertArrayEquals(new float[] {100, 300, 900}, image.values());
    assertTrue(image.field().inverted());
    assertArrayEquals(new int[] {255, 191, 0}, greys(Picture.of(image)));
    // The window first, then inverted.
    IntensityWindow window = new IntensityWindow(200, 400);
    assertArrayEquals(new int[] {255, 128, 0}, greys(Picture.of(image, window)));
    Image large = Resampling.NEAREST.resize(image, 1, 6);
    assertArrayEquals(new int[] {255, 255, 191, 191, 0, 0}, greys(Picture.of(large)));
    Image slice = Sliced.read(folder.resolve("one"), Plane.AXIAL, 0);
    assertArrayEquals(new int[] {255, 191, 0}, greys(Picture.of(slice)));
    assertTrue(image.notes().toString().contains("MONOCHROME1"), image.notes().toString());
    Image plain = read(file.text(DicomTag.PHOTOMETRIC, "CS", "MONOCHROME2"));
    assertArrayEquals(new int[] {0, 64, 255}, greys(Picture.of(plain)));
  }

  private static int[] greys(Picture picture) {
    return Arrays.stream(picture.argb()).map(colour -> colour & 0xff).toArray();
  }

  @Test
  void aSeriesIsSortedByItsPlaceAndNotByItsNames() {
    DicomFile.slice(2, 2, 7.5, (short) 5, (short) 6, (short) 7, (short) 8)
        .write(folder.resolve("s/a.dcm"));
    DicomFile.slice(2, 2, 5, (short) 1, (short) 2, (short) 3, (short) 4)
        .write(folder.resolve("s/b.dcm"));
    DicomFile.slice(2, 2, 10, (short) 9, (short) 10, (short) 11, (short) 12)
        .write(folder.resolve("s/0.dcm"));
    Volume volume = VolumeReader.read(folder.resolve("s"));
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, volume.values());
    assertEquals(List.of(2.5, 0.5, 0.25), volume.axes().spacing().orElseThrow());
    assertTrue(volume.oriented());
    assertEquals(6, Sliced.read(folder.resolve("s"), Plane.CORONAL, 0).at(0, 1, 1));
    try (OpenVolumes volumes = OpenVolumes.withinHeap()) {
      ImageSource slice = new ImageSource.Slices(folder.resolve("s"), Plane.CORONAL, 0);
      assertEquals(List.of(new IntensityWindow(1, 12)), volumes.windows(slice));
      assertEquals(List.of(), volumes.windows(ImageSource.of(folder.resolve("s/a.dcm"))));
    }
  }

  @Test
  void theWindowThatAFileSuggestsGoesWithThePictureAndWithSlicesOfItsSeries() {
    DicomFile first = DicomFile.slice(1, 2, 0, (short) 1, (short) 2);
    first
        .text(DicomTag.WINDOW_CENTRE, "DS", "40\\-600")
        .text(DicomTag.WINDOW_WIDTH, "DS", "300\\1500");
    first.write(folder.resolve("w/a.dcm"));
    DicomFile.slice(1, 2, 5, (short) 3, (short) 4).write(folder.resolve("w/b.dcm"));
    Optional<IntensityWindow> soft = Optional.of(new IntensityWindow(-110, 190));
    assertEquals(soft, ImageReader.read(folder.resolve("w/a.dcm")).field().window());
    for (long bytes : new long[] {0, 1000}) {
      try (OpenVolumes volumes = new OpenVolumes(bytes)) {
        ImageSource slice = new ImageSource.Slices(folder.resolve("w"), Plane.CORONAL, 0);
        assertEquals(soft, volumes.read(slice).field().window());
      }
    }
  }

  @Test
  void aWindowThatIsNoneIsNotSuggested() {
    for (String width : List.of("0", "-5", "1e300", "x")) {
      DicomFile file = DicomFile.slice(1, 1, 0, (short) 1);
      file.text(DicomTag.WINDOW_CENTRE, "DS", "40").text(DicomTag.WINDOW_WIDTH, "DS", width);
      file.write(folder.resolve("none.dcm"));
      Image image = ImageReader.read(folder.resolve("none.dcm"));
      assertEquals(Optional.empty(), image.field().window(), width);
      assertEquals(List.of(), image.notes(), width);
    }
  }

  @Test
  void slicesThatRunToTheFeetAndRightAreTurned() {
    for (int i = 0; i < 2; i++) {
      DicomFile slice = DicomFile.slice(1, 2, -4.0 * i, (short) (2 * i), (short) (2 * i + 1));
      slice.text(DicomTag.ORIENTATION, "DS", "-1\\0\\0\\0\\1\\0").write(folder.resolve("f/" + i));
    }
    Volume volume = VolumeReader.read(folder.resolve("f"));
    assertArrayEquals(new float[] {3, 2, 1, 0}, volume.values());
  }

  @Test
  void mixedSeriesAreTakenApart() {
    DicomFile.slice(1, 1, 0, (short) 1).write(folder.resolve("m/1"));
    DicomFile.slice(1, 1, 1, (short) 2).write(folder.resolve("m/2"));
    DicomFile.slice(2, 1, 0, (short) 3, (short) 4)
        .text(DicomTag.SERIES_UID, "UI", "1.2.9")
        .text(DicomTag.SERIES_DESCRIPTION, "LO", "late phase")
        .write(folder.resolve("m/3"));
    List<DicomSeries> series = DicomSeries.of(folder.resolve("m"), ReadLimits.DEFAULT);
    assertEquals(
        List.of(2, 1), series.stream().map(s -> s.slices().size()).collect(Collectors.toList()));
    assertArrayEquals(new float[] {3, 4}, series.get(1).volume(ReadLimits.DEFAULT).values());
    assertMessage("late phase", () -> VolumeReader.read(folder.resolve("m")));
  }

  @Test
  void gapsAreToldAndDoubledPlacesRefused() {
    double[] places = {0, 1, 2, 4};
    for (int i = 0; i < 4; i++) {
      DicomFile.slice(1, 1, places[i], (short) i).write(folder.resolve("g/" + i));
    }
    Volume volume = VolumeReader.read(folder.resolve("g"));
    assertTrue(volume.notes().get(0).contains("1 of 3 gaps"), volume.notes().toString());
    DicomFile.slice(1, 1, 2, (short) 9).write(folder.resolve("g/9"));
    assertMessage("at the same place", () -> VolumeReader.read(folder.resolve("g")));
  }

  @Test
  void slicesOfOtherSizeInOneSeriesAreNamed() {
    DicomFile.slice(1, 1, 0, (short) 1).write(folder.resolve("d/1"));
    DicomFile.slice(1, 2, 1, (short) 2, (short) 3).write(folder.resolve("d/odd"));
    assertMessage("odd: differs in size", () -> VolumeReader.read(folder.resolve("d")));
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    byte[] whole = DicomFile.slice(2, 2, 0, (short) 1, (short) 2, (short) 3, (short) 4).all();
    for (int length = 140; length < whole.length; length += 7) {
      Path cut = Files.write(folder.resolve("cut.dcm"), Arrays.copyOf(whole, length));
      assertThrows(InputException.class, () -> ImageReader.read(cut), "cut at " + length);
    }
    DicomFile few = DicomFile.slice(2, 2, 0, (short) 1);
    assertMessage("the file is truncated", () -> read(few));
    DicomFile huge = DicomFile.slice(65535, 65535, 0, (short) 1);
    assertMessage("more than the limit", () -> read(huge));
    DicomFile odd = DicomFile.slice(1, 1, 0, (short) 1).whole(DicomTag.BITS_STORED, 40);
    assertMessage("not supported", () -> read(odd));
    assertMessage(
        "has no pixels", () -> read(DicomFile.slice(1, 1, 0, (short) 1).without(DicomTag.PIXELS)));
    assertMessage(
        "does not state its rows",
        () -> read(DicomFile.slice(1, 1, 0, (short) 1).without(DicomTag.ROWS)));
    DicomFile video = new DicomFile(DicomSyntax.EXPLICIT, "1.2.840.10008.1.2.4.102");
    assertMessage("transfer syntax 1.2.840.10008.1.2.4.102", () -> read(video));
  }

  @Test
  void aFolderWithoutSlicesIsRefused() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "nothing here");
    assertMessage("found none", () -> VolumeReader.read(folder));
  }

  @Test
  void runLengthsThatLieAreRefused() {
    ByteBuffer packed = ByteBuffer.allocate(66).order(ByteOrder.LITTLE_ENDIAN);
    packed.putInt(0, 1).putInt(4, 64).put(64, (byte) 5);
    DicomFormat format = new DicomFormat(4, 4, 1, 8, 8, 0, false, false, "MONOCHROME2", 1);
    assertMessage("damaged", () -> DicomRle.words(folder, format, packed));
    packed.put(64, (byte) -15).put(65, (byte) 7);
    long[] words = DicomRle.words(folder, format, packed);
    assertEquals(16, Arrays.stream(words).filter(word -> word == 7).count());
    packed.putInt(4, 1 << 30);
    assertMessage("damaged", () -> DicomRle.words(folder, format, packed));
    assertFalse(format.signed());
  }

  private static void assertMessage(String part, Executable read) {
    InputException e = assertThrows(InputException.class, read);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
