package org.pixelwhy.data;

import java.util.List;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How samples become batches.
 *
 * @param batch samples per batch, at least 1; the last one of an epoch may have fewer
 * @param shuffle whether every epoch has an order of its own
 * @param augmentations applied to every sample, one after the other
 * @param seed of order and augmentations
 * @param threads that read ahead, at least 1; without effect on what the batches hold
 */
public record LoaderOptions(
    int batch, boolean shuffle, List<Augmentation> augmentations, long seed, int threads) {
  public LoaderOptions {
    augmentations = List.copyOf(augmentations);
    if (batch < 1 || threads < 1) {
      throw new InputException(
          Text.format(
              "illegal batch size %d or number of threads %d, both must be at least 1",
              batch, threads));
    }
  }

  /** Samples as they are, in their order, read by one thread. */
  public static LoaderOptions plain(int batch) {
    return new LoaderOptions(batch, false, List.of(), 0, 1);
  }
}
