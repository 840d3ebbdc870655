package org.pixelwhy.model.card;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/**
 * Preprocessing under the name that people know it by, of values brought to 0..255 ({@link
 * FullRange}). It stands for other steps, which follow once the channels are known: {@link
 * PartialCard#complete} puts them in its place.
 */
public record Preset(Kind kind) implements Step {
  /** The presets. */
  public enum Kind {
    /** {@code (x / 255 - mean) / std} of ImageNet's colours, as torchvision and timm have it. */
    IMAGENET("imagenet"),
    /** {@code x / 127.5 - 1}: from -1 to 1, as Keras' mode {@code tf} has it. */
    TF("tf", "-1..1"),
    /** {@code x / 255}: from 0 to 1. */
    UNIT("0..1"),
    /** The values as they are in the file. */
    NONE("none");

    private final List<String> names;

    Kind(String... names) {
      this.names = List.of(names);
    }
  }

  private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);
  private static final List<Double> DEVIATION = List.of(0.229, 0.224, 0.225);

  /** The names that users may write. */
  public static List<String> names() {
    return Arrays.stream(Kind.values()).flatMap(kind -> kind.names.stream()).toList();
  }

  /** The preset of a name, case ignored. */
  public static Optional<Preset> of(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return Stream.of(Kind.values())
        .filter(kind -> kind.names.contains(lower))
        .findFirst()
        .map(Preset::new);
  }

  /**
   * The steps that it stands for.
   *
   * @throws InputException if it is of colours, and the channels are none
   */
  public List<Step> steps(ChannelOrder channels) {
    return switch (kind) {
      case IMAGENET -> List.of(new FullRange(), new Scale(1 / 255.0, 0), imageNet(channels));
      case TF -> List.of(new FullRange(), new Scale(1 / 127.5, -1));
      case UNIT -> List.of(new FullRange(), new Scale(1 / 255.0, 0));
      case NONE -> List.of();
    };
  }

  private static Step imageNet(ChannelOrder channels) {
    if (channels.channels() != MEAN.size()) {
      throw new InputException(
          Text.format(
              "preprocessing 'imagenet' is of red, green and blue, the model takes %s; state scale,"
                  + " mean and standard deviation instead",
              channels));
    }
    return new MeanStd(ordered(MEAN, channels), ordered(DEVIATION, channels));
  }

  private static List<Double> ordered(List<Double> numbers, ChannelOrder channels) {
    List<Double> ordered = new ArrayList<>(numbers);
    if (channels.equals(ChannelOrder.BGR)) {
      Collections.reverse(ordered);
    }
    return ordered;
  }

  /** Steps with every preset replaced by what it stands for. */
  static List<Step> resolved(List<Step> steps, ChannelOrder channels) {
    return steps.stream()
        .flatMap(
            step ->
                step instanceof Preset preset ? preset.steps(channels).stream() : Stream.of(step))
        .toList();
  }

  /** The name under which it is written. */
  String name() {
    return kind.names.get(0);
  }

  private List<Step> steps(int channels) {
    return steps(channels == MEAN.size() ? ChannelOrder.RGB : ChannelOrder.of(channels));
  }

  @Override
  public float[] apply(float[] values, int channels) {
    return Step.applyAll(steps(channels), values, channels);
  }

  @Override
  public String append(Ops ops, String values, Shape shape) {
    String result = values;
    for (Step step : steps((int) shape.dim(1))) {
      result = step.append(ops, result, shape);
    }
    return result;
  }
}
