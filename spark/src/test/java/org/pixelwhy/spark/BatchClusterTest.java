package org.pixelwhy.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.comparison.CompareRequest;
import org.pixelwhy.study.comparison.Comparison;
import org.pixelwhy.study.comparison.ComparisonJson;
import org.pixelwhy.study.comparison.ComparisonResult;
import org.pixelwhy.study.request.OnBadImage;

/** Real drivers and executors, each a process of its own, running the jar that users submit. */
@ExtendWith(EngineExtension.class)
class BatchClusterTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CLUSTER = "local-cluster[2,1,1024]";
  private static final int IMAGES = 300;
  private static final int BEFORE_DRIVER_IS_KILLED = 100;
  private static final int BEFORE_EXECUTOR_IS_KILLED = 200;
  private static final int FEW_IMAGES = 12;

  /** A task that takes longer than the usual one is tried a second time beside the first. */
  private static final List<String> SPECULATIVE =
      List.of(
          "spark.speculation=true",
          "spark.speculation.interval=100ms",
          "spark.speculation.quantile=0.5",
          "spark.speculation.multiplier=1");

  @TempDir Path folder;

  /** Each executor had a copy of the jar. */
  @AfterAll
  static void sweepWorkers() throws IOException {
    Path work = Path.of(System.getProperty("pixelwhy.spark.home"), "work");
    if (Files.exists(work)) {
      ProcessFolder.delete(work);
    }
  }

  private static String[] arguments(DataSet data, String out, List<String> more) {
    List<String> all = new ArrayList<>(List.of("--conf", "spark.task.cpus=1"));
    all.addAll(List.of("--request", data.requestFile().toString()));
    all.addAll(List.of("--images", data.images().toString()));
    all.addAll(List.of("--out", out));
    all.addAll(more);
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

  /** Nothing here depends on how fast anything is: the gate holds further results back. */
  @Test
  void killedDriverAndExecutorLeaveACompleteTableEqualToThatOfOneMachine(Engine engine)
      throws IOException {
    DataSet data = DataSet.small(folder, IMAGES, List.of("saliency", "grad-cam"));
    // The same bytes again, and a file that is no image: each is a row of its own.
    Files.copy(data.images().resolve("image-003.png"), data.images().resolve("twin.png"));
    Files.writeString(data.images().resolve("broken.png"), "no image");
    Path out = folder.resolve("out");
    Path gate = folder.resolve("gate");
    List<String> gated = new ArrayList<>(List.of(GatedFileSystem.options(gate)));
    gated.addAll(List.of("--master", CLUSTER, "--shard", "100"));
    String[] arguments = arguments(data, "gated:" + out, gated);

    GatedFileSystem.allow(gate, BEFORE_DRIVER_IS_KILLED);
    try (BatchProcess first = BatchProcess.start(folder.resolve("first.log"), arguments)) {
      first.until(() -> archives(out).size() >= BEFORE_DRIVER_IS_KILLED);
      first.kill();
    }
    int kept = archives(out).size();
    assertTrue(Files.notExists(out.resolve("batch.json")), "nothing looks like a whole result");

    GatedFileSystem.allow(gate, BEFORE_EXECUTOR_IS_KILLED);
    try (BatchProcess second = BatchProcess.start(folder.resolve("second.log"), arguments)) {
      second.until(() -> archives(out).size() >= BEFORE_EXECUTOR_IS_KILLED);
      second.executor().orElseThrow().destroyForcibly();
      GatedFileSystem.allow(gate, Integer.MAX_VALUE);
      assertEquals(Main.SOME_FAILED, second.end(), second.output());
      assertTrue(
          second.output().contains(IMAGES + 1 + " of " + (IMAGES + 2) + " images are explained"),
          second.output());
    }

    JsonNode result = MAPPER.readTree(out.resolve("batch.json").toFile());
    assertTrue(result.get("found").asInt() >= kept, "finished images are not explained again");
    assertEquals(IMAGES, archives(out).size());
    assertTrue(Files.notExists(out.resolve(".temporary")), "nothing is left aside");
    Map<String, JsonNode> images = OneMachine.requireEqual(data, engine, out);
    assertEquals(IMAGES + 2, images.size());
    String reason = images.get("broken.png").get("reason").asText();
    assertTrue(reason.contains("picture") && !reason.contains("pixelwhy-run"), reason);
    assertEquals(images.get("image-003.png").get("sha256"), images.get("twin.png").get("sha256"));
  }

  /**
   * Two attempts at one task, in two processes, both write the same image: each finds that nobody
   * has yet, and each has named its result before either goes on.
   */
  @Test
  void twoAttemptsAtOneTaskThatBothFinishLeaveOneResult(Engine engine) throws IOException {
    DataSet data = DataSet.small(folder, FEW_IMAGES, List.of("saliency", "grad-cam"));
    Path out = folder.resolve("out");
    Path gate = folder.resolve("gate");
    List<String> options = new ArrayList<>(List.of(GatedFileSystem.options(gate)));
    for (String setting : SPECULATIVE) {
      options.addAll(List.of("--conf", setting));
    }
    Files.createFile(gate.resolve(GatedFileSystem.TWICE));
    try (StandAloneCluster cluster = new StandAloneCluster(folder.resolve("cluster"))) {
      options.addAll(List.of("--executor-memory", "512m", "--master", cluster.master()));
      try (BatchProcess batch =
          BatchProcess.start(
              folder.resolve("twice.log"), arguments(data, "gated:" + out, options))) {
        assertEquals(Main.OK, batch.end(), batch.output());
      }
    }

    List<Path> arrived = GatedFileSystem.arrived(gate);
    assertEquals(2, arrived.size());
    assertEquals(2, arrived.stream().map(GatedFileSystem::process).distinct().count());
    String hash = Files.readString(arrived.get(0));
    assertEquals(hash, Files.readString(arrived.get(1)), "both brought the same bytes");
    Path written =
        archives(out).stream()
            .filter(archive -> GatedFileSystem.isChosen(gate, archive))
            .findFirst()
            .orElseThrow();
    assertEquals(hash, GatedFileSystem.sha256(Files.readAllBytes(written)));
    assertEquals(FEW_IMAGES, archives(out).size());
    assertEquals(FEW_IMAGES, OneMachine.requireEqual(data, engine, out).size());
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
    // As users write it.
    Path here = Path.of("").toAbsolutePath();
    try (BatchProcess batch =
        BatchProcess.start(
            folder.resolve("compare.log"),
            arguments(
                data,
                here.relativize(out.toAbsolutePath()).toString(),
                List.of("--compare", "--shard", "5", "--master", "local[2]")))) {
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
