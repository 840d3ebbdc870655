package org.pixelwhy.training.loss;

/** The losses in double, with plain loops. Pixels whose truth is negative are passed over. */
public final class NaiveLoss {
  private final double[] logits;
  private final double[] truth;
  private final int images;
  private final int classes;
  private final int pixels;

  /** Logits and truth {@code [images, classes, pixels]}. */
  public NaiveLoss(double[] logits, double[] truth, int images, int classes, int pixels) {
    this.logits = logits;
    this.truth = truth;
    this.images = images;
    this.classes = classes;
    this.pixels = pixels;
  }

  public double of(Loss loss) {
    if (loss instanceof WeightedSum sum) {
      return sum.terms().stream().mapToDouble(term -> term.weight() * of(term.loss())).sum();
    } else if (loss instanceof SoftDice dice) {
      return overlap(dice.smoothing(), true);
    } else if (loss instanceof SoftIou iou) {
      return overlap(iou.smoothing(), false);
    }
    double sum = 0;
    int counted = 0;
    for (int n = 0; n < images; n++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        if (counts(n, pixel)) {
          sum += ofPixel(loss, n, pixel);
          counted++;
        }
      }
    }
    return sum / counted;
  }

  private boolean counts(int n, int pixel) {
    return truth[n * classes * pixels + pixel] >= 0;
  }

  private double ofPixel(Loss loss, int n, int pixel) {
    double q = 0;
    double balance = 1;
    if (classes == 1) {
      double p = probability(n, 0, pixel);
      boolean inside = truth[n * pixels + pixel] == 1;
      q = inside ? p : 1 - p;
      balance = loss instanceof Focal focal ? inside ? focal.alpha() : 1 - focal.alpha() : 1;
    } else {
      for (int k = 0; k < classes; k++) {
        q += truth[(n * classes + k) * pixels + pixel] * probability(n, k, pixel);
      }
    }
    double entropy = -Math.log(q);
    return loss instanceof Focal focal
        ? balance * Math.pow(1 - q, focal.gamma()) * entropy
        : entropy;
  }

  private double overlap(double s, boolean dice) {
    double sum = 0;
    int first = classes == 1 ? 0 : 1;
    for (int n = 0; n < images; n++) {
      for (int k = first; k < classes; k++) {
        double common = 0;
        double total = 0;
        for (int pixel = 0; pixel < pixels; pixel++) {
          if (!counts(n, pixel)) {
            continue;
          }
          double p = probability(n, k, pixel);
          double t = truth[(n * classes + k) * pixels + pixel];
          common += p * t;
          total += p + t;
        }
        sum += dice ? (2 * common + s) / (total + s) : (common + s) / (total - common + s);
      }
    }
    return 1 - sum / (images * (classes - first));
  }

  private double probability(int n, int k, int pixel) {
    if (classes == 1) {
      return 1 / (1 + Math.exp(-logits[n * pixels + pixel]));
    }
    double sum = 0;
    for (int j = 0; j < classes; j++) {
      sum += Math.exp(logits[(n * classes + j) * pixels + pixel]);
    }
    return Math.exp(logits[(n * classes + k) * pixels + pixel]) / sum;
  }
}
