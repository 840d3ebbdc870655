package org.pixelwhy.server.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.EngineOptions;
import org.pixelwhy.server.PageServer;
import org.pixelwhy.server.ShippedExample;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.network.Asked;
import org.pixelwhy.server.network.Explained;
import org.pixelwhy.server.network.Listener;
import org.pixelwhy.server.network.LocalNetworks;
import org.pixelwhy.server.network.Network;
import org.pixelwhy.server.network.Network.Inquiry;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.network.Pace;
import org.pixelwhy.server.network.PictureKey;
import org.pixelwhy.server.network.Predicted;
import org.pixelwhy.server.network.Unfinished;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** Networks in processes of their own: what they answer, and what happens when they end. */
@ExtendWith(EngineExtension.class)
class WorkersTest {
  private static final PageServer.Start EXAMPLE = ShippedExample.start();
  private static final ModelSource MODEL = EXAMPLE.models().get(0);
  private static final ImageSource IMAGE = EXAMPLE.images().get(0);
  private static final WorkerOptions USUAL = WorkerOptions.of(EngineOptions.defaults());

  /** Of the shipped images. */
  private static final int SIDE = 240;

  @TempDir private Path folder;

  private final List<ProcessHandle> others = ProcessHandle.current().children().toList();

  private static Inquiry asking(String target, Optional<byte[]> marked, String method) {
    Asked asked =
        new Asked(
            "m1",
            new PictureKey("i1", Optional.empty(), 0),
            target,
            new Asked.Number(Reduction.MEAN, OutputSpace.LOGITS),
            new Asked.Methods(
                List.of(method),
                List.of(Layers.AUTO),
                method.equals("rise") ? List.of("rise.masks=100000") : List.of(),
                3));
    return new Inquiry(asked, IMAGE, marked);
  }

  private static Inquiry asking(String method) {
    return asking("pixel:60,110", Optional.empty(), method);
  }

  private static void requireSame(Explained expected, Explained found) {
    assertEquals(JsonText.text(expected.facts()), JsonText.text(found.facts()));
    assertArrayEquals(expected.pixels(), found.pixels());
    assertEquals(expected.maps().size(), found.maps().size());
    for (int i = 0; i < expected.maps().size(); i++) {
      assertArrayEquals(expected.maps().get(i), found.maps().get(i));
    }
  }

  @Test
  void answersAreTheSameToTheBitAsInThisProcess(Engine engine) {
    byte[] marked = new byte[SIDE * SIDE];
    for (int i = 20_000; i < 20_100; i++) {
      marked[i] = 1;
    }
    try (Workers workers = new Workers(USUAL);
        LocalNetworks here = new LocalNetworks(engine);
        Network apart = workers.open(MODEL);
        Network local = here.open(MODEL)) {
      assertEquals(local.facts().hash(), apart.facts().hash());
      assertEquals(local.facts().guesses(), apart.facts().guesses());
      assertEquals(JsonText.text(local.facts().shown()), JsonText.text(apart.facts().shown()));
      assertEquals(here.runtime(), workers.runtime());
      Predicted expected = local.predict(IMAGE);
      Predicted found = apart.predict(IMAGE);
      assertEquals(JsonText.text(expected.facts()), JsonText.text(found.facts()));
      assertArrayEquals(expected.labels(), found.labels());
      for (Inquiry inquiry :
          List.of(
              asking("grad-cam"),
              asking("guided-backprop"),
              asking("region:k1:segment", Optional.of(marked), "saliency"))) {
        apart.check(inquiry);
        requireSame(
            local.explain(inquiry, Listener.SILENT, Pace.QUICK),
            apart.explain(inquiry, Listener.SILENT, Pace.QUICK));
      }
    }
  }

