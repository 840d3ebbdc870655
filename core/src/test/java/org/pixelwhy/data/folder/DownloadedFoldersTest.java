package org.pixelwhy.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Part;
import org.pixelwhy.data.Split;
import org.pixelwhy.data.SplitOptions;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Plane;
import org.pixelwhy.medical.NiftiFile;
import org.pixelwhy.tensor.InputException;

/** Small data sets with the files, names and oddities of those that people download. */
class DownloadedFoldersTest {
  @TempDir Path root;

  private Dataset open() {
    return DatasetFolder.open(root, FolderOptions.usual());
  }

  private Path file(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }

  /** What macOS leaves beside a file when it packs a folder. */
  private void appleDouble(String name) throws IOException {
    Path beside = file(name);
    byte[] bytes = new byte[176];
    bytes[1] = 5;
    bytes[2] = 0x16;
    bytes[3] = 7;
    Files.write(beside.resolveSibling("._" + beside.getFileName()), bytes);
  }

  private void volume(String name, byte[] values) {
    NiftiFile.bytes(new int[] {2, 1, 2}, values).write(root.resolve(name));
  }

  private void picture(String name, String format) throws IOException {
    BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(10, 7, 20, 15);
    graphics.dispose();
    File file = file(name).toFile();
    if (format.equals("png")) {
      ImageIO.write(picture, "png", file);
      return;
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(0.3f);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), parameters);
    }
    writer.dispose();
  }

  private static List<String> names(Dataset dataset) {
    return dataset.entries().stream().map(Entry::name).toList();
  }

  /** JPEG leaves greys beside the edge; they are no classes, and the edge stays where it is. */
  @Test
  void kvasirMasksHaveGreysAroundTheirEdges() throws IOException {
    Files.writeString(root.resolve("kavsir_bboxes.json"), "{}");
    picture("images/cju0qkwl35piu0993l0dewei2.jpg", "jpg");
    picture("masks/cju0qkwl35piu0993l0dewei2.jpg", "jpg");
    Files.writeString(file("images/.DS_Store"), "");
    Files.writeString(file("masks/Thumbs.db"), "");
    for (String layout : List.of("kvasir-seg", "folders")) {
      FolderOptions options =
          new FolderOptions(Optional.of(layout), Plane.AXIAL, Optional.empty(), false);
      Dataset dataset = DatasetFolder.open(root, options);
      assertEquals(2, dataset.classes().size());
      LabelMap labels = dataset.entries().get(0).read().labels();
      for (int i = 0; i < 30 * 40; i++) {
        int row = i / 40;
        int column = i % 40;
        boolean inside = row >= 7 && row < 22 && column >= 10 && column < 30;
        assertEquals(inside ? 1 : 0, labels.at(i), row + ", " + column);
      }
    }
  }

  private void ham() throws IOException {
    picture("HAM10000_images_part_1/ISIC_0000001.jpg", "jpg");
    picture("HAM10000_images_part_1/ISIC_0000002.jpg", "jpg");
    picture("HAM10000_images_part_2/ISIC_0000003.jpg", "jpg");
    for (int i = 1; i <= 3; i++) {
      picture(
          "HAM10000_segmentations_lesion_tschandl/ISIC_000000%d_segmentation.png".formatted(i),
          "png");
    }
    appleDouble("HAM10000_images_part_1/ISIC_0000001.jpg");
    appleDouble("__MACOSX/HAM10000_images_part_1/ISIC_0000001.jpg");
    appleDouble("HAM10000_segmentations_lesion_tschandl/ISIC_0000001_segmentation.png");
  }

  /** The archive offers the metadata with commas or with tabs, with and without quotes. */
  @Test
  void hamMetadataMayHaveTabsAndOtherColumnsFirst() throws IOException {
    ham();
    Map<String, String> tables =
        Map.of(
            "HAM10000_metadata",
            "lesion_id,image_id,dx\r\nHAM_9,ISIC_0000001,nv\r\nHAM_9,ISIC_0000003,nv\r\n",
            "HAM10000_metadata.tab",
            "lesion_id\timage_id\tdx\n"
                + "\"HAM_9\"\t\"ISIC_0000001\"\t\"nv\"\n"
                + "\"HAM_9\"\t\"ISIC_0000003\"\t\"nv\"\n",
            "HAM10000_metadata.csv",
            "\ufeff\"image_id\",\"lesion_id\",\"dx\"\n"
                + "\"ISIC_0000001\",\"HAM_9\",\"nv\"\n"
                + "\"ISIC_0000003\",\"HAM_9\",\"nv\"\n");
    for (Map.Entry<String, String> table : tables.entrySet()) {
      Path metadata = Files.writeString(root.resolve(table.getKey()), table.getValue());
      assertEquals(
          List.of("HAM_9", "ISIC_0000002", "HAM_9"),
          open().entries().stream().map(Entry::group).toList(),
          table.getKey());
      Files.delete(metadata);
    }
    Path odd = Files.writeString(root.resolve("HAM10000_metadata.csv"), "id;lesion\n1;2\n");
    assertMessage(odd + ": expected columns lesion_id and image_id", this::open);
  }

  /** A well-known copy holds every image in two folders whose names differ in their case. */
  @Test
  void hamImagesThatLieInTwoFoldersAreTakenOnce() throws IOException {
    ham();
    picture("ham10000_images_part_1/ISIC_0000001.jpg", "jpg");
    picture("ham10000_images_part_1/ISIC_0000002.jpg", "jpg");
    assertEquals(List.of("ISIC_0000001", "ISIC_0000002", "ISIC_0000003"), names(open()));
    assertEquals(300, open().entries().get(0).read().labels().counts()[1]);
  }

  @Test
  void litsLiesInTwoBatchesWithSpacesInTheirNames() throws IOException {
    String first = "Training Batch 1/media/";
    volume(first + "volume-0.nii", new byte[] {0, 0, 40, 40});
    volume(first + "segmentation-0.nii", new byte[] {0, 1, 2, 0});
    volume("Training Batch 2/volume-28.nii", new byte[] {0, 0, 40, 40});
    volume("Training Batch 2/segmentation-28.nii", new byte[] {0, 0, 0, 1});
    volume("LITS-Challenge-Test-Data/test-volume-0.nii", new byte[4]);
    appleDouble("Training Batch 2/volume-29.nii");
    volume(".Trash-1000/files/volume-28.nii", new byte[4]);
    Dataset dataset = open();
    assertEquals(
        List.of(
            "volume-0/axial-0000",
            "volume-0/axial-0001",
            "volume-28/axial-0000",
            "volume-28/axial-0001"),
        names(dataset));
    LabelMap head = dataset.entries().get(1).read().labels();
    assertEquals(List.of(0, 2), List.of(head.at(0), head.at(1)));
    FolderOptions positive =
        new FolderOptions(Optional.empty(), Plane.AXIAL, Optional.empty(), true);
    assertEquals(
        List.of("volume-0/axial-0000", "volume-0/axial-0001", "volume-28/axial-0001"),
        names(DatasetFolder.open(root, positive)));
  }

  @Test
  void aLitsNumberThatOccursTwiceIsRefused() throws IOException {
    volume("a/volume-1.nii", new byte[4]);
    volume("b/volume-01.nii.gz", new byte[4]);
    volume("b/segmentation-1.nii", new byte[4]);
    assertMessage(
        "%s and %s: two files of number 1"
            .formatted(root.resolve("a/volume-1.nii"), root.resolve("b/volume-01.nii.gz")),
        this::open);
    Files.delete(root.resolve("b/volume-01.nii.gz"));
    volume("b/volume-99999999999999999999.nii", new byte[4]);
    assertEquals(2, open().entries().size());
  }

  private void decathlon(int patients) throws IOException {
    StringBuilder pairs = new StringBuilder();
    for (int i = 0; i < patients; i++) {
      String name = "liver_%d.nii.gz".formatted(i);
      volume("imagesTr/" + name, new byte[] {0, 1, 2, (byte) i});
      volume("labelsTr/" + name, new byte[] {0, 1, 2, 0});
      appleDouble("imagesTr/" + name);
      appleDouble("labelsTr/" + name);
      pairs.append(i == 0 ? "" : ",");
      pairs.append(
          "{\"image\": \"./imagesTr/%s\", \"label\": \"./labelsTr/%s\"}".formatted(name, name));
    }
    Files.writeString(
        root.resolve("dataset.json"),
        """
        {"name": "Liver", "tensorImageSize": "3D", "modality": {"0": "CT"},
         "labels": {"0": "background", "1": "liver", "2": "cancer"},
         "numTraining": %d, "numTest": 1, "training": [%s], "test": ["./imagesTs/liver_9.nii.gz"]}
        """
            .formatted(patients, pairs));
  }

  @Test
  void decathlonFoldersHoldFilesOfMacos() throws IOException {
    decathlon(2);
    assertEquals(
        List.of(
            "liver_0/axial-0000", "liver_0/axial-0001", "liver_1/axial-0000", "liver_1/axial-0001"),
        names(open()));
    open().entries().forEach(Entry::read);
  }

  @Test
  void allSlicesOfAPatientAreInOnePart() throws IOException {
    decathlon(12);
    Dataset dataset = open();
    Split split = Split.of(dataset, new SplitOptions(0.5, 0.25, 3));
    for (Part part : Part.values()) {
      Map<String, Long> slices =
          dataset.entries(split, part).stream()
              .collect(Collectors.groupingBy(Entry::group, Collectors.counting()));
      assertTrue(!slices.isEmpty() && slices.values().stream().allMatch(count -> count == 2));
    }
    assertEquals(split, Split.of(dataset, new SplitOptions(0.5, 0.25, 3)));
  }

  /** Labels that do not say how the patient lies would be mirrored against an image that does. */
  @Test
  void labelsWithoutOrientationDoNotFitAnImageWithOne() throws IOException {
    decathlon(1);
    Path labels = root.resolve("labelsTr/liver_0.nii.gz");
    NiftiFile.unoriented(new int[] {2, 1, 2}, new byte[4]).write(labels);
    assertMessage(
        labels + ": does not say how the patient lies, as liver_0.nii.gz does",
        () -> open().entries().get(0).read());
    NiftiFile.unoriented(new int[] {2, 1, 2}, new byte[4])
        .write(root.resolve("imagesTr/liver_0.nii.gz"));
    open().entries().get(0).read();
  }

  @Test
  void aDataSetMayLieBehindALink() throws IOException {
    volume("there/Training Batch 1/volume-0.nii", new byte[4]);
    volume("there/Training Batch 1/segmentation-0.nii", new byte[4]);
    Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("there"));
    assertEquals(2, DatasetFolder.open(link, FolderOptions.usual()).entries().size());
    Path parts = Files.createDirectory(root.resolve("parts"));
    Files.createSymbolicLink(
        parts.resolve("Training Batch 1"), root.resolve("there/Training Batch 1"));
    assertEquals(2, DatasetFolder.open(parts, FolderOptions.usual()).entries().size());
    Files.createSymbolicLink(parts.resolve("loop"), parts);
    assertEquals(2, DatasetFolder.open(parts, FolderOptions.usual()).entries().size());
    Files.createSymbolicLink(parts.resolve("again"), root.resolve("there/Training Batch 1"));
    assertEquals(2, DatasetFolder.open(parts, FolderOptions.usual()).entries().size());
  }

  /** A damaged patient has many slices; finding out once is enough. */
  @Test
  void aDamagedVolumeIsReadOnce() throws IOException {
    decathlon(1);
    Path image = root.resolve("imagesTr/liver_0.nii.gz");
    Files.write(image, new byte[3]);
    List<Entry> entries = open().entries();
    assertMessage(image + ": ", () -> entries.get(0).read());
    assertSame(
        assertThrows(InputException.class, () -> entries.get(0).read()),
        assertThrows(InputException.class, () -> entries.get(1).read()));
  }

  private static void assertMessage(String part, Executable read) {
    InputException e = assertThrows(InputException.class, read);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
