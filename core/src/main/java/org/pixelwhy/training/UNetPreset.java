package org.pixelwhy.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.training.UNetOptions.Upsampling;

/** U-Nets from the literature, for 3 input channels and 1 output channel. */
public enum UNetPreset {
  /** Smallest of the U-Noise family: 28,529 parameters. */
  SMALL("small", 2, 16, Upsampling.NEAREST, true),
  /** Of the U-Noise family: 130,577 parameters. */
  MEDIUM("medium", 3, 16, Upsampling.NEAREST, true),
  /** Of the U-Noise family: 537,425 parameters. */
  LARGE("large", 4, 16, Upsampling.NEAREST, true),
  /** The network that the U-Noise family explains: 34.5 million parameters. */
  UTILITY("utility", 5, 64, Upsampling.NEAREST, true),
  /** The network for polyps and skin lesions: batch normalisation, half the channels of 2015. */
  HALVED("halved", 5, 32, Upsampling.NEAREST, true),
  /** Ronneberger, Fischer, Brox 2015, but padded so that the size stays. */
  ORIGINAL("2015", 5, 64, Upsampling.TRANSPOSED, false);

  private final String id;
  private final UNetOptions options;

  UNetPreset(String id, int depth, int channels, Upsampling upsampling, boolean batchNorm) {
    this.id = id;
    this.options = new UNetOptions(depth, channels, 3, 1, upsampling, batchNorm);
  }

  public UNetOptions options() {
    return options;
  }

  /** The options of a preset, if there is one of this name. */
  public static Optional<UNetOptions> find(String name) {
    return Arrays.stream(values())
        .filter(preset -> preset.id.equals(name))
        .map(UNetPreset::options)
        .findFirst();
  }

  /** The names of all presets. */
  public static List<String> names() {
    return Arrays.stream(values()).map(preset -> preset.id).toList();
  }
}
