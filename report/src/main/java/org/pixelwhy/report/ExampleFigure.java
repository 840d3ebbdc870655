package org.pixelwhy.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.report.figure.FigureStyle;
import org.pixelwhy.report.file.FigureFiles;
import org.pixelwhy.report.picture.ImagePictures;
import org.pixelwhy.report.picture.ShownImage;
import org.pixelwhy.report.view.EncodedPicture;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.TargetResult;

/** Figures as for print, of what the shipped examples show. */
final class ExampleFigure {
  private static final double MILLIMETRES = 180;

  /** About twice what a page shows, for screens of many pixels. */
  private static final int DPI = 200;

  private final SegmentationModel model;

  ExampleFigure(SegmentationModel model) {
    this.model = model;
  }

  /**
   * A target's panels in one row.
   *
   * @param target its number among the image's
   * @param panels image, mask and methods, in their order
   */
  EncodedPicture row(ImageResult image, int target, List<String> panels) {
    ShownImage shown = ShownImage.of(image, model.card(), Optional.empty());
    TargetResult drawn = shown.result().targets().get(target);
    FigureStyle.Sheet sheet =
        new FigureStyle.Sheet(panels, OptionalInt.of(panels.size()), MILLIMETRES, DPI);
    FigureStyle style = new FigureStyle(Set.of(), sheet, FigureStyle.Look.usual());
    ImagePictures pictures = new ImagePictures(shown, model, ColorMap.VIRIDIS);
    return EncodedPicture.of(new FigureFiles(pictures, style).sheet(drawn).picture(DPI));
  }
}
