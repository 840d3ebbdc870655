package org.pixelwhy.data.augmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A part of the image, always of one size, so that large images of any size can be learned from.
 *
 * <p>Every place is as likely as the others; or, where classes shall be balanced, a class is drawn
 * among those that the image holds, the background included, then one of its pixels, then where in
 * the part it lies. Where the image is smaller, it lies in the upper left, its edge pixels go on
 * beyond it, and what is there counts in no loss.
 *
 * @param height rows of the part, at least 1
 * @param width columns of the part, at least 1
 * @param balanced whether each class of an image is as likely to be met as the others
 */
public record Crop(int height, int width, boolean balanced) implements Augmentation {
  public Crop {
    if (height < 1 || width < 1) {
      throw new InputException(
          Text.format("illegal size of a crop: %d x %d, must be at least 1 x 1", width, height));
    }
  }

  @Override
  public Sample apply(Sample sample, Random random) {
    LabelMap labels = sample.labels();
    int spareRows = Math.max(0, labels.height() - height);
    int spareColumns = Math.max(0, labels.width() - width);
    int row = random.nextInt(spareRows + 1);
    int column = random.nextInt(spareColumns + 1);
    int[] seen = balanced ? pixelOfSomeClass(labels, random) : new int[0];
    if (seen.length == 2) {
      row = Math.max(0, Math.min(spareRows, seen[0] - random.nextInt(height)));
      column = Math.max(0, Math.min(spareColumns, seen[1] - random.nextInt(width)));
    }
    return part(sample, row, column);
  }

  /** Row and column; nothing where no pixel is of a class. */
  private static int[] pixelOfSomeClass(LabelMap labels, Random random) {
    long[] counts = labels.counts();
    List<Integer> held = new ArrayList<>();
    for (int label = 0; label < LabelMap.IGNORED; label++) {
      if (counts[label] > 0) {
        held.add(label);
      }
    }
    if (held.isEmpty()) {
      return new int[0];
    }
    int label = held.get(random.nextInt(held.size()));
    long wanted = random.nextInt(Math.toIntExact(counts[label]));
    int pixel = 0;
    while (labels.at(pixel) != label || wanted-- > 0) {
      pixel++;
    }
    return new int[] {pixel / labels.width(), pixel % labels.width()};
  }

  private Sample part(Sample sample, int top, int left) {
    Image image = sample.image();
    Axes axes = image.axes().cut(height, width);
    float[] values = new float[image.channels() * height * width];
    byte[] classes = new byte[height * width];
    Arrays.fill(classes, (byte) LabelMap.IGNORED);
    for (int i = 0; i < height * width; i++) {
      int row = top + i / width;
      int column = left + i % width;
      boolean inside = row < image.height() && column < image.width();
      row = Math.min(row, image.height() - 1);
      column = Math.min(column, image.width() - 1);
      if (inside) {
        classes[i] = (byte) sample.labels().at(row, column);
      }
      for (int channel = 0; channel < image.channels(); channel++) {
        values[channel * height * width + i] = image.at(channel, row, column);
      }
    }
    Field field = new Field(axes, image.channels(), values, image.range(), image.notes());
    return new Sample(sample.name(), new Image(field), new LabelMap(axes, classes));
  }
}