  @Test
  void whatCannotBeAskedIsSaidAsInThisProcess(Engine engine) {
    try (Workers workers = new Workers(USUAL);
        LocalNetworks here = new LocalNetworks(engine);
        Network apart = workers.open(MODEL);
        Network local = here.open(MODEL)) {
      for (Inquiry inquiry :
          List.of(
              asking("nothing"),
              asking("pixel:9000,1", Optional.empty(), "saliency"),
              asking("class:cat", Optional.empty(), "saliency"),
              asking("region:/etc/passwd", Optional.empty(), "saliency"))) {
        InputException expected =
            assertThrows(
                InputException.class, () -> local.explain(inquiry, Listener.SILENT, Pace.QUICK));
        InputException found =
            assertThrows(
                InputException.class, () -> apart.explain(inquiry, Listener.SILENT, Pace.QUICK));
        assertEquals(expected.getMessage(), found.getMessage());
      }
    }
  }

  /** Tells when work has begun, and stops it when it shall. */
  private static final class Watch implements Listener {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicReference<Unfinished> seen = new AtomicReference<>();
    private volatile boolean stopped;

    @Override
    public void step(String what, int done, int total) {
      if (done > 0) {
        begun.countDown();
      }
      if (stopped) {
        throw new CancellationException("enough");
      }
    }

    @Override
    public boolean watches() {
      return true;
    }

    @Override
    public void soFar(Unfinished map) {
      seen.set(map);
    }
  }

  private static CompletableFuture<Explained> begin(Network network, Watch watch)
      throws InterruptedException {
    CompletableFuture<Explained> answer =
        CompletableFuture.supplyAsync(() -> network.explain(asking("rise"), watch, Pace.LONG));
    watch.begun.await();
    return answer;
  }

  @Test
  void longWorkIsSeenStoppedAndDoesNotKeepQuickWork() throws Exception {
    try (Workers workers = new Workers(USUAL);
        Network network = workers.open(MODEL)) {
      Watch watch = new Watch();
      CompletableFuture<Explained> rise = begin(network, watch);
      assertEquals(
          1, network.explain(asking("saliency"), Listener.SILENT, Pace.QUICK).maps().size());
      while (watch.seen.get() == null) {
        assertFalse(rise.isDone());
        Thread.sleep(10);
      }
      assertEquals(4 * SIDE * SIDE, watch.seen.get().values().length);
      assertEquals(SIDE, watch.seen.get().facts().path("width").asInt());
      watch.stopped = true;
      ExecutionException stopped = assertThrows(ExecutionException.class, rise::get);
      assertTrue(stopped.getCause() instanceof CancellationException, "" + stopped.getCause());
      // Its turn ends as well: the next one gets it.
      Watch next = new Watch();
      CompletableFuture<Explained> again = begin(network, next);
      next.stopped = true;
      assertThrows(ExecutionException.class, again::get);
    }
  }

  /** Stopped by a signal it hears of the task, and ends before it can answer. */
  @Test
  void aProcessThatEndsWhileItShallForgetAnImageIsNobodysMistake() throws Exception {
    try (Workers workers = new Workers(USUAL);
        Network network = workers.open(MODEL)) {
      network.predict(IMAGE);
      ProcessHandle process = children().get(0);
      assertEquals(0, new ProcessBuilder("kill", "-STOP", "" + process.pid()).start().waitFor());
      CompletableFuture<Void> forgotten = CompletableFuture.runAsync(() -> network.forget(IMAGE));
      Thread.sleep(200);
      assertFalse(forgotten.isDone());
      process.destroyForcibly();
      forgotten.get();
      assertTrue(network.predict(IMAGE).labels().length > 0, "it is started anew");
    }
  }

