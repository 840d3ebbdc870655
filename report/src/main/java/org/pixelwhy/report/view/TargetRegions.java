package org.pixelwhy.report.view;

import java.util.Arrays;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;

/** The three parts of an image that a target makes: inside, a band along its border, outside. */
public final class TargetRegions {
  static final int INSIDE = 0;
  public static final int BORDER = 1;
  public static final int OUTSIDE = 2;

  /** The band reaches so far to either side, as a part of the image's longer side. */
  private static final double BAND = 0.01;

  private final byte[] region;

  private TargetRegions(byte[] region) {
    this.region = region;
  }

  /** How much lies where, as parts of the whole. */
  public record Shares(double inside, double border, double outside) {
    public double of(int region) {
      return region == INSIDE ? inside : region == BORDER ? border : outside;
    }
  }

  public static TargetRegions of(Mask target) {
    byte[] region = new byte[target.size()];
    Arrays.fill(region, (byte) OUTSIDE);
    Arrays.stream(target.indices()).forEach(i -> region[i] = INSIDE);
    int longer = Math.max(target.height(), target.width());
    Mask in = target;
    Mask out = Mask.of(target.extents(), i -> !target.get(i));
    for (long ring = 0; ring < Math.max(1, Math.round(BAND * longer)); ring++) {
      in = withoutBorder(in, region);
      out = withoutBorder(out, region);
    }
    return new TargetRegions(region);
  }

  private static Mask withoutBorder(Mask mask, byte[] region) {
    Mask border = mask.border();
    Arrays.stream(border.indices()).forEach(i -> region[i] = BORDER);
    return mask.minus(border);
  }

  public int at(int pixel) {
    return region[pixel];
  }

  /** The parts of the area: the shares of a map without preference. */
  public Shares area() {
    double[] sums = new double[3];
    for (byte each : region) {
      sums[each]++;
    }
    return shares(sums);
  }

  /** The parts of a map's sum of magnitudes; NaN for a blank one. */
  public Shares of(Grid grid) {
    double[] sums = new double[3];
    float[] values = grid.values();
    for (int i = 0; i < region.length; i++) {
      if (Float.isFinite(values[i])) {
        sums[region[i]] += Math.abs(values[i]);
      }
    }
    return shares(sums);
  }

  private static Shares shares(double[] sums) {
    double all = Arrays.stream(sums).sum();
    return new Shares(sums[0] / all, sums[1] / all, sums[2] / all);
  }
}
