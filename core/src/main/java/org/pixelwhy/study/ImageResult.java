package org.pixelwhy.study;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.run.ModelRunner;

/**
 * All that was found out about one image.
 *
 * @param source where the image came from
 * @param image the image as shown, in its own geometry
 * @param masks what was predicted, in the image's geometry, one per class
 * @param targets what was found out about each target; at least one
 * @param notes what was done with the image
 * @param predictionWarnings what may make the prediction misleading, whatever the target
 */
public record ImageResult(
    ImageSource source,
    Image image,
    List<Mask> masks,
    List<TargetResult> targets,
    List<String> notes,
    List<String> predictionWarnings) {
  public ImageResult {
    masks = List.copyOf(masks);
    targets = List.copyOf(targets);
    notes = List.copyOf(notes);
    predictionWarnings = List.copyOf(predictionWarnings);
  }

  /**
   * The result for an image of which a target was answered before. What is predicted is found out
   * anew.
   *
   * @param target what was answered
   */
  public static ImageResult of(ModelRunner runner, OpenImage image, TargetResult target) {
    Prediction prediction = image.prediction();
    ShownSlice shown = ShownSlice.of(prediction.mask(target.channel()));
    List<Mask> masks =
        IntStream.range(0, prediction.classes())
            .mapToObj(k -> image.geometry().toImage(shown.cut(prediction.mask(k))))
            .toList();
    return new ImageResult(
        image.source(),
        image.input().shown(shown),
        masks,
        List.of(target),
        image.input().prepared().notes(),
        Warnings.of(runner.model(), prediction));
  }

  /** The first target, which is the only one where no more were asked about. */
  public TargetResult target() {
    return targets.get(0);
  }

  /** The maps of all targets. */
  public List<MapResult> maps() {
    return targets.stream().flatMap(target -> target.maps().stream()).toList();
  }

  /** What may make the results misleading: of each target, then of the prediction. */
  public List<String> warnings() {
    return Stream.concat(
            targets.stream().flatMap(target -> target.warnings().stream()),
            predictionWarnings.stream())
        .toList();
  }
}
