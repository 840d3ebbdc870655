package org.pixelwhy.data.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.SharedData;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Part;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.Plane;
import org.pixelwhy.medical.NiftiFile;
import org.pixelwhy.tensor.InputException;

class DatasetFolderTest {
  @TempDir Path root;

  /** A picture of 3 x 2 pixels with these greys, or colours if they exceed 255. */
  private Path picture(String name, int... values) throws IOException {
    boolean colour = false;
    for (int value : values) {
      colour |= value > 255;
    }
    int type = colour ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY;
    BufferedImage picture = new BufferedImage(values.length / 2, 2, type);
    for (int i = 0; i < values.length; i++) {
      int x = i % picture.getWidth();
      int y = i / picture.getWidth();
      if (colour) {
        picture.setRGB(x, y, values[i]);
      } else {
        picture.getRaster().setSample(x, y, 0, values[i]);
      }
    }
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(picture, name.substring(name.lastIndexOf('.') + 1), file.toFile());
    return file;
  }

  private Dataset open() {
    return DatasetFolder.open(root, FolderOptions.usual());
  }

  private static List<Integer> labels(Sample sample) {
    return IntStream.range(0, sample.labels().classes().length)
        .map(sample.labels()::at)
        .boxed()
        .toList();
  }

  @Test
  void imagesAndMasksOfTheSameNames() throws IOException {
    picture("images/b.png", 1, 2, 3, 4, 5, 6);
    picture("images/a.png", 6, 5, 4, 3, 2, 1);
    picture("masks/b.png", 0, 255, 0, 0, 255, 0);
    picture("masks/a_mask.png", 255, 0, 0, 0, 0, 0);
    Dataset dataset = open();
    assertEquals(List.of("a", "b"), dataset.entries().stream().map(Entry::name).toList());
    assertEquals("segment", dataset.classes().get(1).name());
    assertEquals(List.of(1, 0, 0, 0, 0, 0), labels(dataset.entries().get(0).read()));
    assertEquals(List.of(0, 1, 0, 0, 1, 0), labels(dataset.entries().get(1).read()));
    assertEquals("folders", DatasetFolder.layoutOf(root, FolderOptions.usual()));
  }

  @Test
  void foldersWithinAreGroupsAndPartsStand() throws IOException {
    picture("train/images/p1/x.png", 1, 2);
    picture("train/masks/p1/x.png", 0, 1);
    picture("val/images/y.png", 1, 2);
    picture("val/masks/y.png", 0, 1);
    List<Entry> entries = open().entries();
    assertEquals("train/p1", entries.get(0).group());
    assertEquals(Optional.of(Part.TRAIN), entries.get(0).part());
    assertEquals(Optional.of(Part.VALIDATION), entries.get(1).part());
    assertEquals(List.of(0, 1), labels(entries.get(1).read()));
  }

  @Test
  void smallNumbersAreLabels() throws IOException {
    picture("images/a.png", 1, 2, 3, 4);
    picture("masks/a.png", 0, 3, 1, 0);
    Dataset dataset = open();
    assertEquals(4, dataset.classes().size());
    assertEquals(List.of(0, 3, 1, 0), labels(dataset.entries().get(0).read()));
  }

  @Test
  void greyLevelsAreClassesInTheirOrder() throws IOException {
    picture("images/a.png", 1, 2, 3, 4);
    picture("masks/a.png", 0, 255, 128, 0);
    Dataset dataset = open();
    assertEquals(
        List.of("background", "class 128", "class 255"),
        dataset.classes().stream().map(SegmentClass::name).toList());
    assertEquals(List.of(0, 2, 1, 0), labels(dataset.entries().get(0).read()));
  }

  @Test
  void aPaletteGivesIndicesAndColours() throws IOException {
    picture("images/a.png", 1, 2);
    byte[] red = {0, (byte) 200, 0};
    byte[] green = {0, 0, 100};
    byte[] blue = {0, 50, 0};
    IndexColorModel palette = new IndexColorModel(8, 3, red, green, blue);
    BufferedImage mask = new BufferedImage(1, 2, BufferedImage.TYPE_BYTE_INDEXED, palette);
    mask.getRaster().setSample(0, 0, 0, 2);
    mask.getRaster().setSample(0, 1, 0, 1);
    Files.createDirectories(root.resolve("masks"));
    ImageIO.write(mask, "png", root.resolve("masks/a.png").toFile());
    Dataset dataset = open();
    assertEquals(0xc80032, dataset.classes().get(1).rgb());
    assertEquals(0x006400, dataset.classes().get(2).rgb());
    assertEquals(List.of(2, 1), labels(dataset.entries().get(0).read()));
  }

  @Test
  void coloursAreClasses() throws IOException {
    picture("images/a.png", 1, 2, 3, 4);
    picture("masks/a.png", 0, 0xff0000, 0x0000ff, 0xff0000);
    Dataset dataset = open();
    assertEquals(
        List.of("background", "#0000ff", "#ff0000"),
        dataset.classes().stream().map(SegmentClass::name).toList());
    assertEquals(List.of(0, 2, 1, 2), labels(dataset.entries().get(0).read()));
  }

