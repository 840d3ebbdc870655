package org.pixelwhy.radiomics.intensity;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.pixelwhy.radiomics.feature.Formulas;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.feature.Value;

/**
 * The intensity-volume histogram: the share of a region that has at least an intensity.
 *
 * <p>Whole numbers are steps of their own, as the IBSI has it for Hounsfield units, as long as
 * there are no more than {@value #MOST} steps. Otherwise the range is divided into {@value #BINS}
 * bins, and intensities are their centres. (The IBSI's bin numbers in the place of intensities, for
 * units that mean nothing, would be the same up to scale.)
 */
public final class VolumeHistogram {
  private static final int BINS = 1000;
  private static final int MOST = 1 << 20;
  private static final String FLAT = "all intensities are the same";

  static final Formulas<VolumeHistogram> FORMULAS =
      new Formulas<VolumeHistogram>()
          .value("int_vol_hist_volume_at_intensity_10", h -> h.volumeAt(0.1))
          .value("int_vol_hist_volume_at_intensity_90", h -> h.volumeAt(0.9))
          .number("int_vol_hist_intensity_at_volume_10", h -> h.intensityAt(0.1))
          .number("int_vol_hist_intensity_at_volume_90", h -> h.intensityAt(0.9))
          .value("int_vol_hist_volume_at_intensity_difference", VolumeHistogram::volumes)
          .number(
              "int_vol_hist_intensity_at_volume_difference",
              h -> h.intensityAt(0.1) - h.intensityAt(0.9));

  private final double[] share;
  private final IntToDoubleFunction intensity;

  private VolumeHistogram(Moments moments) {
    double[] sorted = moments.sorted();
    boolean whole = moments.range() < MOST;
    for (double value : sorted) {
      whole &= value == Math.rint(value);
    }
    double min = moments.min();
    double width = whole || moments.isFlat() ? 1 : moments.range() / BINS;
    int steps = whole || moments.isFlat() ? (int) moments.range() + 1 : BINS;
    double centre = whole || moments.isFlat() ? 0 : width / 2;
    this.intensity = step -> min + step * width + centre;
    this.share = new double[steps + 1];
    for (double value : sorted) {
      share[(int) Math.min(steps - 1, (value - min) / width)]++;
    }
    for (int step = steps - 1; step >= 0; step--) {
      share[step] += share[step + 1];
    }
    for (int step = 0; step <= steps; step++) {
      share[step] /= sorted.length;
    }
  }

  /**
   * All of them.
   *
   * @param intensities at least one, all finite
   */
  public static List<Measurement> measure(double[] intensities) {
    return FORMULAS.of(new VolumeHistogram(Moments.of(intensities)));
  }

  /** All of them undefined. */
  public static List<Measurement> undefined(String reason) {
    return FORMULAS.undefined(Optional.empty(), reason);
  }

  /** The greatest share at an intensity of at least a fraction of the range. */
  private Value volumeAt(double fraction) {
    int last = share.length - 2;
    if (last == 0) {
      return Value.undefined(FLAT);
    }
    int step = (int) Math.ceil(fraction * last - 1e-9);
    return Value.of(share[step]);
  }

  /** The least intensity that no more than a fraction of the region has at least. */
  private double intensityAt(double fraction) {
    int step = 0;
    while (share[step] > fraction && step < share.length - 1) {
      step++;
    }
    return intensity.applyAsDouble(step);
  }

  private Value volumes() {
    Value low = volumeAt(0.1);
    Value high = volumeAt(0.9);
    return low.isDefined() ? Value.of(low.orNaN() - high.orNaN()) : low;
  }
}
