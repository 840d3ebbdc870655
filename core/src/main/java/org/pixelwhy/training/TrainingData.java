package org.pixelwhy.training;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Batch;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * What a network is trained on.
 *
 * @param train images to learn from
 * @param validation images to choose the best epoch by
 * @param test images to measure the best epoch's network on, once; may be none
 * @param card how an image becomes the network's input, and what its output means; without a
 *     background class there is one channel, for label 1
 * @param badFiles what happens when an image cannot be read
 */
public record TrainingData(
    List<Entry> train,
    List<Entry> validation,
    List<Entry> test,
    ModelCard card,
    BadFiles badFiles) {
  public TrainingData {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
    Objects.requireNonNull(card, "card");
    Objects.requireNonNull(badFiles, "badFiles");
    if (train.isEmpty() || validation.isEmpty()) {
      throw new InputException(
          Text.format(
              "training needs images to learn from and images to validate on, found %d and %d",
              train.size(), validation.size()));
    }
  }

  /** The same whose images to learn from and to validate on are changed, those to test on not. */
  public TrainingData taught(UnaryOperator<Entry> change) {
    return new TrainingData(
        train.stream().map(change).toList(),
        validation.stream().map(change).toList(),
        test,
        card,
        badFiles);
  }

  /** Channels of the network's output. */
  public int channels() {
    return card.classNames().size();
  }

  /** The batch's images as the network takes them, {@code [N,C,H,W]}. */
  public Tensor images(Batch batch) {
    int channels = card.channels().channels();
    Sample first = batch.samples().get(0);
    int each = channels * first.image().height() * first.image().width();
    float[] values = new float[Math.multiplyExact(batch.size(), each)];
    for (int i = 0; i < batch.size(); i++) {
      Sample sample = batch.samples().get(i);
      float[] prepared = card.preprocess(sample.image());
      requireFinite(sample, prepared);
      System.arraycopy(prepared, 0, values, i * each, each);
    }
    return Tensor.of(values, batch.size(), channels, first.image().height(), first.image().width());
  }

  private static void requireFinite(Sample sample, float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new InputException(
            Text.format(
                "%s: the image holds %s; training needs finite numbers", sample.name(), value));
      }
    }
  }

  /** The truth {@code [N,K,H,W]}: 1 where a pixel is of a class, -1 where it does not count. */
  public Tensor truth(Batch batch) {
    LabelMap first = batch.samples().get(0).labels();
    int pixels = first.classes().length;
    int channels = channels();
    float[] values = new float[Math.multiplyExact(batch.size() * channels, pixels)];
    for (int i = 0; i < batch.size(); i++) {
      LabelMap labels = batch.samples().get(i).labels();
      for (int pixel = 0; pixel < pixels; pixel++) {
        mark(values, i * channels * pixels + pixel, pixels, labels.at(pixel));
      }
    }
    return Tensor.of(values, batch.size(), channels, first.height(), first.width());
  }

  /** Writes what a pixel is, given where its first channel lies and how far the next ones are. */
  private void mark(float[] values, int first, int pixels, int label) {
    if (label == LabelMap.IGNORED) {
      for (int channel = 0; channel < channels(); channel++) {
        values[first + channel * pixels] = SegmentationObjective.IGNORED;
      }
    } else if (channel(label) >= 0) {
      values[first + channel(label) * pixels] = 1;
    }
  }

  /** The channel of a label; negative where the pixel is of no channel's class. */
  int channel(int label) {
    return channels() == 1 ? label - 1 : label;
  }

  /** The labels that count in scores: all but the background. */
  int[] labels() {
    return channels() == 1 ? new int[] {1} : IntStream.range(1, channels()).toArray();
  }
}
