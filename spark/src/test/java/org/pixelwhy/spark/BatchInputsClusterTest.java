package org.pixelwhy.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.data.synthetic.Testnet;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.medical.DicomFile;
import org.pixelwhy.medical.NiftiFile;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.StudyResult;
import org.pixelwhy.study.comparison.CompareRequest;
import org.pixelwhy.study.comparison.Comparison;
import org.pixelwhy.study.comparison.ComparisonJson;
import org.pixelwhy.study.comparison.ComparisonResult;
import org.pixelwhy.study.request.OnBadImage;

/**
 * What may go in and come out beside a folder of pictures: volumes, masks, tables, maps as files.
 */
@ExtendWith(EngineExtension.class)
class BatchInputsClusterTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int SLICES = 3;

  @TempDir Path folder;

  private String run(String log, int code, DataSet data, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--conf", "spark.task.cpus=1", "--master", "local[2]"));
    all.addAll(List.of("--request", data.requestFile().toString()));
    try (BatchProcess batch = BatchProcess.start(folder.resolve(log), all.toArray(String[]::new))) {
      assertEquals(code, batch.end(), batch.output());
      return batch.output();
    }
  }

  private static Map<String, JsonNode> images(Path out) throws IOException {
    Map<String, JsonNode> images = new HashMap<>();
    for (String row : TableDump.rows(out.resolve("images")).get(0)) {
      JsonNode image = MAPPER.readTree(row);
      String name = image.get("image").asText();
      images.put(name.substring(name.lastIndexOf('/') + 1), image);
    }
    return images;
  }

  /** A NIfTI file and a folder of DICOM files of the same slices. */
  private void writeVolumes(Path nifti, Path series) {
    Testnet testnet = new Testnet(17);
    byte[] voxels = null;
    for (int z = 0; z < SLICES; z++) {
      Image image = testnet.sample(z).sample().image();
      int width = image.width();
      int area = width * image.height();
      voxels = voxels == null ? new byte[SLICES * area] : voxels;
      short[] values = new short[area];
      for (int i = 0; i < area; i++) {
        values[i] = (short) Math.round(image.values()[i]);
        // NIfTI runs to the right and the front, pictures to the left of the reader's and the back.
        int mirrored = (image.height() - 1 - i / width) * width + width - 1 - i % width;
        voxels[z * area + mirrored] = (byte) values[i];
      }
      DicomFile.slice(image.height(), width, z, values).write(series.resolve("IM" + (9 - z)));
    }
    Image first = testnet.sample(0).sample().image();
    NiftiFile.bytes(new int[] {first.width(), first.height(), SLICES}, voxels).write(nifti);
  }

  @Test
  void slicesOfVolumesAreExplainedLikeOneMachineAndLieOverTheirVolumes(Engine engine)
      throws IOException {
    DataSet data = DataSet.of(folder, 1, List.of("saliency"), List.of());
    Path scans = folder.resolve("scans");
    writeVolumes(scans.resolve("ct.nii.gz"), scans.resolve("patient/series"));
    Path out = folder.resolve("out");
    String[] arguments = {
      "--images", scans + ":axial,0-2/2", "--out", out.toString(), "--maps", "png,nifti"
    };
    String output = run("volumes.log", Main.OK, data, arguments);
    assertTrue(output.contains("4 of 4 images are explained, 0 of them before"), output);

    List<ImageSource> sources =
        Stream.of("ct.nii.gz", "patient/series")
            .map(scans::resolve)
            .flatMap(
                volume ->
                    IntStream.of(0, 2)
                        .<ImageSource>mapToObj(i -> new Slices(volume, Plane.AXIAL, i)))
            .toList();
    StudyResult expected =
        new Study(engine, Progress.SILENT).explain(data.request().of(sources, OnBadImage.STOP));
    Map<String, JsonNode> images = images(out);
    assertEquals(4, images.size());
    for (ImageResult image : expected.images()) {
      String archive = images.get(image.source().title()).get("results").asText();
      assertArrayEquals(image.maps().get(0).grid().values(), map(out.resolve(archive)), archive);
      Path pictures = out.resolve(archive.replace(".npz", ""));
      assertTrue(Files.size(pictures.resolve("saliency.png")) > 1000);
      assertTrue(ImageReader.read(pictures.resolve("prediction.png")).width() > 200);
    }
    requireVolumes(expected, out);

    // All is there: the same command finds it, and one that asks for more adds that alone.
    assertTrue(
        run("again.log", Main.OK, data, arguments).contains("4 of 4 images are explained, 4"));
    arguments[1] = scans + ":axial,*";
    assertTrue(
        run("more.log", Main.OK, data, arguments).contains("6 of 6 images are explained, 4"));
  }

  private static float[] map(Path archive) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("saliency_image.npy"))) {
      return Npy.read(in, archive.toString(), ReadLimits.DEFAULT).toFloats();
    }
  }

  private static void requireVolumes(StudyResult expected, Path out) throws IOException {
    try (Stream<Path> files = Files.walk(out.resolve("volumes"))) {
      List<Path> maps = files.filter(file -> file.endsWith("saliency.nii.gz")).toList();
      assertEquals(2, maps.size());
      for (Path map : maps) {
        assertTrue(Files.exists(map.resolveSibling("mask.nii.gz")));
        float[] voxels = VolumeReader.read(map).values();
        int area = voxels.length / SLICES;
        float[] first = Arrays.copyOf(voxels, area);
        assertTrue(
            expected.images().stream()
                .filter(image -> image.source().title().endsWith("axial,0"))
                .anyMatch(image -> Arrays.equals(image.maps().get(0).grid().values(), first)),
            "the first slice's map lies in the first slice");
        assertArrayEquals(new float[area], Arrays.copyOfRange(voxels, area, 2 * area));
      }
    }
  }

  /** For each image a mask; of the last none. */
  private Path writeMasks(int images) throws IOException {
    Path masks = Files.createDirectories(folder.resolve("truth"));
    for (int i = 0; i < images - 1; i++) {
      String image = "image-%03d".formatted(i);
      Files.copy(
          folder.resolve("images").resolve(image + ".png"), masks.resolve(image + "_mask.png"));
    }
    return masks;
  }

  private static JsonNode standings(ComparisonResult result) throws IOException {
    ObjectNode json = MAPPER.createObjectNode();
    ComparisonJson.dice(json, result.dice());
    ComparisonJson.standings(json, result.standings());
    return MAPPER.readTree(json.toString());
  }

  @Test
  void masksOfAFolderOrOfATableCountAsOnOneMachine(Engine engine) throws IOException {
    int count = 6;
    DataSet data =
        DataSet.of(
            folder, count, List.of("saliency", "input-x-gradient"), List.of("gini", "mask-auc"));
    Path masks = writeMasks(count);
    ComparisonResult expected =
        Comparison.run(
            engine,
            Progress.SILENT,
            new CompareRequest(
                data.request(), Optional.of(masks), OptionalInt.empty(), OnBadImage.SKIP),
            Comparison.Listener.NONE);
    Path out = folder.resolve("out");
    String output =
        run(
            "masks.log",
            Main.SOME_FAILED,
            data,
            "--compare",
            "--images",
            data.images().toString(),
            "--masks=" + masks,
            "--out",
            out.toString());
    assertTrue(output.contains("there is no mask of that name"), output);
    assertTrue(output.contains("Dice with the masks: "), output);
    JsonNode found = MAPPER.readTree(out.resolve("ranking.json").toFile());
    assertEquals(standings(expected).get("scores"), found.get("scores"));
    assertEquals(standings(expected).get("dice"), found.get("dice"));
    requireTable(data, masks, out, found);
  }

  /** The same from a table, in which one more row asks about another class. */
  private void requireTable(DataSet data, Path masks, Path out, JsonNode ranking)
      throws IOException {
    StringBuilder table = new StringBuilder("id,path,mask,target,further\n");
    for (int i = 0; i < 5; i++) {
      String name = "image-%03d".formatted(i);
      table.append(
          "\"p, %d\",images/%s.png,%s,,x\n".formatted(i, name, masks.resolve(name + "_mask.png")));
    }
    Path csv = Files.writeString(folder.resolve("table.csv"), table);
    String output =
        run("table.log", Main.OK, data, "--compare", "--images", csv + "", "--out", out + "");
    assertTrue(output.contains("5 of 5 images are explained, 5 of them before"), output);
    JsonNode found = MAPPER.readTree(out.resolve("ranking.json").toFile());
    assertEquals(ranking, found);
    JsonNode first = images(out).get("image-000.png");
    assertEquals("p, 0", first.get("id").asText());
    assertTrue(first.get("mask").asText().endsWith("truth/image-000_mask.png"));

    Files.writeString(
        csv, table + "other,images/image-000.png,truth/image-000_mask.png,class:0,\n");
    output = run("target.log", Main.OK, data, "--compare", "--images", csv + "", "--out", out + "");
    assertTrue(output.contains("6 of 6 images are explained, 5 of them before"), output);
    List<String> classes = Files.readAllLines(out.resolve("classes.csv"));
    assertEquals("target,score,method,rank,mean,deviation,images", classes.get(0));
    assertTrue(
        classes.stream().anyMatch(row -> row.startsWith("class:0,gini,Saliency")), classes + "");
    assertTrue(classes.stream().anyMatch(row -> row.startsWith("class,dice,,,")), classes + "");
    assertEquals(
        ranking.get("scores"),
        MAPPER.readTree(out.resolve("ranking.json").toFile()).get("targets").get(0).get("scores"));
  }

  @Test
  void tablesThatCannotBeUsedAreRefusedInALine() throws IOException {
    DataSet data = DataSet.of(folder, 1, List.of("saliency"), List.of());
    Path csv = Files.writeString(folder.resolve("t.csv"), "file,target\na.png,class\n");
    String output = run("path.log", Main.BAD_INPUT, data, "--images", csv + "", "--out", "out");
    assertTrue(output.contains("there is no column 'path'"), output);
    assertFalse(output.contains("\tat "), output);
  }
}
