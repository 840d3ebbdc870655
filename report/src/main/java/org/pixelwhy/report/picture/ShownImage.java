package org.pixelwhy.report.picture;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.render.DisplaySize;
import org.pixelwhy.render.Picture;
import org.pixelwhy.render.SliceMarks;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.tensor.Text;

/**
 * One image's results as they are drawn: in a size in which lengths are true. Of a plain picture
 * that is its own size, and nothing changes.
 *
 * @param result all in the size of the drawing; to look at, not to measure
 * @param picture the image through its window, with what lies where and how long a millimetre is
 * @param window that it is shown through, where there is one
 * @param text the image's own size, and what is shown of its values
 */
public record ShownImage(
    ImageResult result, Picture picture, Optional<IntensityWindow> window, String text) {
  /**
   * @param asked the window, where it is not to be found
   */
  public static ShownImage of(
      ImageResult measured, ModelCard card, Optional<IntensityWindow> asked) {
    Image image = measured.image();
    DisplaySize size = DisplaySize.of(image.axes());
    Optional<ValueWindow> window = ValueWindow.of(image, card.preprocessing(), asked);
    Image large = size.of(image);
    Picture plain =
        window.map(found -> Picture.of(large, found.window())).orElseGet(() -> Picture.of(large));
    return new ShownImage(
        drawn(measured, large, size), SliceMarks.over(plain, image.axes()),
        window.map(ValueWindow::window), text(image, window));
  }

  private static String text(Image image, Optional<ValueWindow> window) {
    String size = Text.format("%d x %d pixels (width x height)", image.width(), image.height());
    String apart =
        image.axes().spacingText().map(gaps -> ", " + gaps + " (rows x columns)").orElse("");
    return size + apart + window.map(found -> "; " + found.text()).orElse("");
  }

  private static ImageResult drawn(ImageResult measured, Image large, DisplaySize size) {
    List<TargetResult> targets =
        measured.targets().stream().map(target -> drawn(target, size)).toList();
    return new ImageResult(
        measured.source(),
        large,
        measured.masks().stream().map(size::of).toList(),
        targets,
        measured.notes(),
        measured.predictionWarnings());
  }

  private static TargetResult drawn(TargetResult target, DisplaySize size) {
    return new TargetResult(
        target.spec(),
        target.description(),
        size.of(target.mask()),
        target.pixels(),
        target.channel(),
        target.value(),
        target.maps().stream().map(map -> drawn(map, size)).toList(),
        target.layerStudies(),
        target.warnings());
  }

  private static MapResult drawn(MapResult map, DisplaySize size) {
    return new MapResult(
        map.method(),
        map.attribution(),
        size.of(map.grid()),
        map.marked().map(size::of),
        map.warnings(),
        map.scores());
  }
}
