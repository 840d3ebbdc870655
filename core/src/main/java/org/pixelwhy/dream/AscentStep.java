package org.pixelwhy.dream;

import java.util.Arrays;
import org.pixelwhy.data.augmentation.Gaussian;
import org.pixelwhy.dream.Ascent.Rule;

/** Changes one picture by one step; numbers are added up in double. */
final class AscentStep {
  /** Keeps the total variation's gradient finite where neighbours are equal, in squared ranges. */
  private static final double SMOOTH = 1e-6;

  private final DreamOptions options;
  private final boolean[] inside;
  private final int channels;
  private final int height;
  private final int width;

  /**
   * @param inside which pixels belong to the image
   */
  AscentStep(DreamOptions options, boolean[] inside, int channels, int width) {
    this.options = options;
    this.inside = inside;
    this.channels = channels;
    this.width = width;
    this.height = inside.length / width;
  }

  /**
   * Takes a step.
   *
   * @param stride factor of the rate
   * @return whether any value changed
   */
  boolean take(DreamState.Single dream, float[] gradient, double stride) {
    Ascent ascent = options.ascent();
    double[] direction = direction(dream.picture, gradient);
    if (Double.isNaN(dream.rate)) {
      dream.rate = ascent.rate().orElseGet(() -> firstRate(direction)) * stride;
    }
    boolean changed = false;
    float[] next = dream.picture.clone();
    for (int i = 0; i < next.length; i++) {
      if (inside[i % inside.length]) {
        dream.velocity[i] = (float) (ascent.momentum() * dream.velocity[i] + direction[i]);
        next[i] = (float) (next[i] + dream.rate * dream.velocity[i]);
      }
    }
    if (ascent.blur() > 0) {
      blur(next, ascent.blur());
    }
    for (int i = 0; i < next.length; i++) {
      if (inside[i % inside.length]) {
        float value = ascent.clips() ? options.range().clip(next[i]) : next[i];
        changed |= value != dream.picture[i];
        dream.picture[i] = value;
      }
    }
    return changed;
  }

  /** Blurs every channel. */
  private void blur(float[] values, double deviation) {
    Gaussian gaussian = new Gaussian(deviation);
    int area = height * width;
    for (int start = 0; start < values.length; start += area) {
      float[] plane = Arrays.copyOfRange(values, start, start + area);
      System.arraycopy(gaussian.filter(plane, height, width), 0, values, start, area);
    }
  }

  /** The direction of a step, padding left out. */
  private double[] direction(float[] picture, float[] gradient) {
    Ascent ascent = options.ascent();
    double[] direction = new double[gradient.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = inside[i % inside.length] ? gradient[i] : 0;
    }
    if (ascent.totalVariation() > 0) {
      smooth(picture, direction, ascent.totalVariation());
    }
    if (ascent.rule() == Rule.NORMALISED) {
      double squares = 0;
      int count = 0;
      for (int i = 0; i < direction.length; i++) {
        squares += direction[i] * direction[i];
        count += inside[i % inside.length] ? 1 : 0;
      }
      double scale = Math.sqrt(squares / count);
      for (int i = 0; i < direction.length && scale > 0; i++) {
        direction[i] /= scale;
      }
    }
    return direction;
  }

  /** The rate at which the first step changes a value by at most a share of the range. */
  private double firstRate(double[] direction) {
    double greatest = 0;
    for (double value : direction) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    return greatest == 0 ? 0 : Ascent.FIRST_STEP * options.range().width() / greatest;
  }

  /**
   * Subtracts the gradient of {@code sum sqrt(dx^2 + dy^2 + e)}, over each channel, of neighbours
   * that both belong to the image.
   */
  private void smooth(float[] picture, double[] direction, double weight) {
    double e = SMOOTH * options.range().width() * options.range().width();
    for (int channel = 0; channel < channels; channel++) {
      for (int p = 0; p < inside.length; p++) {
        if (!inside[p]) {
          continue;
        }
        int at = channel * inside.length + p;
        boolean right = p % width + 1 < width && inside[p + 1];
        boolean below = p / width + 1 < height && inside[p + width];
        double dx = right ? (double) picture[at + 1] - picture[at] : 0;
        double dy = below ? (double) picture[at + width] - picture[at] : 0;
        double norm = weight / Math.sqrt(dx * dx + dy * dy + e);
        direction[at] += (dx + dy) * norm;
        if (right) {
          direction[at + 1] -= dx * norm;
        }
        if (below) {
          direction[at + width] -= dy * norm;
        }
      }
    }
  }
}
