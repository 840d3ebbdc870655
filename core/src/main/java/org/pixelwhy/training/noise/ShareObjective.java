package org.pixelwhy.training.noise;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.training.Scene;
import org.pixelwhy.training.SegmentationObjective;
import org.pixelwhy.training.loss.Comparison;
import org.pixelwhy.training.loss.CrossEntropy;

/**
 * The same mask from a share of the pixels. The network gives a logit z for every pixel; of every
 * image the share of pixels with the smallest z stays, the others are covered, and the utility
 * shall give the truth nevertheless. Shares are drawn anew for every image and step, so that all of
 * z's order matters, where noise only tells what matters from what does not.
 *
 * <p>With the threshold t, the z of the last pixel that stays, and s the standard deviation of z, a
 * pixel counts {@code m = sigmoid((t - z) / s)} for gradients and is visible or not for the
 * utility: {@code x' = c + m (x - c)} with m rounded, the gradient passing the rounding, and the
 * cover c. The sum of m stays: where z moves, t moves so that {@code dt = sum(m' dz) / sum(m')}.
 * The gradient of z is then {@code -m' / s (g - mean(g))}, g that of visibility and the mean
 * weighted by m' = m (1 - m), and pixels that do not matter make room where others do.
 *
 * <p>Fed: the truth {@link SegmentationObjective#TRUTH} {@code [N,K,H,W]}; for each image the
 * number of pixels that stay, less one, as {@link #LAST} int64 {@code [N,1]}; the cover {@link
 * #COVER} {@code [1,C,1,1]}.
 *
 * @param utility the network that is explained
 * @param partial whether some pixels of the truth do not count
 */
public record ShareObjective(Utility utility, boolean partial) implements UtilityObjective {
  /** Name of the tensor of how many pixels stay, less one. */
  public static final String LAST = "training.last";

  /** Name of the tensor of what is seen where pixels are covered. */
  public static final String COVER = "training.cover";

  /** What is kept from passing a gradient is rounded to this part of one. */
  private static final double FINE = 1 << 20;

  private static final double TINY = 1e-6;

  public ShareObjective {
    Objects.requireNonNull(utility, "utility");
  }

  @Override
  public Seen see(Scene scene) {
    Ops ops = scene.ops();
    Shape images = scene.images();
    String visible = visible(ops, scene.output(), images);
    String seen = ops.add(COVER, ops.mul(visible, ops.sub(scene.image(), COVER)));
    String logits = utility.append(scene.builder(), ops, seen, images.dim(2), images.dim(3));
    Comparison comparison =
        SegmentationObjective.comparison(
            ops, logits, SegmentationObjective.TRUTH, utility.classes(), partial);
    return new Seen(new Minimised(new CrossEntropy().append(comparison)), logits, Map.of());
  }

  /** 1 where a pixel stays and 0 elsewhere, {@code [N,1,H,W]}, with the gradient of a sigmoid. */
  private static String visible(Ops ops, String z, Shape images) {
    long pixels = images.dim(2) * images.dim(3);
    Shape one = images.with(1, 1);
    String row = ops.reshape(z, Shape.of(images.dim(0), pixels));
    Map<String, Object> ascending = Map.of("axis", 1, "largest", 0, "sorted", 1);
    String sorted = ops.op("TopK", ascending, List.of(row, ops.longs(pixels)), 2).get(0);
    String last = ops.op("GatherElements", Map.of("axis", 1), sorted, LAST);
    String deviation = fixed(ops, deviation(ops, row));
    String threshold = threshold(ops, row, fixed(ops, last), deviation);
    String soft = ops.op("Sigmoid", ops.div(ops.sub(threshold, row), deviation));
    String hard = ops.indicator(ops.op("LessOrEqual", row, last));
    return ops.reshape(ops.add(soft, fixed(ops, ops.sub(hard, soft))), one);
  }

  /** The last z, with the gradient by which as many pixels stay. */
  private static String threshold(Ops ops, String row, String last, String deviation) {
    String soft = ops.op("Sigmoid", ops.div(ops.sub(last, row), deviation));
    String slope = fixed(ops, ops.mul(soft, ops.sub(ops.scalar(1), soft)));
    String weight = ops.div(slope, ops.reduceSum(slope, true, 1));
    String mean = ops.reduceSum(ops.mul(weight, row), true, 1);
    return ops.add(mean, fixed(ops, ops.sub(last, mean)));
  }

  private static String deviation(Ops ops, String row) {
    Map<String, Object> kept = Map.of("keepdims", 1);
    String mean = ops.op("ReduceMean", kept, row, ops.longs(1));
    String variance = ops.op("ReduceMean", kept, ops.square(ops.sub(row, mean)), ops.longs(1));
    return ops.op("Sqrt", ops.add(variance, ops.scalar(TINY)));
  }

  /** The value without a gradient, to a fraction of {@link #FINE}. */
  private static String fixed(Ops ops, String value) {
    return ops.scale(ops.op("Round", ops.scale(value, FINE)), 1 / FINE);
  }
}
