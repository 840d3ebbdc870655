package org.pixelwhy.medical;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How a DICOM object stores its pixels, PS3.3 C.7.6.3.
 *
 * @param rows of a frame
 * @param columns of a frame
 * @param samples per pixel: 1 or 3
 * @param allocated bits for each sample: 1, 8, 16 or 32
 * @param stored bits of these that are used
 * @param shift of the used bits
 * @param signed whether stored values are two's complements
 * @param planar whether colours lie in planes rather than pixel by pixel
 * @param photometric what the values mean, such as MONOCHROME2
 * @param frames number of frames
 */
record DicomFormat(
    int rows,
    int columns,
    int samples,
    int allocated,
    int stored,
    int shift,
    boolean signed,
    boolean planar,
    String photometric,
    int frames) {
  static DicomFormat of(Path file, DicomDataset data, ReadLimits limits) {
    if (!data.has(DicomTag.PIXELS)) {
      throw new InputException(
          Text.format(
              "%s: this DICOM object (%s) has no pixels", file, data.text(DicomTag.MODALITY)));
    }
    int rows = required(file, data, DicomTag.ROWS, "rows");
    int columns = required(file, data, DicomTag.COLUMNS, "columns");
    int samples = data.whole(DicomTag.SAMPLES_PER_PIXEL).orElse(1);
    int allocated = required(file, data, DicomTag.BITS_ALLOCATED, "bits allocated");
    int stored = data.whole(DicomTag.BITS_STORED).orElse(allocated);
    int high = data.whole(DicomTag.HIGH_BIT).orElse(stored - 1);
    int frames = data.numbers(DicomTag.FRAMES).stream().findFirst().orElse(1.0).intValue();
    boolean known = allocated == 1 || allocated == 8 || allocated == 16 || allocated == 32;
    boolean plausible =
        known
            && (samples == 1 || samples == 3)
            && stored >= 1
            && stored <= allocated
            && high + 1 >= stored
            && high < allocated
            && frames >= 1;
    if (!plausible) {
      throw new InputException(
          Text.format(
              "%s: claims %d frames, %d samples per pixel, %d of %d bits, the highest %d; not"
                  + " supported",
              file, frames, samples, stored, allocated, high));
    }
    limits.check(file, samples, rows, columns);
    return new DicomFormat(
        rows,
        columns,
        samples,
        allocated,
        stored,
        high + 1 - stored,
        data.whole(DicomTag.SIGNED).orElse(0) == 1,
        data.whole(DicomTag.PLANAR).orElse(0) == 1,
        data.text(DicomTag.PHOTOMETRIC),
        frames);
  }

  private static int required(Path file, DicomDataset data, int tag, String what) {
    OptionalInt value = data.whole(tag);
    if (value.isEmpty() || value.getAsInt() < 1) {
      throw new InputException(
          Text.format("%s: the DICOM object does not state its %s; it is damaged", file, what));
    }
    return value.getAsInt();
  }

  int plane() {
    return rows * columns;
  }

  /** The used bits of a stored word as a number. */
  double number(long word) {
    long used = word >>> shift & (1L << stored) - 1;
    boolean negative = signed && (used >>> stored - 1 & 1) == 1;
    return negative ? used - (1L << stored) : used;
  }

  /** The greatest number that can be stored. */
  float range() {
    return (1L << (signed ? stored - 1 : stored)) - 1;
  }
}
