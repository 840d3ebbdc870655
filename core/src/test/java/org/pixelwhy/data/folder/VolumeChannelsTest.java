package org.pixelwhy.data.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.data.Entry;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.Plane;
import org.pixelwhy.medical.NiftiFile;
import org.pixelwhy.tensor.InputException;

/** Tasks of the Decathlon whose volumes have several channels. */
class VolumeChannelsTest {
  @TempDir Path root;

  /** 20 x 10 x 2 voxels; the first channel counts 0 to 199 twice, the second is 50 or 90. */
  private void prostate(String modality) throws IOException {
    byte[] values = new byte[800];
    for (int i = 0; i < 400; i++) {
      values[i] = (byte) (i % 200);
      values[400 + i] = (byte) (i < 200 ? 50 : 90);
    }
    NiftiFile.bytes(new int[] {20, 10, 2, 2}, values).write(root.resolve("imagesTr/p_1.nii.gz"));
    NiftiFile.bytes(new int[] {20, 10, 2}, new byte[400])
        .write(root.resolve("labelsTr/p_1.nii.gz"));
    Files.writeString(
        root.resolve("dataset.json"),
        """
        {"name": "Prostate", "modality": %s, "labels": {"0": "background", "1": "TZ"},
         "training": [{"image": "./imagesTr/p_1.nii.gz", "label": "./labelsTr/p_1.nii.gz"}]}
        """
            .formatted(modality));
  }

  private List<Entry> entries(Optional<IntensityWindow> window) {
    FolderOptions options = new FolderOptions(Optional.empty(), Plane.AXIAL, window, false);
    return DatasetFolder.open(root, options).entries();
  }

  @Test
  void eachChannelIsScaledByItsOwnFirstAndLastPercent() throws IOException {
    prostate("{\"0\": \"T2\", \"1\": \"ADC\"}");
    List<Entry> entries = entries(Optional.empty());
    Image feet = entries.get(0).read().image();
    assertEquals(List.of(2, 10, 20), List.of(feet.channels(), feet.height(), feet.width()));
    // Of 400 sorted values the fifth from either end: 2 and 197; columns and rows are turned.
    assertEquals((180 - 2) / 195f, feet.at(0, 0, 19), 1e-6f);
    assertEquals(0, feet.at(0, 9, 19));
    assertEquals(0, feet.at(1, 4, 4));
    assertEquals(1, entries.get(1).read().image().at(1, 4, 4));
  }

  @Test
  void aStatedWindowHoldsForEveryChannel() throws IOException {
    prostate("{\"0\": \"T2\", \"1\": \"ADC\"}");
    Image feet = entries(Optional.of(new IntensityWindow(0, 100))).get(0).read().image();
    assertEquals(0.5f, feet.at(1, 0, 0));
    assertEquals(0.03f, feet.at(0, 9, 16), 1e-6f);
    assertEquals(1, feet.at(0, 0, 0));
  }

  @Test
  void aChannelOfHounsfieldUnitsHasItsUsualWindow() throws IOException {
    prostate("{\"0\": \"PET\", \"1\": \"CT\"}");
    Image feet = entries(Optional.empty()).get(0).read().image();
    assertEquals(210 / 400f, feet.at(1, 0, 0));
    assertEquals((180 - 2) / 195f, feet.at(0, 0, 19), 1e-6f);
  }

  @Test
  void otherModalitiesThanTheFileHasAreNamed() throws IOException {
    prostate("{\"0\": \"FLAIR\", \"1\": \"T1w\", \"2\": \"T2w\"}");
    Path file = root.resolve("imagesTr/p_1.nii.gz");
    assertMessage(
        file + ": has 2 channels, but the data set's modalities are 3: FLAIR, T1w, T2w",
        () -> entries(Optional.empty()).get(1).read());
    prostate("{}");
    assertEquals(2, entries(Optional.empty()).get(1).read().image().channels());
    prostate("[\"T2\", \"ADC\"]");
    assertEquals(2, entries(Optional.empty()).get(1).read().image().channels());
  }

  @Test
  void labelsHaveOneChannel() throws IOException {
    prostate("{}");
    Path labels = root.resolve("labelsTr/p_1.nii.gz");
    NiftiFile.bytes(new int[] {20, 10, 2, 2}, new byte[800]).write(labels);
    assertMessage(
        labels + ": expected one label for each voxel, found 2",
        () -> entries(Optional.empty()).get(0).read());
  }

  @Test
  void anImageThatClaimsMoreThanItHoldsIsNamed() throws IOException {
    prostate("{}");
    Path image = root.resolve("imagesTr/p_1.nii.gz");
    NiftiFile.bytes(new int[] {20, 10, 2, 30000}, new byte[800]).write(image);
    assertMessage(image + ": ", () -> entries(Optional.empty()).get(0).read());
    Files.write(image, new byte[10]);
    assertMessage(image + ": ", () -> entries(Optional.empty()).get(0).read());
  }

  @Test
  void everyPlaneCutsAllChannels() throws IOException {
    prostate("{}");
    for (Plane plane : Plane.values()) {
      FolderOptions options = new FolderOptions(Optional.empty(), plane, Optional.empty(), false);
      for (Entry entry : DatasetFolder.open(root, options).entries()) {
        Image image = entry.read().image();
        assertEquals(2, image.channels());
        float[] second = new float[image.values().length / 2];
        System.arraycopy(image.values(), second.length, second, 0, second.length);
        for (int i = 0; i < second.length; i++) {
          // The second channel is black in the lower slice and white in the upper one.
          boolean upper =
              plane == Plane.AXIAL ? entry.name().endsWith("1") : i / image.width() == 0;
          assertEquals(upper ? 1 : 0, second[i], entry.name());
        }
      }
    }
  }

  private static void assertMessage(String part, Executable read) {
    InputException e = assertThrows(InputException.class, read);
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertArrayEquals(new int[0], e.getMessage().chars().filter(c -> c == '\n').toArray());
  }
}
