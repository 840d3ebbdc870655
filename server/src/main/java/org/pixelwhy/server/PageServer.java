package org.pixelwhy.server;

import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.util.List;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.server.api.Api;
import org.pixelwhy.server.opened.Desk;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The interactive page, served to this machine alone. Closing it stops what is asked and closes all
 * that was opened, and then the engine may be closed.
 */
public final class PageServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final long IDLE_MILLIS = 30_000;

  private final Desk desk;
  private final Javalin server;

  private PageServer(Desk desk, Javalin server) {
    this.desk = desk;
    this.server = server;
  }

  /**
   * What is open at the start.
   *
   * @param models in the order in which they are listed; the page shows the first
   * @param images likewise
   */
  public record Start(List<ModelSource> models, List<ImageSource> images) {
    public Start {
      models = List.copyOf(models);
      images = List.copyOf(images);
    }
  }

  /**
   * Opens what is there at the start, and serves it.
   *
   * @param port 0 for any that is free
   * @throws InputException if a model or image cannot be opened, or the port is taken
   */
  public static PageServer start(Engine engine, Start start, Limits limits, int port) {
    Desk desk = new Desk(engine, limits);
    try {
      start.models().forEach(desk.models()::open);
      start.images().forEach(desk.images()::open);
      return new PageServer(desk, serve(desk, port));
    } catch (RuntimeException e) {
      desk.close();
      throw e;
    }
  }

  private static Javalin serve(Desk desk, int port) {
    Api api = new Api(desk);
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.host = LOOPBACK;
              config.jetty.port = port;
              config.jetty.modifyHttpConfiguration(
                  http -> {
                    http.setSendServerVersion(false);
                    http.setIdleTimeout(IDLE_MILLIS);
                  });
              api.configure(config);
            });
    try {
      return server.start();
    } catch (JavalinBindException e) {
      throw new InputException(
          Text.format("port %d is taken, or may not be used; choose another", port), e);
    }
  }

  /** Where it listens. */
  public int port() {
    return server.port();
  }

  /** What a browser is told to open. */
  public String address() {
    return Text.format("http://%s:%d/", LOOPBACK, port());
  }

  @Override
  public void close() {
    server.stop();
    desk.close();
  }
}
