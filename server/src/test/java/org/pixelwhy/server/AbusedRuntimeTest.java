package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.pixelwhy.server.OnnxBytes.FLOAT;
import static org.pixelwhy.server.OnnxBytes.file;
import static org.pixelwhy.server.OnnxBytes.graph;
import static org.pixelwhy.server.OnnxBytes.node;
import static org.pixelwhy.server.OnnxBytes.scalar;
import static org.pixelwhy.server.OnnxBytes.values;
import static org.pixelwhy.server.OnnxBytes.whole;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.onnx.runtime.Device;
import org.pixelwhy.server.Abuse.Hall;
import org.pixelwhy.server.Abuse.Told;
import org.pixelwhy.server.Client.Reply;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.server.worker.WorkerOptions;
import org.pixelwhy.server.worker.Workers;

/** Networks that do harm only when they run: they end nothing but their own process. */
@TestInstance(Lifecycle.PER_CLASS)
class AbusedRuntimeTest {
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private Path folder;
  private Hall hall;
  private byte[] map;

  @BeforeAll
  void serve(@TempDir Path temporary) throws IOException, InterruptedException {
    folder = temporary;
    Workers workers = new Workers(new WorkerOptions(1, Device.CPU, 1L << 30, SILENCE));
    hall =
        Hall.of(
            PageServer.start(
                workers,
                ShippedExample.start(),
                Storage.in(folder.resolve("data")),
                Limits.USUAL,
                Entrance.here(0)));
    map = AbuseTest.ask(hall);
  }

  static List<Abuse> cases() {
    List<Abuse> cases = new ArrayList<>();
    add(cases, "a loop without end", endless(), "nothing was heard");
    add(cases, "a tensor of 400 GB that only its run shows", late(400_000_000), "exceeds");
    add(cases, "a tensor of 3 GB that only its run shows", late(3_000_000), "memory");
    add(cases, "an index that only its run shows to be outside", outside(), "");
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      byte[] bytes = file(graph(node("Mul", "x,w", "y")).weight(scalar("w", value)));
      add(cases, "weights of " + value, bytes, "");
    }
    return cases;
  }

  /** Opened and asked, of which one or the other is refused. */
  private static void add(List<Abuse> cases, String name, byte[] bytes, String part) {
    cases.add(
        new Abuse(
            name,
            hall -> {
              Reply opened = hall.client().upload("api/models?name=net.onnx", bytes);
              if (opened.status() != 201) {
                return Told.of(opened);
              }
              String id = opened.json().path("id").asText();
              String question =
                  "{\"model\":\""
                      + id
                      + "\",\"image\":\"i1\",\"target\":\"pixel:3,4\",\"methods\":[\"saliency\"]}";
              Told told = Told.of(hall.client().post("api/answers", question));
              assertEquals(200, hall.client().delete("api/models/" + id).status());
              return told;
            },
            400,
            part));
  }

  private static byte[] endless() {
    OnnxBytes body = new OnnxBytes().text(2, "b");
    body.message(1, node("Identity", "go", "on")).message(1, node("Relu", "v", "u"));
    body.message(11, values("i", 7)).message(11, values("go", 9));
    body.message(11, values("v", FLOAT, 1, 1, 16, 16));
    body.message(12, values("on", 9)).message(12, values("u", FLOAT, 1, 1, 16, 16));
    return file(graph(node("Loop", ",,x", "y").graph("body", body)));
  }

  /** How often it repeats the image is the sum of nothing, and a number that is stated. */
  private static byte[] late(long times) {
    OnnxBytes graph =
        graph(
            node("Mul", "x,nought", "none"),
            node("ReduceMax", "none", "least").whole("keepdims", 0),
            node("Cast", "least", "more").whole("to", 7),
            node("Add", "times,more", "count"),
            node("Concat", "count,one", "repeats").whole("axis", 0),
            node("Tile", "x,repeats", "huge"),
            node("ReduceMax", "huge", "top").ints("axes", 0).whole("keepdims", 1),
            node("Add", "x,top", "y"));
    return file(
        graph
            .weight(scalar("nought", 0))
            .weight(whole("times", times))
            .weight(whole("one", 1, 1, 1)));
  }

  private static byte[] outside() {
    OnnxBytes graph =
        graph(
            node("Mul", "x,nought", "none"),
            node("ReduceMax", "none", "least").whole("keepdims", 0),
            node("Cast", "least", "more").whole("to", 7),
            node("Add", "times,more", "index"),
            node("Gather", "x,index", "y").whole("axis", 1));
    return file(graph.weight(scalar("nought", 0)).weight(whole("times", 5_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void endsNothingButItsOwnProcess(Abuse abuse) throws IOException, InterruptedException {
    AbuseTest.require(abuse, hall, folder);
  }

  @AfterAll
  void theServerAnswersAsBefore() throws IOException, InterruptedException {
    try {
      assertArrayEquals(map, AbuseTest.ask(hall));
    } finally {
      hall.server().close();
    }
  }
}
