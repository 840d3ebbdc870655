package org.pixelwhy.study.dream;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.dream.DreamFrame;
import org.pixelwhy.image.Image;
import org.pixelwhy.model.card.ModelCardYaml;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.study.InputFile;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.dream.DreamRequest.Measures;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * One dream of a network that is open already, from an image that is open already, seen while it
 * goes on. Its numbers are those of {@link DreamStudy} for the same request.
 */
public final class ImageDream {
  private static final String FILE = "dream.state";

  /** What is lost at most where the process ends. */
  private static final Duration BETWEEN = Duration.ofSeconds(2);

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
   * What happens while a dream goes on.
   *
   * @param watcher sees every step
   * @param progress hears of the steps, and may stop it
   * @param unfinished a folder of this dream's own, where all that is needed to go on is kept, and
   *     looked for; network and image may lie elsewhere by then
   */
  public record Meanwhile(Watcher watcher, Progress progress, Optional<Path> unfinished) {}

  /**
   * Dreams, and goes on where an interrupted one left what it had come to.
   *
   * @param request of one network and without reference; begins with the image
   * @throws InputException if there is no such neuron, the image's values depend on its volume, or
   *     what was left is damaged or of another request
   */
  public static DreamResult run(
      ModelRunner runner, DreamRequest request, OpenImage image, Meanwhile meanwhile) {
    requireSimple(request, runner);
    Image picture = new Image(image.input().field());
    OpenedDream opened = OpenedDream.of(request, runner.model(), Optional.of(picture));
    DreamRecord record = record(runner, request, image, meanwhile, opened.starts().size());
    record.load();
    NetworkRun.Keeping keeping =
        new NetworkRun.Keeping(record, meanwhile.progress(), BETWEEN, meanwhile.watcher());
    String name = request.networks().get(0).name();
    NetworkDream dream =
        new NetworkRun(request, name, runner, opened, keeping).all(Optional::empty);
    return new DreamResult(request, List.of(dream), List.of());
  }

  private static DreamRecord record(
      ModelRunner runner, DreamRequest request, OpenImage image, Meanwhile meanwhile, int starts) {
    int frames = request.course().frames();
    if (meanwhile.unfinished().isEmpty()) {
      return DreamRecord.unsaved(starts, frames);
    }
    String about =
        Text.format(
            "course: %s\nmodel: %s\ncard: %s\nimage: %s",
            request.course(),
            runner.model().hash(),
            ModelCardYaml.text(runner.model().card().stated()),
            InputFile.hash(image.source()));
    return new DreamRecord(meanwhile.unfinished().get(), FILE, about, starts, frames);
  }

  /**
   * The same where nothing is kept of it but what is given back.
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
    return run(runner, request, image, new Meanwhile(watcher, progress, Optional.empty()));
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