  @Test
  void classesTxtNamesNumbersOrColours() throws IOException {
    picture("images/a.png", 1, 2);
    Path mask = picture("masks/a.png", 7, 9);
    Files.writeString(root.resolve("classes.txt"), "nothing = 7\nliver tumour = 9\n");
    Dataset dataset = open();
    assertEquals("liver tumour", dataset.classes().get(1).name());
    assertEquals(List.of(0, 1), labels(dataset.entries().get(0).read()));
    picture("masks/a.png", 7, 8);
    assertMessage(
        mask + ": pixel x=0 y=1 holds 8, which is no class", () -> dataset.entries().get(0).read());
    Files.writeString(root.resolve("classes.txt"), "sky = #000010\nsea = #00ff00\n");
    picture("masks/a.png", 0x00ff00, 0x000010);
    assertEquals(List.of(1, 0), labels(open().entries().get(0).read()));
    Files.writeString(root.resolve("classes.txt"), "sky = #000010\nsea = 4\n");
    assertMessage("found 'sea = 4'", this::open);
    Files.writeString(root.resolve("classes.txt"), "sky = 1\n");
    assertMessage("found 1", this::open);
  }

  @Test
  void photographsAreNoMasks() throws IOException {
    int[] greys = new int[200];
    for (int i = 0; i < 200; i++) {
      greys[i] = i;
    }
    picture("images/a.png", greys);
    picture("masks/a.png", greys);
    assertMessage("too many to be classes", this::open);
  }

