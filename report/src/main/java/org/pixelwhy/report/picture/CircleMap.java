package org.pixelwhy.report.picture;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.render.Coloring;
import org.pixelwhy.render.MaskLayer;
import org.pixelwhy.render.Overlay;
import org.pixelwhy.render.Picture;
import org.pixelwhy.study.MapResult;

/**
 * The pictures of Hausdorff Distance Masks: circles on white, blue for the distance, green for what
 * is better and red for what is worse, with the segment's outline. Places where no segment was left
 * are hatched.
 */
public final class CircleMap {
  private static final Overlay SOLID = new Overlay(1, false);
  private static final int OUTLINE = 0x000000;
  private static final int HATCH = 0x555555;
  private static final int HATCH_PERIOD = 6;

  private static final Map<String, ColorMap> COLORS =
      Map.of("raw", ColorMap.BLUES, "better", ColorMap.GREENS, "worse", ColorMap.REDS);

  private CircleMap() {}

  public static boolean isOne(MapResult map) {
    return map.method().id().equals("hausdorff-masks");
  }

  /** Colours up to the largest value that is one. */
  static Coloring coloring(MapResult map) {
    return coloring(map, defined(map));
  }

  /**
   * The same for several maps alike.
   *
   * @param values all of them that are some
   */
  static Coloring coloring(MapResult like, Grid values) {
    ColorMap colors = COLORS.getOrDefault(like.attribution().extras().part(), ColorMap.BLUES);
    return Coloring.of(values, colors, 100);
  }

  /** The map, not a number where no segment was left. */
  public static Grid defined(MapResult map) {
    return defined(map.grid(), map.marked());
  }

  /** Values, not a number where something is marked. */
  static Grid defined(Grid grid, Optional<Mask> marked) {
    float[] values = grid.values().clone();
    marked.ifPresent(mask -> Arrays.stream(mask.indices()).forEach(i -> values[i] = Float.NaN));
    return new Grid(grid.axes(), values);
  }

  /**
   * The picture, in the image's size.
   *
   * @param segment whose outline is drawn
   */
  public static Picture draw(MapResult map, Mask segment) {
    return draw(defined(map), map.marked(), segment, coloring(map));
  }

  /**
   * The picture of values in given colours.
   *
   * @param values not a number where no segment was left
   * @param marked those places
   * @param segment whose outline is drawn
   */
  static Picture draw(Grid values, Optional<Mask> marked, Mask segment, Coloring coloring) {
    Picture white = MaskLayer.fill(Mask.full(segment.extents()), 0xffffff, 1);
    int width = segment.width();
    Mask hatched =
        Mask.of(
            segment.extents(),
            i ->
                marked.isPresent()
                    && marked.get().get(i)
                    && (i / width + i % width) % HATCH_PERIOD < 2);
    return white
        .with(SOLID.layer(values, coloring))
        .with(MaskLayer.fill(hatched, HATCH, 1))
        .with(MaskLayer.outline(segment, OUTLINE, 1));
  }

  /** What the colour bar is called. */
  static String unit(MapResult map) {
    String unit = map.method().unit();
    return map.marked().isPresent() ? unit + " (hatched or blank: no segment)" : unit;
  }
}
