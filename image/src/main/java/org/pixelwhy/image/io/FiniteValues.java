package org.pixelwhy.image.io;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.Volume;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** What becomes of values that are NaN or infinite. */
final class FiniteValues {
  private FiniteValues() {}

  /**
   * The image itself, if all its values are finite.
   *
   * @param name for the message
   */
  static Image require(Object name, Image image) {
    float[] values = image.values();
    int first = first(values);
    if (first < values.length) {
      int plane = image.height() * image.width();
      throw new InputException(
          Text.format(
              "%s: %d of %d values are NaN or infinite, the first at x=%d y=%d in channel %d"
                  + " (%s)",
              name,
              count(values),
              values.length,
              first % image.width(),
              first % plane / image.width(),
              first / plane,
              values[first]));
    }
    return image;
  }

  /** The volume itself, if all its voxels are finite. */
  static Volume require(Object name, Volume volume) {
    float[] values = volume.values();
    int first = first(values);
    if (first < values.length) {
      throw new InputException(
          Text.format(
              "%s: holds a voxel that is %s; expected finite numbers", name, values[first]));
    }
    return volume;
  }

  /** The image with a number in place of values that are not finite, and a note. */
  static Image filled(Image image, float fill) {
    int bad = count(image.values());
    if (bad == 0) {
      return image;
    }
    float[] values = image.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.isFinite(values[i]) ? values[i] : fill;
    }
    List<String> notes = new ArrayList<>(image.notes());
    notes.add(
        Text.format(
            "%d of %d values are NaN or infinite; %s was put in their place",
            bad, values.length, fill));
    return image.with(image.channels(), values).noting(notes);
  }

  /** The {@link IntensityWindow#ofMost first and last percent} of the finite voxels. */
  static IntensityWindow window(Object name, Volume volume) {
    float[] values = volume.values();
    int bad = count(values);
    if (bad == 0) {
      return IntensityWindow.ofMost(values);
    }
    if (bad == values.length) {
      throw new InputException(name + ": no voxel is a finite number");
    }
    float[] finite = new float[values.length - bad];
    int next = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        finite[next++] = value;
      }
    }
    return IntensityWindow.ofMost(finite);
  }

  private static int first(float[] values) {
    int first = 0;
    while (first < values.length && Float.isFinite(values[first])) {
      first++;
    }
    return first;
  }

  private static int count(float[] values) {
    int count = 0;
    for (float value : values) {
      count += Float.isFinite(value) ? 0 : 1;
    }
    return count;
  }
}
