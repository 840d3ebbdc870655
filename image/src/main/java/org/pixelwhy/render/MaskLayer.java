package org.pixelwhy.render;

import java.util.List;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Transparent layers that show two-dimensional masks. */
public final class MaskLayer {
  private static final double FILL_OPACITY = 0.35;
  private static final double HALO_OPACITY = 0.6;

  private MaskLayer() {}

  /** Every member in one colour {@code 0xRRGGBB}, as opaque as asked, from 0 to 1. */
  public static Picture fill(Mask mask, int rgb, double opacity) {
    int[] argb = canvas(mask);
    paint(argb, mask, Blend.withAlpha(rgb, opacity));
    return new Picture(mask.height(), mask.width(), argb);
  }

  /**
   * The members along the mask's border in one colour {@code 0xRRGGBB}, with a ring of black or
   * white just outside, so that the line is seen on any image.
   *
   * @param thickness of the coloured line in pixels, 1 or 2 as a rule
   */
  public static Picture outline(Mask mask, int rgb, int thickness) {
    if (thickness < 1) {
      throw new InputException("illegal thickness: " + thickness + ", must be at least 1");
    }
    int[] argb = canvas(mask);
    Mask outside = Mask.of(mask.extents(), i -> !mask.get(i));
    paint(argb, outside.border(), Blend.withAlpha(Blend.contrasting(rgb), HALO_OPACITY));
    Mask rest = mask;
    for (int ring = 0; ring < thickness && !rest.isEmpty(); ring++) {
      Mask border = rest.border();
      paint(argb, border, Picture.OPAQUE | rgb);
      rest = rest.minus(border);
    }
    return new Picture(mask.height(), mask.width(), argb);
  }

  /**
   * One mask per class, filled and outlined in the colours of {@link Palette}.
   *
   * @param masks all of one size, numbered as the palette's colours
   */
  public static Picture classes(List<Mask> masks) {
    if (masks.isEmpty()) {
      throw new InputException("no mask to draw; give at least one");
    }
    Picture layer = null;
    for (int i = 0; i < masks.size(); i++) {
      Picture fill = fill(masks.get(i), Palette.color(i), FILL_OPACITY);
      layer = layer == null ? fill : layer.with(fill);
    }
    for (int i = 0; i < masks.size(); i++) {
      layer = layer.with(outline(masks.get(i), Palette.color(i), 1));
    }
    return layer;
  }

  private static int[] canvas(Mask mask) {
    if (mask.extents().length != 2) {
      throw new InputException(
          Text.format(
              "only masks of rows and columns can be drawn, found a %s; take one slice", mask));
    }
    return Picture.allocate(mask.height(), mask.width());
  }

  private static void paint(int[] argb, Mask mask, int color) {
    for (int i : mask.indices()) {
      argb[i] = color;
    }
  }
}
