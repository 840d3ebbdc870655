package org.pixelwhy.report.view;

import java.util.List;
import java.util.Optional;
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
 * @param about what else is known of it
 */
public record ReportMap(
    String title,
    String description,
    Grid grid,
    ColorBar bar,
    List<Fact> numbers,
    List<String> warnings,
    About about) {
  public ReportMap {
    numbers = List.copyOf(numbers);
    warnings = List.copyOf(warnings);
  }

  /** Without more. */
  public ReportMap(
      String title,
      String description,
      Grid grid,
      ColorBar bar,
      List<Fact> numbers,
      List<String> warnings) {
    this(title, description, grid, bar, numbers, warnings, About.nothing(grid));
  }

  /**
   * What else is known of a map.
   *
   * @param measured the values in the image's own geometry, which are shown under the pointer
   * @param shares where its magnitude lies, and the area of those parts
   * @param pitfalls what it does not say
   * @param files of it
   */
  public record About(
      Grid measured, Optional<Parts> shares, List<String> pitfalls, List<Link> files) {
    public About {
      pitfalls = List.copyOf(pitfalls);
      files = List.copyOf(files);
    }

    static About nothing(Grid grid) {
      return new About(grid, Optional.empty(), List.of(), List.of());
    }
  }

  /** Shares of a map, and those of the area. */
  public record Parts(TargetRegions.Shares map, TargetRegions.Shares area) {}
}
