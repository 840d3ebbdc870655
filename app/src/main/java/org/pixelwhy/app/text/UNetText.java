package org.pixelwhy.app.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.UNetOptions;
import org.pixelwhy.training.UNetOptions.Upsampling;
import org.pixelwhy.training.UNetPreset;

/** A U-Net as users write it: {@code large}, {@code depth=5,channels=64}. */
public final class UNetText {
  private static final List<String> KEYS =
      List.of("depth", "channels", "inputs", "outputs", "upsampling", "batchnorm");

  private UNetText() {}

  public static UNetOptions parse(String text) {
    UNetOptions options = UNetOptions.defaults();
    String[] parts = text.split(",");
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i].strip();
      Optional<UNetOptions> preset = i == 0 ? UNetPreset.find(part) : Optional.empty();
      if (preset.isPresent()) {
        options = preset.get();
        continue;
      }
      String[] pair = part.split("=", 2);
      if (pair.length != 2) {
        throw new InputException(
            Text.format(
                "--unet: expected a preset (%s) or KEY=VALUE such as depth=5, found '%s'",
                String.join(", ", UNetPreset.names()), part));
      }
      options = with(options, pair[0].strip(), pair[1].strip());
    }
    return options;
  }

  private static UNetOptions with(UNetOptions options, String key, String value) {
    return switch (key) {
      case "depth" -> options.withDepth(whole(key, value));
      case "channels" -> options.withChannels(whole(key, value));
      case "inputs" -> options.withInputs(whole(key, value));
      case "outputs" -> options.withOutputs(whole(key, value));
      case "upsampling" -> options.withUpsampling(upsampling(value));
      case "batchnorm" -> options.withBatchNorm(Boolean.parseBoolean(value));
      default ->
          throw new InputException(
              Text.format("--unet: unknown key '%s'.%s", key, NearestNames.suggest(key, KEYS)));
    };
  }

  private static int whole(String key, String value) {
    return (int) Numbers.whole("--unet " + key, value, 1);
  }

  private static Upsampling upsampling(String value) {
    for (Upsampling kind : Upsampling.values()) {
      if (kind.name().equals(value.toUpperCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw new InputException(
        Text.format(
            "--unet upsampling: expected nearest, bilinear or transposed, found '%s'", value));
  }
}
