package org.pixelwhy.report;

import java.util.List;
import org.pixelwhy.image.Grid;
import org.pixelwhy.render.ColorBar;

/**
 * One explanation of an image.
 *
 * @param title the method, and the layer where there is one
 * @param description what the map means, in a sentence; may be empty
 * @param grid its values; it covers the whole image, in whatever resolution
 * @param bar how they are coloured, and what they are
 * @param numbers what the map comes to
 * @param warnings what may make it misleading, such as a blank map
 */
public record ReportMap(
    String title,
    String description,
    Grid grid,
    ColorBar bar,
    List<Fact> numbers,
    List<String> warnings) {
  public ReportMap {
    numbers = List.copyOf(numbers);
    warnings = List.copyOf(warnings);
  }
}
