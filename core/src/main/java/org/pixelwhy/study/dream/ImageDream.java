package org.pixelwhy.study.dream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.dream.DreamFrame;
import org.pixelwhy.image.Image;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.dream.DreamRequest.Measures;
import org.pixelwhy.tensor.InputException;

/**
 * One dream of a network that is open already, from an image that is open already, seen while it
 * goes on. Its numbers are those of {@link DreamStudy} for the same request.
 */
public final class ImageDream {
  private ImageDream() {}

  /** Sees every step. */
  @FunctionalInterface
  public interface Watcher {
    /**
     * @param frame good until this returns
     * @param values of the features; NaN where one is undefined
     */
    void frame(DreamFrame frame, double[] values);
  }

  /**
   * Dreams. Nothing is kept of it but what is given back.
   *
   * @param request of one network and without reference; begins with the image
   * @param progress hears of the steps, and may stop it
   * @throws InputException if there is no such neuron, or the image's values depend on its volume
   */
  public static DreamResult run(
      ModelRunner runner,
      DreamRequest request,
      OpenImage image,
      Watcher watcher,
      Progress progress) {
    requireSimple(request, runner);
    Image picture = new Image(image.input().field());
    OpenedDream opened = OpenedDream.of(request, runner.model(), Optional.of(picture));
    DreamRecord record = DreamRecord.unsaved(opened.starts().size(), request.course().frames());
    NetworkRun.Keeping keeping =
        new NetworkRun.Keeping(record, progress, Duration.ofDays(1), watcher);
    String name = request.networks().get(0).name();
    NetworkDream dream =
        new NetworkRun(request, name, runner, opened, keeping).all(Optional::empty);
    return new DreamResult(request, List.of(dream), List.of());
  }

  private static void requireSimple(DreamRequest request, ModelRunner runner) {
    Measures measures = request.measures();
    if (request.networks().size() != 1 || measures.reference().isPresent()) {
      throw new IllegalArgumentException("one network, and no reference");
    }
    if (runner.model().card().needsVolume()) {
      throw new InputException(
          "the card scales values by those of the whole volume; such a dream begins with a file");
    }
  }
}
