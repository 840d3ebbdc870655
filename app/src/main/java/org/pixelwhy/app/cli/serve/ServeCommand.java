package org.pixelwhy.app.cli.serve;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.option.ImageArguments;
import org.pixelwhy.app.cli.option.ModelOptions;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.server.Entrance;
import org.pixelwhy.server.PageServer;
import org.pixelwhy.server.ShippedExample;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.tensor.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the interactive page until it is stopped. */
@Command(
    name = "serve",
    description = "Serves an interactive page to a browser, until Ctrl-C.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy serve",
      "  pixelwhy serve --model unet.onnx --image cells.png --port 9000",
      "  pixelwhy serve --host 192.168.1.7 --token"
    })
public final class ServeCommand implements Callable<Integer> {
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

  @Mixin private EntranceOptions options;

  @Mixin private StorageOptions storage;

  @Mixin private NetworksOption networks;

  @Mixin private ModelOptions card;

  @Override
  public Integer call() throws InterruptedException {
    Entrance entrance = options.entrance();
    PageServer.Start start = start();
    try (PageServer server =
        PageServer.begin(networks.open(), start, storage.storage(), Limits.USUAL, entrance)) {
      if (model != null) {
        // It may be none, which is said instead of an address.
        server.awaitFirst();
      }
      PrintWriter out = spec.commandLine().getOut();
      out.println("PixelWhy is at " + options.printed(server.address()) + " (Ctrl-C ends it)");
      out.flush();
      if (options.open()) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(
            "What people send, passwords too, can be read on the way: let a proxy encrypt it, and"
                + " name it by --public-url.");
        err.flush();
      }
      if (model == null) {
        server.awaitFirst();
      }
      awaitEnd(server);
    }
    return ExitCode.OK;
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
  private static void awaitEnd(PageServer server) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "pixelwhy-end"));
    new CountDownLatch(1).await();
  }
}
