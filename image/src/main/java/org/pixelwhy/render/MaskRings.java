package org.pixelwhy.render;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.image.Mask;

/** A mask's borders as lines along the edges of its pixels. */
public final class MaskRings {
  private static final int[] ACROSS = {1, 0, -1, 0};
  private static final int[] DOWN = {0, 1, 0, -1};

  private final Mask mask;
  private final int height;
  private final int width;
  private final boolean[] top;

  private MaskRings(Mask mask) {
    this.mask = mask;
    this.height = mask.height();
    this.width = mask.width();
    this.top = new boolean[height * width];
  }

  /**
   * The closed lines around a two-dimensional mask's parts and holes: corners {@code x, y, x, y,
   * ...} in pixels, y downwards, the first one repeated at the end. Members lie to the right of a
   * line; where two members touch at a corner only, they get lines of their own.
   */
  public static List<double[]> of(Mask mask) {
    MaskRings borders = new MaskRings(mask);
    List<double[]> rings = new ArrayList<>();
    for (int y = 0; y < borders.height; y++) {
      for (int x = 0; x < borders.width; x++) {
        if (borders.member(x, y)
            && !borders.member(x, y - 1)
            && !borders.top[y * borders.width + x]) {
          rings.add(borders.follow(x, y));
        }
      }
    }
    return rings;
  }

  private boolean member(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height && mask.get(y * width + x);
  }

  /** From the upper left corner of a pixel to the right, and around. */
  private double[] follow(int startX, int startY) {
    List<int[]> corners = new ArrayList<>();
    int x = startX;
    int y = startY;
    int way = 0;
    do {
      if (way == 0) {
        top[y * width + x] = true;
      }
      x += ACROSS[way];
      y += DOWN[way];
      int next = turn(x, y, way);
      if (next != way) {
        corners.add(new int[] {x, y});
      }
      way = next;
    } while (x != startX || y != startY || way != 0);
    double[] ring = new double[2 * corners.size() + 2];
    for (int i = 0; i <= corners.size(); i++) {
      int[] corner = corners.get(i % corners.size());
      ring[2 * i] = corner[0];
      ring[2 * i + 1] = corner[1];
    }
    return ring;
  }

  /** Right where no member lies ahead on the right, left where one lies ahead on the left. */
  private int turn(int x, int y, int way) {
    if (!ahead(x, y, way, 1)) {
      return (way + 1) % 4;
    }
    return ahead(x, y, way, -1) ? (way + 3) % 4 : way;
  }

  /**
   * Whether the pixel ahead of a corner is a member.
   *
   * @param side 1 on the right of the way, -1 on its left
   */
  private boolean ahead(int x, int y, int way, int side) {
    int forwardX = ACROSS[way];
    int forwardY = DOWN[way];
    int sideX = -forwardY * side;
    int sideY = forwardX * side;
    int pixelX = x + (forwardX + sideX - 1) / 2;
    int pixelY = y + (forwardY + sideY - 1) / 2;
    return member(pixelX, pixelY);
  }
}
