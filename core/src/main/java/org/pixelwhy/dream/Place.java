package org.pixelwhy.dream;

import java.util.Arrays;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.target.ImagePoint;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Where in a map of responses a neuron is. */
public sealed interface Place {
  /**
   * The cells whose mean response is the neuron's.
   *
   * @param map responses at the start, of one channel
   * @param geometry how the image lies in the network's input
   * @throws InputException if the place is beyond the image
   */
  int[] cells(Responses map, Geometry geometry);

  /**
   * Responses of one channel.
   *
   * @param height rows
   * @param width columns
   * @param values in C order
   */
  record Responses(int height, int width, float[] values) {
    int[] extents() {
      return new int[] {height, width};
    }
  }

  /**
   * One pixel of the image.
   *
   * @param x to the right
   * @param y down
   */
  record Pixel(int x, int y) implements Place {
    @Override
    public int[] cells(Responses map, Geometry geometry) {
      return new int[] {new ImagePoint(x, y).outputIndex(geometry, map.extents())};
    }

    @Override
    public String toString() {
      return "pixel " + x + "," + y;
    }
  }

  /**
   * All pixels of the image up to a distance from one.
   *
   * @param x of the middle, to the right
   * @param y of the middle, down
   * @param radius in pixels, 0 or more
   */
  record Disc(int x, int y, double radius) implements Place {
    public Disc {
      if (!(radius >= 0 && Double.isFinite(radius))) {
        throw new InputException(
            Text.format("illegal radius %s, must be 0 or more", Text.number(radius)));
      }
    }

    @Override
    public int[] cells(Responses map, Geometry geometry) {
      new ImagePoint(x, y).outputIndex(geometry, map.extents());
      int reach =
          (int) Math.floor(Math.min(radius, geometry.imageHeight() + geometry.imageWidth()));
      boolean[] chosen = new boolean[map.values().length];
      for (int row = Math.max(0, y - reach); row <= y + reach && row < rows(geometry); row++) {
        for (int column = Math.max(0, x - reach);
            column <= x + reach && column < geometry.imageWidth();
            column++) {
          if (Math.hypot(row - y, column - x) <= radius) {
            chosen[geometry.outputIndex(row, column, map.extents())] = true;
          }
        }
      }
      return Mask.of(map.extents(), i -> chosen[i]).indices();
    }

    private static int rows(Geometry geometry) {
      return geometry.imageHeight();
    }

    @Override
    public String toString() {
      return "disc of radius " + Text.number(radius) + " about " + x + "," + y;
    }
  }

  /**
   * The pixels of the output that a question is about, as they are at the start.
   *
   * @param mask its extents are the output's
   */
  record Members(Mask mask) implements Place {
    @Override
    public int[] cells(Responses map, Geometry geometry) {
      if (!Arrays.equals(mask.extents(), map.extents())) {
        throw new InputException(
            Text.format(
                "the target has pixels of an output of %s, the dream a map of %s: choose the most"
                    + " responsive place",
                Arrays.toString(mask.extents()), Arrays.toString(map.extents())));
      }
      return mask.indices();
    }

    @Override
    public String toString() {
      return mask.count() == 1 ? "the target's pixel" : mask.count() + " pixels of the target";
    }
  }

  /**
   * A cell that responds much at the start, which a dream can bring to respond most easily.
   *
   * @param rank 0 for the most responsive cell; n for the most responsive of those at least an
   *     eighth of the map's longer side away from all of lower rank
   */
  record Strongest(int rank) implements Place {
    private static final double APART = 1.0 / 8;

    public Strongest {
      if (rank < 0) {
        throw new InputException("illegal rank " + rank + ", must be 0 or more");
      }
    }

    /** The most responsive of all. */
    public Strongest() {
      this(0);
    }

    @Override
    public int[] cells(Responses map, Geometry geometry) {
      int[] open = geometry.inside(map.extents()).indices();
      double apart = APART * Math.max(map.height(), map.width());
      int best = strongest(map, open);
      for (int r = 0; r < rank; r++) {
        int last = best;
        open = Arrays.stream(open).filter(i -> distance(map, i, last) >= apart).toArray();
        if (open.length == 0) {
          throw new InputException(
              Text.format("there are only %d responsive places so far apart", r + 1));
        }
        best = strongest(map, open);
      }
      return new int[] {best};
    }

    private static int strongest(Responses map, int[] cells) {
      float[] values = map.values();
      return Arrays.stream(cells).reduce((a, b) -> values[b] > values[a] ? b : a).orElseThrow();
    }

    private static double distance(Responses map, int a, int b) {
      int width = map.width();
      return Math.hypot(a / width - b / width, a % width - b % width);
    }

    @Override
    public String toString() {
      return rank == 0 ? "the most responsive place" : "responsive place " + (rank + 1);
    }
  }
}
