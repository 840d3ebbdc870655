package org.pixelwhy.report;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.render.Picture;

/**
 * All results for one image.
 *
 * @param title which image
 * @param image the image as displayed
 * @param target what the maps explain, in words
 * @param prediction what the model drew, if it is to be shown
 * @param maps the explanations
 * @param warnings what may make this image's results misleading
 * @param contactSheet many maps at a glance, for studies of layers
 * @param parts tables and charts of this image
 */
public record ReportSection(
    String title,
    Picture image,
    String target,
    Optional<Prediction> prediction,
    List<ReportMap> maps,
    List<String> warnings,
    Optional<Picture> contactSheet,
    List<ReportPart> parts) {
  public ReportSection {
    maps = List.copyOf(maps);
    warnings = List.copyOf(warnings);
    parts = List.copyOf(parts);
  }

  /**
   * The predicted mask.
   *
   * @param layer a transparent picture covering the image, as {@code MaskLayer} draws it
   * @param legend what the layer's colours mean
   */
  public record Prediction(Picture layer, List<Legend> legend) {
    public Prediction {
      legend = List.copyOf(legend);
    }
  }

  /**
   * What a colour means.
   *
   * @param name of the class
   * @param rgb {@code 0xRRGGBB}
   */
  public record Legend(String name, int rgb) {}
}
