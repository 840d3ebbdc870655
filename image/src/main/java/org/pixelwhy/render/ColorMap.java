package org.pixelwhy.render;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * 256 colours for values from low to high, or, if diverging, from negative over zero to positive.
 *
 * <p>Viridis and magma are the tables of matplotlib (van der Walt and Smith 2015, CC0): lightness
 * grows evenly, and they survive colour blindness and grey printing. The diverging map's two arms
 * have equal lightness and chroma in OKLab at equal magnitude, so that neither sign looks stronger.
 */
public final class ColorMap {
  /** Dark violet over green to yellow, for values without sign. */
  public static final ColorMap VIRIDIS = new ColorMap("viridis", false, table("viridis"));

  /** Black over purple to pale yellow, for values without sign. */
  public static final ColorMap MAGMA = new ColorMap("magma", false, table("magma"));

  /** Blue for negative, near-white for zero, red for positive. */
  public static final ColorMap BLUE_WHITE_RED =
      new ColorMap("blue-white-red", true, DivergingColors.blueWhiteRed());

  /** Near-white to dark blue, for values without sign. */
  public static final ColorMap BLUES = new ColorMap("blues", false, SequentialColors.blues());

  /** Near-white to dark green. */
  public static final ColorMap GREENS = new ColorMap("greens", false, SequentialColors.greens());

  /** Near-white to dark red. */
  public static final ColorMap REDS = new ColorMap("reds", false, SequentialColors.reds());

  private static final List<ColorMap> CATALOGUE =
      List.of(VIRIDIS, MAGMA, BLUE_WHITE_RED, BLUES, GREENS, REDS);

  private final String name;
  private final boolean diverging;
  private final int[] colors;

  private ColorMap(String name, boolean diverging, int[] colors) {
    this.name = name;
    this.diverging = diverging;
    this.colors = colors;
  }

  private static int[] table(String name) {
    String text = Resource.text(name + ".txt").strip();
    return Arrays.stream(text.split("\\s+")).mapToInt(hex -> Integer.parseInt(hex, 16)).toArray();
  }

  /**
   * The colour map of a name.
   *
   * @throws InputException if there is none of this name
   */
  public static ColorMap named(String name) {
    return CATALOGUE.stream()
        .filter(map -> map.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    Text.format(
                        "there is no colour map \"%s\"; choose one of %s",
                        name, names().stream().collect(Collectors.joining(", ")))));
  }

  /** The names of all colour maps. */
  public static List<String> names() {
    return CATALOGUE.stream().map(ColorMap::name).toList();
  }

  public String name() {
    return name;
  }

  /** Whether the middle is a neutral colour that stands for zero. */
  public boolean diverging() {
    return diverging;
  }

  /**
   * The colour {@code 0xRRGGBB} at a place from 0 (low end) to 1 (high end).
   *
   * <p>A diverging map leaves out its first entry, so that 0.5 falls on entry 128 exactly.
   */
  public int rgb(double fraction) {
    double inside = Math.min(1, Math.max(0, fraction));
    return colors[(int) (diverging ? 1 + Math.round(254 * inside) : Math.round(255 * inside))];
  }

  @Override
  public String toString() {
    return name;
  }
}
