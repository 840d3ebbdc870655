package org.pixelwhy.report;

import java.util.List;
import org.pixelwhy.image.Grid;
import org.pixelwhy.render.Coloring;

/**
 * One explanation of an image.
 *
 * @param title the method, and the layer where there is one
 * @param description what the map means, in a sentence; may be empty
 * @param grid its values; it covers the whole image, in whatever resolution
 * @param coloring how they are coloured
 * @param unit what the values are, for the colour bar; may be empty
 * @param warnings what may make it misleading, such as a blank map
 */
public record ReportMap(
    String title,
    String description,
    Grid grid,
    Coloring coloring,
    String unit,
    List<String> warnings) {
  public ReportMap {
    warnings = List.copyOf(warnings);
  }
}
