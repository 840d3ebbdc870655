package org.pixelwhy.server;

import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.EngineOptions;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.server.worker.WorkerOptions;
import org.pixelwhy.server.worker.Workers;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/**
 * How long it takes from a click at a pixel to the painted map, and how many previews a second
 * follow the mouse. Nothing is asserted, and no ordinary run of the tests has it: {@code
 * benchmarks/run page-latency} starts it.
 */
class PageLatency {
  private static final int CLICKS = Integer.getInteger("pixelwhy.clicks", 200);
  private static final int WARM_UP = 5;

  /** How long the mouse moves, and how long it stays at a pixel. */
  private static final int HOVER_MILLIS = Math.min(10_000, 50 * CLICKS);

  private static final int STAY_MILLIS = 40;

  /**
   * From the browser's time of the next click until what was drawn with another map than before is
   * on screen: the frame after the one that drew it has begun.
   */
  private static final String CLOCK =
      "() => {const shown = () => document.querySelector('pw-map')?.map;"
          + " const before = shown(); window.clicked = new Promise(done =>"
          + " addEventListener('click', event => {"
          + " const look = () => {"
          + " const card = document.querySelector('pw-map');"
          + " if (card?.map && card.map !== before && !card.isUpdatePending)"
          + " requestAnimationFrame(() => done(performance.now() - event.timeStamp));"
          + " else requestAnimationFrame(look)};"
          + " requestAnimationFrame(look)}, {once: true, capture: true}))}";

  /** Counts the previews that are shown. */
  private static final String COUNT =
      "() => {const app = document.querySelector('pw-app'); let last = null; window.previews = 0;"
          + " window.counting = true;"
          + " const look = () => {const now = app.preview.shown;"
          + " if (now && now !== last) {last = now; window.previews++}"
          + " if (window.counting) requestAnimationFrame(look)}; look()}";

  @RegisterExtension private final Chromium chromium = new Chromium();

  @TempDir private Path folder;

  @Test
  void nucleiNetwork() throws IOException {
    Path models = Path.of("../../shared/data/models/nuclei-bioimageio");
    Path network = models.resolve("bioimageio.yaml");
    if (!Files.exists(network)) {
      System.out.println("the nuclei network is not there: " + network);
      return;
    }
    ModelSource model = ModelSource.of(network);
    measure("nuclei network", model, picture(1, 512));
  }

  @Test
  void largeUNet() throws IOException {
    UNetOptions options = UNetOptions.defaults().withDepth(5).withChannels(64);
    Path network = folder.resolve("unet.onnx");
    OnnxWriter.write(UNet.graph(options, 1), network);
    measure("U-Net of 34.5 million parameters", ModelSource.of(network), picture(3, 256));
  }

  /** Waves, so that no two places are alike. */
  private Path picture(int channels, int side) {
    float[] values = new float[channels * side * side];
    for (int i = 0; i < values.length; i++) {
      int x = i % side;
      int y = i / side % side;
      values[i] =
          (float) (127 + 64 * Math.sin(0.07 * x) + 60 * Math.cos(0.05 * y + i / side / side));
    }
    Path file = folder.resolve("waves.npy");
    Npy.write(file, Tensor.of(values, channels, side, side));
    return file;
  }

  private void measure(String what, ModelSource model, Path image) {
    PageServer.Start start =
        new PageServer.Start(List.of(model), List.of(new ImageSource.Picture(image)));
    Workers workers = new Workers(WorkerOptions.of(EngineOptions.defaults()));
    try (PageServer server =
        PageServer.start(workers, start, Storage.NOTHING, Limits.USUAL, Entrance.here(0))) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.DARK);
      Object width = page.page().evaluate("() => document.querySelector('pw-app').picture.width");
      int side = ((Number) width).intValue();
      Random random = new Random(1);
      page.page().keyboard().press("p");
      List<Double> millis = new ArrayList<>();
      for (int i = -WARM_UP; i < CLICKS; i++) {
        // Buttons lie over the lowest part: who clicks them asks nothing.
        double took = click(page, random.nextInt(side), random.nextInt(side * 3 / 4));
        if (i >= 0) {
          millis.add(took);
        }
      }
      millis.sort(null);
      System.out.println(
          Text.format(
              "%s, %d x %d, %d clicks: p50 %.0f ms, p95 %.0f ms, most %.0f ms; %.1f previews a second",
              what,
              side,
              side,
              CLICKS,
              quantile(millis, 0.5),
              quantile(millis, 0.95),
              millis.get(CLICKS - 1),
              previews(page, random, side)));
    }
  }

  private static double click(OpenPage page, int x, int y) {
    double[] place = page.at(x, y);
    page.page().evaluate(CLOCK);
    page.page().mouse().click(place[0], place[1]);
    double took = ((Number) page.page().evaluate("() => window.clicked")).doubleValue();
    page.settle();
    return took;
  }

  private static double previews(OpenPage page, Random random, int side) {
    page.page().evaluate(COUNT);
    long started = System.nanoTime();
    double seconds = 0;
    while (seconds < HOVER_MILLIS / 1e3) {
      double[] place = page.at(random.nextInt(side), random.nextInt(side));
      page.page().mouse().move(place[0], place[1]);
      page.page().waitForTimeout(STAY_MILLIS);
      seconds = (System.nanoTime() - started) / 1e9;
    }
    Object shown = page.page().evaluate("() => {window.counting = false; return window.previews}");
    return ((Number) shown).doubleValue() / seconds;
  }

  /** The least value that so many are not above. */
  private static double quantile(List<Double> sorted, double share) {
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }
}