  /** Those of other tests, such as a browser's, aside. */
  private List<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.isAlive() && !others.contains(child))
        .toList();
  }

  @Test
  void oneThatIsKilledTakesNobodyElseDownAndIsStartedAnew() throws Exception {
    try (Workers workers = new Workers(USUAL);
        Network other = workers.open(MODEL)) {
      List<ProcessHandle> before = children();
      try (Network network = workers.open(MODEL)) {
        Watch watch = new Watch();
        CompletableFuture<Explained> rise = begin(network, watch);
        children().stream()
            .filter(one -> !before.contains(one))
            .forEach(ProcessHandle::destroyForcibly);
        ExecutionException lost = assertThrows(ExecutionException.class, rise::get);
        assertTrue(
            lost.getCause() instanceof InputException
                && lost.getCause().getMessage().contains("ended (signal 9)"),
            "" + lost.getCause());
        assertEquals(SIDE, other.predict(IMAGE).facts().path("width").asInt());
        assertEquals(SIDE, network.predict(IMAGE).facts().path("width").asInt());
      }
      assertEquals(before, children());
    }
  }

  /** A tensor of 3 GiB, of which the file says nothing: how often it repeats is an input's sum. */
  private Path greedy() throws Exception {
    GraphBuilder builder = Graph.builder("greedy", 17);
    builder.input(Value.of("x", DataType.FLOAT, 1, 1, 256, 256));
    builder.add(
        Node.of("ReduceSum", List.of("x"), List.of("sum"), Map.of("keepdims", Attribute.of(0))));
    builder.initializer("zero", Tensor.scalar(DataType.FLOAT, 0));
    builder.initializer("times", Tensor.of(new long[] {12_000}, 1));
    builder.initializer("axis", Tensor.of(new long[] {0}, 1));
    builder.initializer("one", Tensor.of(new long[] {1, 1, 1}, 3));
    builder.add(Node.of("Mul", List.of("sum", "zero"), List.of("nought"), Map.of()));
    builder.add(Node.of("Cast", List.of("nought"), List.of("more"), Map.of("to", Attribute.of(7))));
    builder.add(Node.of("Add", List.of("times", "more"), List.of("count"), Map.of()));
    builder.add(
        Node.of(
            "Concat",
            List.of("count", "one"),
            List.of("repeats"),
            Map.of("axis", Attribute.of(0))));
    builder.add(Node.of("Tile", List.of("x", "repeats"), List.of("huge"), Map.of()));
    builder.add(
        Node.of(
            "ReduceMax",
            List.of("huge"),
            List.of("y"),
            Map.of("axes", Attribute.ofInts(0), "keepdims", Attribute.of(1))));
    Path file = folder.resolve("greedy.onnx");
    Files.write(file, OnnxWriter.toBytes(builder.tap("y").build()));
    return file;
  }

  @Test
  void oneThatTakesMoreMemoryThanItMayIsEndedAndSaysSo() throws Exception {
    WorkerOptions little = new WorkerOptions(0, USUAL.device(), 1L << 30, Duration.ofMinutes(10));
    try (Workers workers = new Workers(little);
        Network good = workers.open(MODEL)) {
      InputException refused =
          assertThrows(
              InputException.class,
              () -> {
                try (Network network = workers.open(ModelSource.of(greedy()))) {
                  network.predict(IMAGE);
                }
              });
      assertTrue(refused.getMessage().contains("memory"), refused.getMessage());
      assertEquals(SIDE, good.predict(IMAGE).facts().path("width").asInt());
    }
  }

  @Test
  void oneThatSaysNothingForTooLongIsEnded() {
    WorkerOptions hasty = new WorkerOptions(0, USUAL.device(), USUAL.memory(), Duration.ofNanos(1));
    try (Workers workers = new Workers(hasty)) {
      InputException refused = assertThrows(InputException.class, () -> workers.open(MODEL));
      assertTrue(refused.getMessage().contains("nothing was heard"), refused.getMessage());
    }
    assertEquals(List.of(), children());
  }

  @Test
  void whatIsClosedIsNotAskedAnyMore() {
    try (Workers workers = new Workers(USUAL)) {
      Network network = workers.open(MODEL);
      network.close();
      assertThrows(NotThereException.class, () -> network.predict(IMAGE));
      assertEquals(List.of(), children());
    }
  }
}
