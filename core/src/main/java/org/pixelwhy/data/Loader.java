package org.pixelwhy.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.pixelwhy.tensor.InputException;

/**
 * Reads entries as batches, ahead of whoever asks for them.
 *
 * <p>Order and content follow from seed and epoch alone, whatever the number of threads, so that a
 * run can be resumed at any epoch.
 */
public final class Loader {
  /** Keeps the stream that shuffles apart from those that augment. */
  private static final long ORDER = -1;

  private final List<Entry> entries;
  private final LoaderOptions options;
  private final BadFiles badFiles;

  /**
   * A loader of entries.
   *
   * @param badFiles what happens when a sample cannot be read; called by the thread that asks for
   *     batches
   */
  public Loader(List<Entry> entries, LoaderOptions options, BadFiles badFiles) {
    this.entries = List.copyOf(entries);
    this.options = options;
    this.badFiles = badFiles;
    if (entries.isEmpty()) {
      throw new InputException("there are no samples to load");
    }
  }

  /** Number of batches of an epoch in which every sample can be read. */
  public int batches() {
    return (entries.size() + options.batch() - 1) / options.batch();
  }

  /**
   * The batches of an epoch.
   *
   * @param epoch from 0
   */
  public Batches epoch(int epoch) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      order.add(i);
    }
    if (options.shuffle()) {
      Collections.shuffle(order, RandomStream.of(options.seed(), epoch, ORDER));
    }
    List<Batches.Task> tasks =
        order.stream().map(i -> new Batches.Task(entries.get(i), () -> sample(epoch, i))).toList();
    return new Batches(tasks, options.batch(), options.threads(), badFiles);
  }

  private Sample sample(int epoch, int index) {
    Sample sample = entries.get(index).read();
    Random random = RandomStream.of(options.seed(), epoch, index);
    for (Augmentation augmentation : options.augmentations()) {
      sample = augmentation.apply(sample, random);
    }
    return sample;
  }
}
