package org.pixelwhy.server;

import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.server.accounts.Door;
import org.pixelwhy.server.accounts.Door.Lock;
import org.pixelwhy.server.api.Api;
import org.pixelwhy.server.api.Listening;
import org.pixelwhy.server.jobs.JobQueue;
import org.pixelwhy.server.kept.Kept;
import org.pixelwhy.server.network.LocalNetworks;
import org.pixelwhy.server.network.Networks;
import org.pixelwhy.server.opened.Desk;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The interactive page, served to this machine, or to those who are let in. Closing it stops what
 * is asked and closes all that was opened, and then the engine may be closed.
 */
public final class PageServer implements AutoCloseable {
  private static final long IDLE_MILLIS = 30_000;

  private final Rooms rooms;
  private final Javalin server;
  private final Entrance entrance;
  private final CompletableFuture<Void> opened;

  private PageServer(
      Rooms rooms, Javalin server, Entrance entrance, CompletableFuture<Void> opened) {
    this.rooms = rooms;
    this.server = server;
    this.entrance = entrance;
    this.opened = opened;
  }

  /** What is closed with a server. */
  private record Rooms(Networks networks, Store store, Desk desk, Kept kept, JobQueue jobs)
      implements AutoCloseable {
    static Rooms open(Networks networks, Storage storage, Limits limits) {
      Store store = Store.open(storage);
      Desk desk = new Desk(networks, store, limits);
      Kept kept = new Kept(desk, store, limits);
      return new Rooms(networks, store, desk, kept, new JobQueue(desk, kept, store));
    }

    @Override
    public void close() {
      jobs.close();
      desk.close();
      networks.close();
      store.close();
    }
  }

  /**
   * What is open at the start.
   *
   * @param models in the order in which they are listed; the page shows the first
   * @param images likewise
   * @param unlessKept whether that is so only where nothing is open since an earlier time
   */
  public record Start(List<ModelSource> models, List<ImageSource> images, boolean unlessKept) {
    public Start {
      models = List.copyOf(models);
      images = List.copyOf(images);
    }

    /** Opened whatever else is open. */
    public Start(List<ModelSource> models, List<ImageSource> images) {
      this(models, images, false);
    }
  }

  /** Serves what is opened at the start from this process, and keeps nothing when it ends. */
  public static PageServer start(Engine engine, Start start, Limits limits, int port) {
    return start(engine, start, Storage.NOTHING, limits, port);
  }

  /** Serves what is opened at the start from this process, to this machine. */
  public static PageServer start(
      Engine engine, Start start, Storage storage, Limits limits, int port) {
    return start(engine, start, storage, limits, Entrance.here(port));
  }

  /** Serves what is opened at the start from this process. */
  public static PageServer start(
      Engine engine, Start start, Storage storage, Limits limits, Entrance entrance) {
    return start(new LocalNetworks(engine), start, storage, limits, entrance);
  }

  /**
   * Opens what is there at the start, and serves it.
   *
   * @param networks where networks are opened; closed when the server is, and where it cannot start
   * @param storage where things are kept
   * @param entrance where it listens, and to whom
   * @throws InputException if a model or image cannot be opened, the port is taken, nothing can be
   *     kept, or others could reach it and nobody has to log in
   */
  public static PageServer start(
      Networks networks, Start start, Storage storage, Limits limits, Entrance entrance) {
    PageServer server = begin(networks, start, storage, limits, entrance);
    server.awaitFirst();
    return server;
  }

  /**
   * As {@link #start}, but listens while it opens what is there at the start: {@link #awaitFirst}
   * says whether that went well, and requests wait for it.
   */
  public static PageServer begin(
      Networks networks, Start start, Storage storage, Limits limits, Entrance entrance) {
    Rooms rooms;
    try {
      rooms = Rooms.open(networks, storage, limits);
    } catch (RuntimeException e) {
      networks.close();
      throw e;
    }
    try {
      return serve(rooms, start, entrance);
    } catch (RuntimeException e) {
      rooms.close();
      throw e;
    }
  }

  private static PageServer serve(Rooms rooms, Start start, Entrance entrance) {
    Listening listening = entrance.listening();
    Door door = entrance.door(rooms.store().people());
    CompletableFuture<Void> opened =
        CompletableFuture.runAsync(() -> openFirst(rooms, start, door.lock()));
    try {
      Api api = new Api(rooms.desk(), rooms.kept(), rooms.jobs(), door, listening);
      return new PageServer(rooms, listen(api, listening, opened), entrance, opened);
    } catch (RuntimeException e) {
      // What could not listen is not closed while it opens something.
      settle(opened);
      throw e;
    }
  }

  /** Waits until it is done, however it ends. */
  private static void settle(CompletableFuture<Void> work) {
    work.handle((done, failed) -> done).join();
  }

  /**
   * Waits until what is there at the start is open, and begins with the jobs that wait.
   *
   * @throws InputException if it cannot be opened; the server is closed then
   */
  public void awaitFirst() {
    try {
      opened.join();
      rooms.jobs().begin();
    } catch (CompletionException e) {
      close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static void openFirst(Rooms rooms, Start start, Lock lock) {
    Desk desk = rooms.desk();
    if (!start.unlessKept() || !isOpen(rooms.store(), desk, lock)) {
      start.models().forEach(desk.models()::open);
      start.images().forEach(desk.images()::open);
    }
  }

  /** Whether everybody who comes in sees a network and an image. */
  private static boolean isOpen(Store store, Desk desk, Lock lock) {
    return lock == Lock.ACCOUNT
        ? store.library().anythingShared()
        : !desk.models().all(Person.NOBODY).isEmpty()
            && !desk.images().all(Person.NOBODY).isEmpty();
  }

  private static Javalin listen(Api api, Listening listening, CompletableFuture<Void> opened) {
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.host = listening.host();
              config.jetty.port = listening.port();
              config.jetty.modifyHttpConfiguration(
                  http -> {
                    http.setSendServerVersion(false);
                    http.setIdleTimeout(IDLE_MILLIS);
                  });
              config.routes.before("/api/*", context -> settle(opened));
              api.configure(config);
            });
    try {
      return server.start();
    } catch (JavalinBindException e) {
      throw new InputException(
          Text.format(
              "port %d of %s is taken, or may not be used; choose another",
              listening.port(), listening.host()),
          e);
    }
  }

  /** Where it listens. */
  public int port() {
    return server.port();
  }

  /** What a browser is told to open. */
  public String address() {
    return entrance.listening().address(port());
  }

  @Override
  public void close() {
    server.stop();
    rooms.close();
  }
}
