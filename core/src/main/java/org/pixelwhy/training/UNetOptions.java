package org.pixelwhy.training;

import java.util.Objects;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Shape of a U-Net.
 *
 * @param depth number of resolutions (1 to 8): it is halved {@code depth - 1} times
 * @param channels feature channels of the first level; each level down has twice as many
 * @param inputs channels of the image
 * @param outputs channels of the logits
 * @param upsampling how the decoder doubles the resolution
 * @param batchNorm whether a batch normalisation follows every 3x3 convolution
 */
public record UNetOptions(
    int depth, int channels, int inputs, int outputs, Upsampling upsampling, boolean batchNorm) {
  /** How the decoder doubles the resolution. */
  public enum Upsampling {
    /** Nearest neighbour, then a 3x3 convolution. */
    NEAREST,
    /** Bilinear (half-pixel centres), then a 3x3 convolution. */
    BILINEAR,
    /** A 2x2 transposed convolution of stride 2. */
    TRANSPOSED
  }

  public UNetOptions {
    requireBetween("depth", depth, 1, 8);
    requireBetween("channels", channels, 1, 1024);
    requireBetween("inputs", inputs, 1, 1024);
    requireBetween("outputs", outputs, 1, 4096);
    Objects.requireNonNull(upsampling, "upsampling");
  }

  private static void requireBetween(String what, int value, int low, int high) {
    if (value < low || value > high) {
      throw new InputException(
          Text.format("illegal U-Net %s: %d, must be between %d and %d", what, value, low, high));
    }
  }

  /** Depth 4, 16 channels, 3 inputs, 1 output, nearest up-sampling, batch normalisation. */
  public static UNetOptions defaults() {
    return new UNetOptions(4, 16, 3, 1, Upsampling.NEAREST, true);
  }

  public UNetOptions withDepth(int newDepth) {
    return new UNetOptions(newDepth, channels, inputs, outputs, upsampling, batchNorm);
  }

  public UNetOptions withChannels(int newChannels) {
    return new UNetOptions(depth, newChannels, inputs, outputs, upsampling, batchNorm);
  }

  public UNetOptions withInputs(int newInputs) {
    return new UNetOptions(depth, channels, newInputs, outputs, upsampling, batchNorm);
  }

  public UNetOptions withOutputs(int newOutputs) {
    return new UNetOptions(depth, channels, inputs, newOutputs, upsampling, batchNorm);
  }

  public UNetOptions withUpsampling(Upsampling newUpsampling) {
    return new UNetOptions(depth, channels, inputs, outputs, newUpsampling, batchNorm);
  }

  public UNetOptions withBatchNorm(boolean newBatchNorm) {
    return new UNetOptions(depth, channels, inputs, outputs, upsampling, newBatchNorm);
  }
}
