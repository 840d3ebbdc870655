package org.pixelwhy.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.server.PageServer;
import org.pixelwhy.server.ShippedExample;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.DatabaseAddress;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.tensor.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the interactive page until it is stopped. */
@Command(
    name = "serve",
    description = "Serves an interactive page to this machine's browser, until Ctrl-C.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy serve",
      "  pixelwhy serve --model unet.onnx --image cells.png --port 9000"
    })
final class ServeCommand implements Callable<Integer> {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Opened at the start; the shipped example where none is given.")
  private Path model;

  @Option(
      names = "--image",
      arity = "1..*",
      paramLabel = "IMAGE",
      description = "Opened at the start, as in 'explain'; more can be opened in the page.")
  private List<String> images = List.of();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8765",
      description = "Where to listen; 0 is any that is free (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      defaultValue = "127.0.0.1",
      description = "This machine only (${DEFAULT-VALUE}): there are no accounts yet.")
  private String host;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Where models, images and explanations are kept; 'none' keeps nothing",
        "($XDG_DATA_HOME/pixelwhy, or ~/.local/share/pixelwhy)."
      })
  private String data;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = {
        "A PostgreSQL database for what --data holds besides files, such as",
        "postgresql://me@localhost/pixelwhy; a file of H2 in --data where none is given."
      })
  private String database;

  @Mixin private EngineOption engine;

  @Mixin private ModelOptions card;

  @Override
  public Integer call() throws InterruptedException {
    if (!LOOPBACK.contains(host)) {
      throw new InputException(
          "--host "
              + host
              + ": the page is served to this machine only, as there are no accounts yet;"
              + " leave it out, and reach it from elsewhere through an SSH tunnel");
    }
    if (port < 0 || port > 65_535) {
      throw new InputException("--port " + port + ": expected a number from 0 to 65535");
    }
    PageServer.Start start = start();
    Storage storage =
        new Storage(folder(), Optional.ofNullable(database).map(DatabaseAddress::postgresql));
    Engine opened = engine.open();
    try (PageServer server = PageServer.start(opened, start, storage, Limits.USUAL, port)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("PixelWhy is at " + server.address() + " (Ctrl-C ends it)");
      out.flush();
      awaitEnd(server, opened);
    } finally {
      opened.close();
    }
    return Main.OK;
  }

  /** Where the person's other programs keep what is theirs, unless another folder is named. */
  private Optional<Path> folder() {
    if (data != null) {
      return Optional.of(data).filter(text -> !text.equals("none")).map(Path::of);
    }
    String base = System.getenv("XDG_DATA_HOME");
    Path shared =
        base == null || !Path.of(base).isAbsolute()
            ? Path.of(System.getProperty("user.home"), ".local", "share")
            : Path.of(base);
    return Optional.of(shared.resolve("pixelwhy"));
  }

  private PageServer.Start start() {
    if (model == null && images.isEmpty()) {
      return ShippedExample.start();
    }
    if (model == null) {
      throw new InputException("--image needs a network: name it by --model");
    }
    List<ImageSource> sources =
        ImageArguments.parse(images).stream().flatMap(one -> one.images().stream()).toList();
    return new PageServer.Start(List.of(card.source(model)), sources);
  }

  /** The process is ended from outside; what is open is closed first. */
  private static void awaitEnd(PageServer server, Engine engine) throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  engine.close();
                },
                "pixelwhy-end"));
    new CountDownLatch(1).await();
  }
}
