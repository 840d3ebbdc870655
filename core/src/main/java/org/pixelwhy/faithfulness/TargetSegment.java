package org.pixelwhy.faithfulness;

import java.util.Arrays;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Resampling;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.target.FixedTarget;
import org.pixelwhy.target.Target;

/**
 * The segment that a question is about, or what stands in its place, at the positions of a map of
 * the image.
 */
public final class TargetSegment {
  private TargetSegment() {}

  /**
   * The segment as predicted: the target's own pixels where they are a thing in the picture, else
   * (a border, a pixel, the image) those that are predicted as its class.
   */
  public static Mask predicted(Prediction prediction, Target target) {
    FixedTarget fixed = target.resolve(prediction);
    Mask ofClass = prediction.mask(fixed.classIndex());
    return fixed.isSegment() || ofClass.isEmpty() ? fixed.pixels() : ofClass;
  }

  /**
   * A mask of the output as one of the positions of the image within the input, in C order.
   *
   * @return as long as {@link ImagePart#cut} leaves a map of the input
   */
  static boolean[] atInput(Evaluation at, Mask mask) {
    int[] extents =
        Arrays.stream(at.image().shape().dims()).skip(2).mapToInt(Math::toIntExact).toArray();
    Mask resized =
        Arrays.equals(mask.extents(), extents) ? mask : Resampling.resize(mask, Axes.of(extents));
    int[] inside = ImagePart.of(at).inside(at.image().shape()).indices();
    boolean[] members = new boolean[inside.length];
    for (int i = 0; i < inside.length; i++) {
      members[i] = resized.get(inside[i]);
    }
    return members;
  }
}
