package org.pixelwhy.study;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.ModelRunner;

/**
 * All that was found out about one image.
 *
 * @param source where the image came from
 * @param image the image as shown, in its own geometry
 * @param masks what was predicted, in the image's geometry, one per class
 * @param targets what was found out about each target; none where only the prediction was asked for
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
    return of(
        image.source(),
        image.input(),
        new Read(runner.model(), prediction, prediction.mask(target.channel())),
        List.of(target));
  }

  /**
   * The result for an image about which nothing is asked but what is predicted.
   *
   * @param input the image as it was prepared
   * @param prediction of the model
   */
  public static ImageResult of(
      ImageSource source, InputFile input, SegmentationModel model, Prediction prediction) {
    int background = prediction.background().orElse(-1);
    List<Mask> drawn =
        IntStream.range(0, prediction.classes())
            .filter(k -> k != background)
            .mapToObj(prediction::mask)
            .toList();
    Mask any = Mask.of(prediction.extents(), i -> drawn.stream().anyMatch(mask -> mask.get(i)));
    return of(source, input, new Read(model, prediction, any), List.of());
  }

  /**
   * What was read.
   *
   * @param interest the pixels that say which slice of a volume is shown
   */
  private record Read(SegmentationModel model, Prediction prediction, Mask interest) {}

  private static ImageResult of(
      ImageSource source, InputFile input, Read read, List<TargetResult> targets) {
    ShownSlice shown = ShownSlice.of(read.interest());
    List<Mask> masks =
        IntStream.range(0, read.prediction().classes())
            .mapToObj(k -> shown.cut(read.prediction().mask(k)))
            .map(input.prepared().geometry()::toImage)
            .toList();
    return new ImageResult(
        source,
        input.shown(shown),
        masks,
        targets,
        input.prepared().notes(),
        Warnings.of(read.model(), read.prediction()));
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
