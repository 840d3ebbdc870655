package org.pixelwhy.medical;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.tensor.InputException;

/** Whatever bytes of a file are wrong, it is read or refused; nothing else is thrown. */
class DamagedVolumesTest {
  private static final int TRIES = 300;

  @TempDir Path folder;

  private void assertReadOrRefused(byte[] whole, String name) throws IOException {
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < TRIES; i++) {
      byte[] bytes = whole.clone();
      for (int k = 0; k <= random.nextInt(4); k++) {
        int[] values = {0, 255, 127, random.nextInt(256)};
        bytes[random.nextInt(bytes.length)] = (byte) values[random.nextInt(4)];
      }
      if (random.nextInt(6) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      Path file = Files.write(folder.resolve(name), bytes);
      try {
        VolumeReader.read(file, new ReadLimits(1 << 20));
        if (name.contains(".nii")) {
          Nifti.channels(file, OptionalInt.empty(), new ReadLimits(1 << 20), volume -> volume);
          Sliced.read(file, Plane.CORONAL, 0);
        }
      } catch (InputException e) {
        refused++;
      }
    }
    assertTrue(refused > 0 && refused < TRIES, refused + " refused");
  }

  @Test
  void niftiFiles() throws IOException {
    NiftiFile file = NiftiFile.bytes(new int[] {2, 3, 4}, new byte[24]);
    assertReadOrRefused(file.all(), "a.nii");
    assertReadOrRefused(NiftiFile.packed(file.all()), "a.nii.gz");
    NiftiFile channels = NiftiFile.bytes(new int[] {2, 3, 4, 2}, new byte[48]);
    assertReadOrRefused(channels.all(), "c.nii");
  }

  @Test
  void dicomFiles() throws IOException {
    DicomFile file = DicomFile.slice(2, 2, 0, (short) 1, (short) 2, (short) 3, (short) 4);
    assertReadOrRefused(file.all(), "a.dcm");
  }
}
