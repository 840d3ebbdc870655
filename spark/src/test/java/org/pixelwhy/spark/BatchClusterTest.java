package org.pixelwhy.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.ResultListener;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.comparison.CompareRequest;
import org.pixelwhy.study.comparison.Comparison;
import org.pixelwhy.study.comparison.ComparisonJson;
import org.pixelwhy.study.comparison.ComparisonResult;
import org.pixelwhy.study.output.NumberRow;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.tensor.Tensor;

/** Real drivers and executors, each a process of its own, running the jar that users submit. */
@ExtendWith(EngineExtension.class)
class BatchClusterTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CLUSTER = "local-cluster[2,1,1024]";
  private static final int IMAGES = 40;

  @TempDir Path folder;

  /** Each executor had a copy of the jar. */
  @AfterAll
  static void sweepWorkers() throws IOException {
    Path work = Path.of(System.getProperty("pixelwhy.spark.home"), "work");
    if (Files.exists(work)) {
      ProcessFolder.delete(work);
    }
  }

  private static String[] arguments(DataSet data, Path out, String... more) {
    List<String> all = new ArrayList<>(List.of("--conf", "spark.task.cpus=1"));
    all.addAll(List.of("--request", data.requestFile().toString()));
    all.addAll(List.of("--images", data.images().toString()));
    // As users write it: an executor starts in another folder than the driver.
    Path here = Path.of("").toAbsolutePath();
    all.addAll(List.of("--out", here.relativize(out.toAbsolutePath()).toString()));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static List<Path> archives(Path out) {
    if (!Files.isDirectory(out.resolve("results"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(out.resolve("results"))) {
      return files.filter(file -> file.toString().endsWith(".npz")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void killedDriverAndExecutorLeaveACompleteTableEqualToThatOfOneMachine(Engine engine)
      throws IOException {
    DataSet data = DataSet.of(folder, IMAGES, List.of("saliency", "grad-cam"), List.of());
    // The same bytes again, and a file that is no image: each is a row of its own.
    Files.copy(data.images().resolve("image-003.png"), data.images().resolve("twin.png"));
    Files.writeString(data.images().resolve("broken.png"), "no image");
    Path out = folder.resolve("out");
    String[] arguments = arguments(data, out, "--master", CLUSTER, "--shard", "25");

    try (BatchProcess first = BatchProcess.start(folder.resolve("first.log"), arguments)) {
      first.until(() -> archives(out).size() >= 5);
      first.kill();
    }
    int kept = archives(out).size();
    assertTrue(kept < IMAGES, "the first driver was to be killed before it was done");
    assertTrue(Files.notExists(out.resolve("batch.json")), "nothing looks like a whole result");

    try (BatchProcess second = BatchProcess.start(folder.resolve("second.log"), arguments)) {
      second.until(() -> archives(out).size() >= kept + 5);
      second.executor().orElseThrow().destroyForcibly();
      assertEquals(Main.SOME_FAILED, second.end(), second.output());
      assertTrue(
          second.output().contains(IMAGES + 1 + " of " + (IMAGES + 2) + " images are explained"),
          second.output());
    }

    JsonNode result = MAPPER.readTree(out.resolve("batch.json").toFile());
    assertTrue(result.get("found").asInt() >= kept, "finished images are not explained again");
    assertEquals(IMAGES, archives(out).size());
    assertTrue(Files.notExists(out.resolve(".temporary")), "nothing is left aside");
    requireEqual(data, engine, out);
  }

  /** Compares tables and maps with what one machine finds. */
  private void requireEqual(DataSet data, Engine engine, Path out) throws IOException {
    List<List<String>> tables = TableDump.rows(out.resolve("images"), out.resolve("numbers"));
    Map<String, JsonNode> images = new HashMap<>();
    for (String row : tables.get(0)) {
      JsonNode image = MAPPER.readTree(row);
      String name = image.get("image").asText();
      assertEquals(null, images.put(name.substring(name.lastIndexOf('/') + 1), image), name);
    }
    assertEquals(IMAGES + 2, images.size());
    String reason = images.get("broken.png").get("reason").asText();
    assertTrue(reason.contains("picture") && !reason.contains("pixelwhy-run"), reason);
    assertEquals(images.get("image-003.png").get("sha256"), images.get("twin.png").get("sha256"));
    Map<String, Map<String, String>> numbers = new HashMap<>();
    for (String row : tables.get(1)) {
      JsonNode number = MAPPER.readTree(row);
      String name = number.get("image").asText();
      String before =
          numbers
              .computeIfAbsent(name.substring(name.lastIndexOf('/') + 1), key -> new TreeMap<>())
              .put(key(number), number.path("value").asText());
      assertEquals(null, before, row);
    }
    new Study(engine, Progress.SILENT)
        .explain(
            data.request(),
            new ResultListener() {
              private SegmentationModel model;

              @Override
              public void begin(SegmentationModel opened, ExplainRequest request) {
                model = opened;
              }

              @Override
              public void image(ImageResult image) {
                String name = image.source().title();
                requireNumbers(NumberRow.of(image, model), numbers.get(name));
                requireMaps(image, out.resolve(images.get(name).get("results").asText()));
              }
            });
  }

  private static String key(JsonNode row) {
    return String.join(
        "|",
        row.get("target").asText(),
        row.get("method").asText(),
        row.get("layer").asText(),
        row.get("part").asText(),
        row.get("quantity").asText());
  }

  private static void requireNumbers(List<NumberRow> expected, Map<String, String> found) {
    for (NumberRow row : expected) {
      String key =
          String.join("|", row.target(), row.method(), row.layer(), row.part(), row.quantity());
      String value = Double.isNaN(row.value()) ? "" : Double.toString(row.value());
      assertEquals(value, found.get(key), key);
    }
    long maps = expected.stream().filter(row -> row.quantity().equals("min")).count();
    assertEquals(expected.size() + maps, found.size(), "a share outside for each map");
  }

  private static void requireMaps(ImageResult image, Path archive) {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (MapResult map : image.maps()) {
        String layer = map.attribution().layer();
        String name = map.method().id() + (layer.isEmpty() ? "" : "-" + layer);
        String safe = name.replaceAll("[^A-Za-z0-9._-]+", "_");
        assertArrayEquals(npy(map.attribution().values()), member(zip, safe + ".npy"), safe);
        Tensor grid = Tensor.of(map.grid().values(), map.grid().height(), map.grid().width());
        assertArrayEquals(npy(grid), member(zip, safe + "_image.npy"), safe);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] npy(Tensor tensor) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Npy.write(bytes, tensor);
    return bytes.toByteArray();
  }

  private static byte[] member(ZipFile zip, String name) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  @Test
  void comparesMethodsLikeOneMachine(Engine engine) throws IOException {
    DataSet data =
        DataSet.of(
            folder,
            12,
            List.of("saliency", "grad-cam", "input-x-gradient"),
            List.of("gini", "pointing-game"));
    Path out = folder.resolve("out");
    try (BatchProcess batch =
        BatchProcess.start(
            folder.resolve("compare.log"),
            arguments(data, out, "--compare", "--shard", "5", "--master", "local[2]"))) {
      assertEquals(Main.OK, batch.end(), batch.output());
    }

    ComparisonResult expected =
        Comparison.run(
            engine,
            Progress.SILENT,
            new CompareRequest(
                data.request(), Optional.empty(), OptionalInt.empty(), OnBadImage.SKIP),
            Comparison.Listener.NONE);
    ObjectNode json = MAPPER.createObjectNode();
    ComparisonJson.standings(json, expected.standings());
    JsonNode found = MAPPER.readTree(out.resolve("ranking.json").toFile());
    assertEquals(MAPPER.readTree(json.toString()).get("scores"), found.get("scores"));
  }
}
