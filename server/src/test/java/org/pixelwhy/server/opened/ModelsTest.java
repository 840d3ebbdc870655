package org.pixelwhy.server.opened;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.ShippedExample;
import org.pixelwhy.server.network.LocalNetworks;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.study.request.ModelSource;

/** Networks that are opened while others are, and what is copied of them. */
@ExtendWith(EngineExtension.class)
class ModelsTest {
  private static final Limits ONE_MODEL = new Limits(1L << 30, 1L << 28, 1L << 26, 1, 64, 1L << 28);

  @TempDir private Path folder;

  /** The last byte comes only when others have come as far. */
  private static InputStream together(byte[] bytes, CyclicBarrier barrier) {
    InputStream end =
        new InputStream() {
          @Override
          public int read() throws IOException {
            try {
              barrier.await();
              return -1;
            } catch (InterruptedException | BrokenBarrierException e) {
              throw new IOException(e);
            }
          }
        };
    return new SequenceInputStream(new ByteArrayInputStream(bytes), end);
  }

  @Test
  void noMoreModelsAreOpenedThanMayBeWhereSeveralAreSentAtOnce(Engine engine) throws Exception {
    byte[] network = Files.readAllBytes(ShippedExample.start().models().get(0).file());
    try (Store store = Store.open(Storage.NOTHING);
        Desk desk = new Desk(new LocalNetworks(engine), store, ONE_MODEL)) {
      CyclicBarrier barrier = new CyclicBarrier(2);
      FutureTask<OpenedModel> first =
          new FutureTask<>(
              () -> desk.models().upload(Person.NOBODY, together(network, barrier), "a.onnx"));
      FutureTask<OpenedModel> second =
          new FutureTask<>(
              () -> desk.models().upload(Person.NOBODY, together(network, barrier), "b.onnx"));
      new Thread(first).start();
      new Thread(second).start();
      int refused = isRefused(first) + isRefused(second);
      assertEquals(1, refused);
      assertEquals(1, desk.models().all(Person.NOBODY).size());
    }
  }

  private static int isRefused(FutureTask<OpenedModel> opened) throws InterruptedException {
    try {
      opened.get();
      return 0;
    } catch (ExecutionException e) {
      assertInstanceOf(TooMuchException.class, e.getCause());
      return 1;
    }
  }

  @Test
  void aNetworkWhoseTensorsLieInOtherFilesIsNotCopiedWithoutThem(Engine engine) throws Exception {
    Graph graph = OnnxReader.read(ShippedExample.start().models().get(0).file()).graph();
    String outside = graph.initializers().keySet().iterator().next();
    ByteBuffer values = graph.initializers().get(outside).bytes();
    byte[] bytes = new byte[values.remaining()];
    values.duplicate().get(bytes);
    Files.write(folder.resolve("supplied-in-memory"), bytes);
    Path file = folder.resolve("net.onnx");
    Files.write(file, OnnxWriter.toBytes(graph, Set.of(outside)));
    try (Store store = Store.open(Storage.NOTHING);
        Desk desk = new Desk(new LocalNetworks(engine), store, Limits.USUAL)) {
      desk.models().open(ModelSource.of(file));
      assertEquals(Optional.empty(), store.library().models(Person.NOBODY).get(0).content());
      desk.models().close(Person.NOBODY, "m1");
      assertThrows(NotThereException.class, () -> desk.models().get(Person.NOBODY, "m1"));
    }
  }

  private static long open(Desk desk, Person... people) {
    return Arrays.stream(people)
        .flatMap(person -> desk.models().all(person).stream())
        .filter(model -> model.open().isPresent())
        .map(ListedModel::id)
        .distinct()
        .count();
  }

  @Test
  void whatNobodyUsedForLongestIsLetGoWhereSeveralPeopleOpenNetworks(Engine engine)
      throws Exception {
    byte[] network = Files.readAllBytes(ShippedExample.start().models().get(0).file());
    Person ann = new Person("a1");
    Person bob = new Person("a2");
    Person cleo = new Person("a3");
    try (Store store = Store.open(Storage.NOTHING);
        Desk desk = new Desk(new LocalNetworks(engine), store, ONE_MODEL)) {
      for (Person each : new Person[] {ann, bob}) {
        desk.models().upload(each, new ByteArrayInputStream(network), "a.onnx");
      }
      assertEquals(2, open(desk, ann, bob));
      OpenNetworks.with(() -> desk.models().get(ann, "m1"), model -> model.id());
      desk.models().upload(cleo, new ByteArrayInputStream(network), "a.onnx");
      assertEquals(2, open(desk, ann, bob, cleo));
      assertEquals(0, open(desk, bob), "Ann used hers after he opened his");
      assertEquals("a.onnx", desk.models().get(bob, "m2").title(), "it is opened again");
      assertEquals(0, open(desk, ann));
    }
  }

  @Test
  void whatIsInUseStaysOpenWhoeverElseOpensNetworks(Engine engine) throws Exception {
    byte[] network = Files.readAllBytes(ShippedExample.start().models().get(0).file());
    Person ann = new Person("a1");
    try (Store store = Store.open(Storage.NOTHING);
        Desk desk = new Desk(new LocalNetworks(engine), store, ONE_MODEL)) {
      desk.models().upload(ann, new ByteArrayInputStream(network), "a.onnx");
      long during =
          OpenNetworks.with(
              () -> desk.models().get(ann, "m1"),
              model -> {
                for (int i = 2; i <= 4; i++) {
                  Person other = new Person("a" + i);
                  desk.models().upload(other, new ByteArrayInputStream(network), "a.onnx");
                }
                return open(desk, ann);
              });
      assertEquals(1, during);
    }
  }
}
