package org.pixelwhy.training.noise;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.training.Scene;
import org.pixelwhy.training.SegmentationObjective;
import org.pixelwhy.training.loss.Comparison;
import org.pixelwhy.training.loss.CrossEntropy;

/**
 * As much noise as a utility bears. The network gives a logit z for every pixel, of which {@code B
 * = sigmoid(z)}; the utility sees {@code x' = x + e u (B (max - min) + min)} with e drawn from N(0,
 * 1), the same for all channels, and u the unit. The loss is
 *
 * <pre>cross-entropy(utility(x'), truth) - lambda mean(log B)</pre>
 *
 * <p>with {@code -log sigmoid(z) = softplus(-z)}, which has no logarithm of zero.
 *
 * <p>Fed: the truth {@link SegmentationObjective#TRUTH} {@code [N,K,H,W]} and e as {@link #NOISE}
 * {@code [D N,1,H,W]}, with D draws.
 *
 * @param utility the network that is explained
 * @param options what noise there is
 * @param partial whether some pixels of the truth do not count
 */
public record NoiseObjective(Utility utility, NoiseOptions options, boolean partial)
    implements UtilityObjective {
  /** Name of the noise's tensor. */
  public static final String NOISE = "training.noise";

  /** The part of the loss that the utility makes. */
  public static final String CROSS_ENTROPY = "cross-entropy";

  /** The part of the loss that rewards noise. */
  public static final String REWARD = "noise";

  /** Mean standard deviation of the noise, in units. */
  public static final String SCALE = "noise scale";

  public NoiseObjective {
    Objects.requireNonNull(utility, "utility");
    Objects.requireNonNull(options, "options");
  }

  @Override
  public Seen see(Scene scene) {
    Ops ops = scene.ops();
    String z = scene.output();
    String scale = scale(ops, z, options);
    Shape images = scene.images();
    String noise = ops.mul(NOISE, ops.scale(repeated(ops, scale), options.unit()));
    String noised = ops.add(repeated(ops, scene.image()), noise);
    String logits = utility.append(scene.builder(), ops, noised, images.dim(2), images.dim(3));
    Comparison comparison =
        SegmentationObjective.comparison(
            ops, logits, repeated(ops, SegmentationObjective.TRUTH), utility.classes(), partial);
    String crossEntropy = new CrossEntropy().append(comparison);
    String reward = ops.scale(mean(ops, ops.op("Softplus", ops.neg(z))), options.lambda());
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(CROSS_ENTROPY, crossEntropy);
    parts.put(REWARD, reward);
    return new Seen(
        new Minimised(ops.add(crossEntropy, reward), parts),
        logits,
        Map.of(SCALE, mean(ops, scale)));
  }

  /** The standard deviation of the noise in units, {@code B (max - min) + min}. */
  static String scale(Ops ops, String z, NoiseOptions options) {
    double range = options.greatest() - options.least();
    return ops.add(ops.scale(ops.op("Sigmoid", z), range), ops.scalar(options.least()));
  }

  private String repeated(Ops ops, String tensor) {
    return options.draws() == 1
        ? tensor
        : ops.concat(0, Collections.nCopies(options.draws(), tensor));
  }

  private static String mean(Ops ops, String tensor) {
    return ops.op("ReduceMean", Map.of("keepdims", 0), tensor);
  }
}
