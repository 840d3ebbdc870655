package org.pixelwhy.training.loss;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.pixelwhy.onnx.autodiff.Ops;

/**
 * What a loss compares: a network's logits {@code x [N,K,H,W]} with the truth {@code t} of the same
 * shape, 1 where a pixel is of a class and 0 elsewhere. With one channel a pixel is of the class or
 * not; with several channels every pixel is of exactly one class, and class 0 is the background.
 *
 * <p>Some pixels may not count, because nobody says what they are: every loss is then that of the
 * others, as if those did not exist. Where t is 0 in all channels of such a pixel, sums over p t
 * lack it anyway; other sums and means take it out by a tensor {@code m [N,1,H,W]}, 1 where a pixel
 * counts and 0 elsewhere.
 */
public final class Comparison {
  private static final long CHANNEL = 1;

  private final Ops ops;
  private final String logits;
  private final String truth;
  private final int classes;
  private final Optional<String> counted;
  private final Map<String, String> shared = new HashMap<>();

  /**
   * A comparison whose nodes are appended through these operators; all pixels count.
   *
   * @param logits name of x
   * @param truth name of t
   * @param classes K
   */
  public Comparison(Ops ops, String logits, String truth, int classes) {
    this(ops, logits, truth, classes, Optional.empty());
  }

  /**
   * A comparison of some pixels.
   *
   * @param logits name of x
   * @param truth name of t, 0 in all channels of a pixel that does not count
   * @param classes K
   * @param counted name of m; empty where all pixels count
   */
  public Comparison(Ops ops, String logits, String truth, int classes, Optional<String> counted) {
    this.ops = ops;
    this.logits = logits;
    this.truth = truth;
    this.classes = classes;
    this.counted = counted;
  }

  /** Appends nodes to the graph. */
  public Ops ops() {
    return ops;
  }

  public String logits() {
    return logits;
  }

  public String truth() {
    return truth;
  }

  /** Whether there is one channel, so that probabilities are sigmoids. */
  public boolean isBinary() {
    return classes == 1;
  }

  /** The probabilities p, a sigmoid or a softmax over the channels. */
  public String probabilities() {
    return once(
        "probabilities",
        () ->
            isBinary()
                ? ops.op("Sigmoid", logits)
                : ops.op("Softmax", Map.of("axis", CHANNEL), logits));
  }

  /**
   * The cross-entropy of every pixel: {@code log(1 + e^x) - t x} with one channel, {@code log(sum_k
   * e^(x_k)) - sum_k t_k x_k} with several.
   */
  public String crossEntropy() {
    return once(
        "crossEntropy",
        () -> {
          if (isBinary()) {
            return ops.sub(ops.op("Softplus", logits), ops.mul(truth, logits));
          }
          String logs = ops.op("LogSoftmax", Map.of("axis", CHANNEL), logits);
          return ops.neg(ops.reduceSum(ops.mul(truth, logs), true, CHANNEL));
        });
  }

  /** What several losses read is computed once. */
  private String once(String key, Supplier<String> nodes) {
    String known = shared.get(key);
    if (known == null) {
      known = nodes.get();
      shared.put(key, known);
    }
    return known;
  }

  /** The sums over all pixels of {@code p t}, for each image and each class that counts. */
  String common() {
    return once(
        "common", () -> overPixels(ops.mul(foreground(probabilities()), foreground(truth))));
  }

  /** The sums over all pixels of {@code p + t}, for each image and each class that counts. */
  String total() {
    return once(
        "total",
        () -> {
          String found = foreground(probabilities());
          String counting = counted.map(m -> ops.mul(found, m)).orElse(found);
          return overPixels(ops.add(counting, foreground(truth)));
        });
  }

  /** The mean over all pixels that count, of a tensor {@code [N,1,H,W]}; 0 where none does. */
  String meanOfPixels(String tensor) {
    return counted
        .map(m -> ops.div(sum(ops.mul(tensor, m)), number(m)))
        .orElseGet(() -> mean(tensor));
  }

  private String number(String m) {
    return once("number", () -> ops.op("Max", sum(m), ops.scalar(1)));
  }

  private String sum(String tensor) {
    return ops.op("ReduceSum", Map.of("keepdims", 0), tensor);
  }

  /** The mean of all elements. */
  String mean(String tensor) {
    return ops.op("ReduceMean", Map.of("keepdims", 0), tensor);
  }

  private String overPixels(String tensor) {
    return ops.reduceSum(tensor, false, 2, 3);
  }

  /** All channels but the background's. */
  private String foreground(String tensor) {
    return isBinary() ? tensor : ops.slice(tensor, CHANNEL, 1, classes);
  }
}
