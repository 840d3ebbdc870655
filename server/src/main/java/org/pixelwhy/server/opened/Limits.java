package org.pixelwhy.server.opened;

import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How much is taken and kept.
 *
 * @param modelBytes of one uploaded model
 * @param imageBytes of one uploaded image
 * @param samples of one image: channels x rows x columns, or voxels
 * @param models that are open at once
 * @param images that are kept at once
 * @param mapBytes of the answers that stay in memory; the oldest go first
 * @param jobs that wait or run at once
 * @param keptBytes of the maps that are kept; the oldest ones without a name go first
 */
public record Limits(
    long modelBytes,
    long imageBytes,
    long samples,
    int models,
    int images,
    long mapBytes,
    int jobs,
    long keptBytes) {
  /** For one person at one machine. */
  public static final Limits USUAL = new Limits(1L << 30, 1L << 28, 1L << 26, 4, 64, 1L << 28);

  /** What the files of an image's archive may take, unpacked. */
  long unpackedBytes() {
    return 4 * imageBytes;
  }

  /** The same with what is kept as it usually is. */
  public Limits(
      long modelBytes, long imageBytes, long samples, int models, int images, long mapBytes) {
    this(modelBytes, imageBytes, samples, models, images, mapBytes, 200, 8L << 30);
  }

  public Limits {
    if (Math.min(keptBytes, jobs) < 1
        || Math.min(Math.min(modelBytes, imageBytes), Math.min(samples, mapBytes)) < 1
        || Math.min(models, images) < 1) {
      throw new InputException(
          Text.format(
              "illegal limits %d, %d, %d, %d, %d, %d, %d, %d, each must be at least 1",
              modelBytes, imageBytes, samples, models, images, mapBytes, jobs, keptBytes));
    }
  }
}
