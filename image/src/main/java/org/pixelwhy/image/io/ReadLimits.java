package org.pixelwhy.image.io;

import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How large a picture may claim to be before it is refused unread.
 *
 * @param samples greatest number of samples: channels x rows x columns
 */
public record ReadLimits(long samples) {
  /** 2^28 samples: 1 GiB as floats, for example 9,459 x 9,459 pixels in colour. */
  public static final ReadLimits DEFAULT = new ReadLimits(1L << 28);

  public ReadLimits {
    if (samples < 1 || samples > Integer.MAX_VALUE - 8) {
      throw new InputException(
          Text.format(
              "illegal sample limit %d, must be between 1 and %d", samples, Integer.MAX_VALUE - 8));
    }
  }

  /**
   * Refuses what claims to be larger, or empty.
   *
   * @param file for the message
   * @throws InputException if it does
   */
  public void check(Object file, long channels, long height, long width) {
    if (channels < 1 || height < 1 || width < 1) {
      throw new InputException(
          Text.format(
              "%s: claims %d channels, %d rows and %d columns; at least one of each is needed",
              file, channels, height, width));
    }
    if (height > samples / width || channels > samples / (height * width)) {
      throw new InputException(
          Text.format(
                  "%s: claims %d x %d pixels with %d channels, more than the limit of %d samples;"
                      + " make the",
                  file, width, height, channels, samples)
              + " picture smaller or raise the limit");
    }
  }
}