  @Test
  void whatIsWrongWithOneFileIsSaidWhenItIsRead() throws IOException {
    picture("images/alone.png", 1, 2);
    picture("images/broken.png", 1, 2);
    picture("images/good.png", 1, 2);
    picture("images/large.png", 1, 2, 3, 4);
    Path large = picture("masks/large.png", 0, 1);
    picture("masks/good.png", 0, 1);
    picture("masks/broken.png", 0, 1);
    Files.write(root.resolve("images/broken.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    List<Entry> entries = open().entries();
    assertMessage("alone.png: there is no mask", () -> entries.get(0).read());
    assertMessage("broken.png", () -> entries.get(1).read());
    assertEquals(List.of(0, 1), labels(entries.get(2).read()));
    assertMessage(large + ": the mask has 1 x 2 pixels, its image", () -> entries.get(3).read());
  }

  @Test
  void kvasirMasksAreThresholded() throws IOException {
    Files.writeString(root.resolve("kavsir_bboxes.json"), "{}");
    picture("images/a.jpg", 100, 100);
    picture("masks/a.jpg", 250, 250);
    Dataset dataset = open();
    assertEquals("polyp", dataset.classes().get(1).name());
    assertEquals(List.of(1, 1), labels(dataset.entries().get(0).read()));
    assertEquals("kvasir-seg", DatasetFolder.layoutOf(root, FolderOptions.usual()));
  }

  @Test
  void hamImagesOfOneLesionAreAGroup() throws IOException {
    picture("HAM10000_images_part_1/ISIC_1.jpg", 9, 9);
    picture("HAM10000_images_part_2/ISIC_2.jpg", 9, 9);
    picture("HAM10000_images_part_2/ISIC_3.jpg", 9, 9);
    picture("segmentations/ISIC_1_segmentation.png", 255, 0);
    picture("segmentations/ISIC_2_segmentation.png", 0, 255);
    Files.writeString(
        root.resolve("HAM10000_metadata.csv"),
        "lesion_id,image_id,dx\nHAM_7,ISIC_1,nv\nHAM_7,ISIC_2,nv\n");
    List<Entry> entries = open().entries();
    assertEquals(List.of("HAM_7", "HAM_7", "ISIC_3"), entries.stream().map(Entry::group).toList());
    assertEquals(List.of(0, 1), labels(entries.get(1).read()));
    assertMessage("ISIC_3.jpg: there is no mask", () -> entries.get(2).read());
  }

  private void decathlon() throws IOException {
    byte[] grey = new byte[12];
    byte[] label = new byte[12];
    for (int i = 0; i < 12; i++) {
      grey[i] = (byte) (10 * i);
    }
    label[9] = 2;
    NiftiFile.bytes(new int[] {2, 2, 3}, grey)
        .spacing(0.5, 0.75, 5)
        .write(root.resolve("imagesTr/p_1.nii.gz"));
    NiftiFile.bytes(new int[] {2, 2, 3}, label).write(root.resolve("labelsTr/p_1.nii.gz"));
    NiftiFile.bytes(new int[] {2, 2, 1}, new byte[4]).write(root.resolve("imagesTr/p_2.nii.gz"));
    NiftiFile.bytes(new int[] {2, 1, 1}, new byte[2]).write(root.resolve("labelsTr/p_2.nii.gz"));
    Files.writeString(
        root.resolve("dataset.json"),
        """
        {"name": "Pancreas", "modality": {"0": "CT"},
         "labels": {"0": "background", "1": "pancreas", "2": "cancer"},
         "training": [
           {"image": "./imagesTr/p_1.nii.gz", "label": "./labelsTr/p_1.nii.gz"},
           {"image": "./imagesTr/p_2.nii.gz", "label": "./labelsTr/p_2.nii.gz"},
           {"image": "./imagesTr/p_3.nii.gz", "label": "./labelsTr/p_3.nii.gz"}]}
        """);
  }

  @Test
  void decathlonSlicesAreWindowedAndGroupedByPatient() throws IOException {
    decathlon();
    Dataset dataset = open();
    assertEquals("Pancreas", dataset.name());
    assertEquals("cancer", dataset.classes().get(2).name());
    List<Entry> entries = dataset.entries();
    assertEquals(
        List.of("p_1/axial-0000", "p_1/axial-0001", "p_1/axial-0002", "p_2/axial-0000", "p_3"),
        entries.stream().map(Entry::name).toList());
    assertEquals("p_1", entries.get(2).group());
    Sample slice = entries.get(2).read();
    // NIfTI's first axis goes right and its second to the front; both are turned.
    assertEquals(List.of(0, 0, 2, 0), labels(slice));
    assertArrayEquals(
        new float[] {270 / 400f, 260 / 400f, 250 / 400f, 240 / 400f}, slice.image().values());
    assertEquals(List.of(0.75, 0.5), slice.image().axes().spacing().orElseThrow());
    assertMessage("p_2.nii.gz: the labels have 2 x 1 x 1 voxels", () -> entries.get(3).read());
    assertMessage("p_3.nii.gz: no such file", () -> entries.get(4).read());
  }

  @Test
  void planeWindowAndPositiveSlicesCanBeChosen() throws IOException {
    decathlon();
    IntensityWindow window = new IntensityWindow(0, 200);
    Dataset positive =
        DatasetFolder.open(
            root, new FolderOptions(Optional.empty(), Plane.SAGITTAL, Optional.of(window), true));
    assertEquals("p_1/sagittal-0000", positive.entries().get(0).name());
    Sample slice = positive.entries().get(0).read();
    assertEquals(
        List.of(2, 0, 0, 0, 0, 0), labels(slice).stream().sorted((a, b) -> b - a).toList());
    assertEquals(List.of(5.0, 0.75), slice.image().axes().spacing().orElseThrow());
    assertEquals(110 / 200f, slice.image().at(0, 0, 0));
  }

  @Test
  void aDecathlonFileMustNotLeadElsewhere() throws IOException {
    decathlon();
    Path json = root.resolve("dataset.json");
    Files.writeString(json, Files.readString(json).replace("./imagesTr/p_2", "../secret"));
    assertMessage("below this folder, found '../secret.nii.gz'", this::open);
    Files.writeString(json, "{");
    assertMessage("is no JSON", this::open);
  }

  @Test
  void litsPairsItsFilesByNumber() throws IOException {
    NiftiFile.bytes(new int[] {1, 1, 2}, new byte[] {0, 120})
        .write(root.resolve("batch/volume-10.nii"));
    NiftiFile.bytes(new int[] {1, 1, 2}, new byte[] {0, 3})
        .write(root.resolve("batch/segmentation-10.nii"));
    NiftiFile.bytes(new int[] {1, 1, 2}, new byte[2]).write(root.resolve("batch/volume-9.nii"));
    List<Entry> entries = open().entries();
    assertEquals(
        List.of("volume-9", "volume-10/axial-0000", "volume-10/axial-0001"),
        entries.stream().map(Entry::name).toList());
    assertMessage("volume-9.nii: there is no segmentation", () -> entries.get(0).read());
    assertEquals(160 / 400f, entries.get(1).read().image().values()[0]);
    assertMessage("holds the label 3.0; the classes are 0 to 2", () -> entries.get(2).read());
  }

  @Test
  void unknownFoldersAndLayoutsAreRefused() {
    assertMessage("is no known data set; expected one of: dataset.json", this::open);
    FolderOptions odd = new FolderOptions(Optional.of("lit"), Plane.AXIAL, Optional.empty(), false);
    assertMessage("Did you mean 'lits'?", () -> DatasetFolder.open(root, odd));
    assertMessage(
        "no such folder", () -> DatasetFolder.open(root.resolve("nowhere"), FolderOptions.usual()));
    assertMessage("illegal window", () -> new IntensityWindow(3, 3));
  }

  @Test
  void nucleiHaveOneMaskForEachObject() {
    Dataset nuclei =
        DatasetFolder.open(SharedData.require("nuclei-dsb2018"), FolderOptions.usual());
    assertEquals(10, nuclei.entries().size());
    for (Entry entry : nuclei.entries()) {
      long[] counts = entry.read().labels().counts();
      assertTrue(counts[1] > 100 && counts[0] > counts[1] / 2, entry.name());
    }
  }

  private static void assertMessage(String part, Executable read) {
    InputException e = assertThrows(InputException.class, read);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
