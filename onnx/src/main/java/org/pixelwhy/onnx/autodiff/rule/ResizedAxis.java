package org.pixelwhy.onnx.autodiff.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.autodiff.UnsupportedOperatorException;
import org.pixelwhy.tensor.Shape;

/**
 * What a Resize node does to one axis.
 *
 * @param in extent before
 * @param out extent after
 * @param scale as the runtime takes it: given, or from the sizes asked for, in float arithmetic
 * @param roiStart start of the region of interest as a fraction of the axis
 * @param roiEnd its end
 */
record ResizedAxis(int in, int out, float scale, float roiStart, float roiEnd) {

  /** All axes of the context's Resize node. */
  static List<ResizedAxis> of(RuleContext context) {
    Shape x = context.inputShape(0);
    Shape y = context.outputShape(0);
    float[] scales = scales(context);
    float[] roi = regionOfInterest(context);
    List<ResizedAxis> axes = new ArrayList<>();
    for (int a = 0; a < x.rank(); a++) {
      axes.add(
          new ResizedAxis(
              Math.toIntExact(x.dim(a)),
              Math.toIntExact(y.dim(a)),
              scales[a],
              roi[a],
              roi[x.rank() + a]));
    }
    return axes;
  }

  private static float[] scales(RuleContext context) {
    int[] axes = axes(context);
    float[] scales = ones(context.inputShape(0).rank());
    if (isGiven(context, 2)) {
      float[] given = context.requireConstant(2).toFloats();
      for (int i = 0; i < axes.length; i++) {
        scales[axes[i]] = given[i];
      }
      return scales;
    }
    long[] sizes = context.requireConstant(3).toLongs();
    float common = -1;
    String policy = context.node().stringAttribute("keep_aspect_ratio_policy", "stretch");
    for (int i = 0; i < axes.length; i++) {
      float scale = (float) sizes[i] / (float) context.inputShape(0).dim(axes[i]);
      scales[axes[i]] = scale;
      boolean first = common < 0;
      common =
          first
              ? scale
              : policy.equals("not_larger") ? Math.min(common, scale) : Math.max(common, scale);
    }
    if (!policy.equals("stretch")) {
      for (int axis : axes) {
        scales[axis] = common;
      }
    }
    return scales;
  }

  private static float[] regionOfInterest(RuleContext context) {
    int rank = context.inputShape(0).rank();
    float[] roi = new float[2 * rank];
    System.arraycopy(ones(rank), 0, roi, rank, rank);
    if (Coordinates.of(context.node()) == Coordinates.TF_CROP_AND_RESIZE) {
      if (context.node().intAttribute("antialias", 0) != 0) {
        // The runtime's kernels disagree about which elements are outside the region.
        throw new UnsupportedOperatorException(
            context.node(), "antialias with tf_crop_and_resize has none");
      }
      if (!isGiven(context, 1)) {
        throw new UnsupportedOperatorException(context.node(), "it has no region of interest");
      }
      float[] given = context.requireConstant(1).toFloats();
      int[] axes = axes(context);
      for (int i = 0; i < axes.length; i++) {
        roi[axes[i]] = given[i];
        roi[rank + axes[i]] = given[axes.length + i];
      }
    }
    return roi;
  }

  private static boolean isGiven(RuleContext context, int i) {
    return context.node().hasInput(i) && context.inputShape(i).size() > 0;
  }

  private static int[] axes(RuleContext context) {
    Shape x = context.inputShape(0);
    long[] axes = context.node().intsAttribute("axes").orElse(LongArrays.range(x.rank()));
    int[] fromZero = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      fromZero[i] = x.axis(axes[i]);
    }
    return fromZero;
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }
}
