package org.pixelwhy.app.cli.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.Subprocess;

/** Radiomics as users measure them. */
class RadiomicsCommandTest {
  private static final int SIDE = 4;

  @TempDir Path folder;

  /** Two halves of a cube, labelled 1 and 3, whose voxels are 2 mm apart. */
  @BeforeEach
  void writeVolumes() throws IOException {
    Files.write(folder.resolve("ct.nrrd"), nrrd(i -> 10 + i % SIDE));
    Files.write(folder.resolve("mask.nrrd"), nrrd(i -> i < SIDE * SIDE * SIDE / 2 ? 1 : 3));
  }

  private interface Voxel {
    int at(int index);
  }

  private static byte[] nrrd(Voxel voxel) {
    String header =
        "NRRD0004\ntype: uchar\ndimension: 3\nspace: left-posterior-superior\nsizes: 4 4 4\n"
            + "space directions: (2,0,0) (0,2,0) (0,0,2)\nencoding: raw\n\n";
    byte[] start = header.getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = Arrays.copyOf(start, start.length + SIDE * SIDE * SIDE);
    for (int i = 0; i < SIDE * SIDE * SIDE; i++) {
      bytes[start.length + i] = (byte) voxel.at(i);
    }
    return bytes;
  }

  private Subprocess measure(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("radiomics", "--image", "ct.nrrd", "--mask", "mask.nrrd", "--out", "out"));
    args.addAll(List.of(more));
    return Subprocess.run(folder, args.toArray(String[]::new));
  }

  private List<String> rows(String feature) throws IOException {
    return Files.readAllLines(folder.resolve("out/features.csv")).stream()
        .filter(row -> row.contains("," + feature + ","))
        .toList();
  }

  @Test
  void everyLabelIsMeasuredIntoATableAndJsonWithProvenance() throws IOException {
    Subprocess run = measure();
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("of 2 regions"), run.out());
    List<String> volumes = rows("morph_approx_volume");
    assertEquals(2, volumes.size());
    assertTrue(volumes.get(0).startsWith("ct.nrrd,mask.nrrd,1,morph_approx_volume,,YEKZ,"));
    assertTrue(volumes.get(1).endsWith(",256.0,"), volumes.get(1));
    assertTrue(rows("stat_mean").get(0).endsWith(",11.5,"), rows("stat_mean").get(0));
    JsonNode json = new ObjectMapper().readTree(folder.resolve("out/features.json").toFile());
    assertEquals(64, json.at("/provenance/files/ct.nrrd").asText().length());
    assertEquals("ibsi", json.at("/provenance/profile").asText());
    assertEquals(3, json.at("/regions/1/label").asInt());
    assertTrue(json.at("/regions/1/features").size() > 400);
  }

  @Test
  void oneLabelIsMeasuredAsPyradiomicsDoesAndItsParameterFileSays() throws IOException {
    Files.writeString(
        folder.resolve("params.yaml"),
        """
        imageType:
          Original: {}
        featureClass:
          firstorder: [Mean, Kurtosis]
          glcm:
        setting:
          binWidth: 2
          label: 3
          resegmentRange: [11, 13]
        """);
    Subprocess run = measure("--profile", "pyradiomics", "--config", "params.yaml", "--json");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode features = new ObjectMapper().readTree(run.out()).at("/regions/0/features");
    assertEquals(2 + 24, features.size());
    assertEquals("original_firstorder_Mean", features.get(0).get("feature").asText());
    assertEquals(12, features.get(0).get("value").asDouble());
  }

  @Test
  void whatAParameterFileSaysAndNobodyKnowsIsRefused() throws IOException {
    assertRefusedConfig("imageType: {LoG: {}}", "imageType 'LoG' is not supported");
    assertRefusedConfig("setting: {normalize: true}", "normalize: true is not supported");
    assertRefusedConfig("setting: {binwidth: 3}", "'binwidth' is not supported");
    assertRefusedConfig("setting: {binWidth: wide}", "expected a number");
    assertRefusedConfig("featureClass: {glcmm: }", "unknown feature class 'glcmm'");
    assertRefusedConfig("setting: [", "is not valid YAML");
  }

  private void assertRefusedConfig(String yaml, String reason) throws IOException {
    Files.writeString(folder.resolve("params.yaml"), yaml);
    assertRefused(measure("--config", "params.yaml"), reason);
  }

  private static void assertRefused(Subprocess run, String reason) {
    assertEquals(2, run.exitCode(), run.out());
    assertTrue(run.err().contains(reason), run.err());
    assertTrue(run.errorLines().size() <= 2, run.err());
  }

  @Test
  void aLabelThatIsNotThereIsUndefinedAndSoSaid() throws IOException {
    Subprocess run = measure("--label", "7");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(rows("stat_mean").get(0).endsWith(",,the mask is empty"));
  }

  @Test
  void aMaskOfAnotherSizeIsRefused() throws IOException {
    byte[] bytes = nrrd(i -> 1);
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("4 4 4", "8 4 2");
    Files.write(folder.resolve("mask.nrrd"), text.getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(measure(), "must have the extents of its image");
  }

  @Test
  void theMasksOfAFolderAreThoseOfTheSameNamesAndBrokenFilesAreNamed() throws IOException {
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("masks"));
    for (String name : List.of("a", "b")) {
      picture(folder.resolve("images/" + name + ".png"), (i) -> 40 + i);
      picture(folder.resolve("masks/" + name + "_mask.png"), (i) -> i % 4 > 1 ? 255 : 0);
    }
    Files.writeString(folder.resolve("images/c.png"), "no picture");
    Files.copy(folder.resolve("masks/a_mask.png"), folder.resolve("masks/c_mask.png"));
    Subprocess run =
        Subprocess.run(
            folder,
            "radiomics",
            "--image",
            "images",
            "--mask",
            "masks",
            "--out",
            "out",
            "--spacing",
            "0.5,0.5");
    assertEquals(3, run.exitCode(), run.err());
    assertTrue(run.err().contains("c.png"), run.err());
    List<String> areas = rows("shape2d_pixel_area");
    assertEquals(2, areas.size());
    assertTrue(areas.get(0).contains(",255,"), areas.get(0));
    assertTrue(areas.get(0).endsWith(",2.0,"), areas.get(0));
  }

  private static void picture(Path file, Voxel pixel) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.getRaster().setSample(i % SIDE, i / SIDE, 0, pixel.at(i));
    }
    ImageIO.write(image, "png", file.toFile());
  }
}
