package org.pixelwhy.study.output;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.PngWriter;
import org.pixelwhy.model.SegmentationModel;

/**
 * What is predicted at each pixel of an image, as one number: 0 is the background, or nothing.
 * Where the background is class 0, and so it is as a rule, a class has its own number; else one
 * more. Where a pixel belongs to several classes, which networks allow that decide each by itself,
 * it has the number of the last.
 *
 * @param axes of the image
 * @param labels one for each pixel, in C order; not a copy, must not be changed
 */
public record LabelMask(Axes axes, int[] labels) {
  private static final int EIGHT_BITS = 255;

  /**
   * The labels of a prediction.
   *
   * @param masks one for each class, in the image's geometry
   */
  public static LabelMask of(List<Mask> masks, SegmentationModel model) {
    Axes axes = masks.get(0).axes();
    int[] labels = new int[axes.size()];
    for (int k = 0; k < masks.size(); k++) {
      int label = label(model, k);
      for (int pixel : masks.get(k).indices()) {
        labels[pixel] = label == 0 ? labels[pixel] : label;
      }
    }
    return new LabelMask(axes, labels);
  }

  /** The number of a class in such masks. */
  public static int label(SegmentationModel model, int classIndex) {
    int background = model.background().orElse(-1);
    return classIndex == background ? 0 : background == 0 ? classIndex : classIndex + 1;
  }

  /** What each number means. */
  static SortedMap<Integer, String> names(SegmentationModel model) {
    SortedMap<Integer, String> names = new TreeMap<>();
    names.put(0, "none");
    for (int k = 0; k < model.classNames().size(); k++) {
      names.put(label(model, k), model.classNames().get(k));
    }
    return names;
  }

  /** A grey PNG whose values are the labels: of 8 bits, or 16 where there are more than 255. */
  public byte[] png() {
    boolean few = Arrays.stream(labels).max().orElse(0) <= EIGHT_BITS;
    int width = axes.extent(-1);
    int height = axes.extent(-2);
    int type = few ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_USHORT_GRAY;
    BufferedImage picture = new BufferedImage(width, height, type);
    picture.getRaster().setPixels(0, 0, width, height, labels);
    return PngWriter.bytes(picture);
  }
}
