package org.pixelwhy.model.card;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * {@code (x - low) / (high - low)} with the {@link IntensityWindow#ofMost first and last percent}
 * of the channel in the volume that the picture is a slice of. A picture alone does not tell them:
 * whoever reads it from its volume puts {@link #within} in this step's place. Else the picture's
 * own first and last percentile stand in for them, linearly interpolated.
 *
 * @param channels from 0, in the order of the model's input, the others stay as they are; empty for
 *     all
 */
public record VolumeRange(List<Integer> channels) implements Step {
  private static final ScaleRange OF_PICTURE = new ScaleRange(true, 1, 99, 0);

  public VolumeRange {
    channels = List.copyOf(channels);
    if (channels.stream().anyMatch(channel -> channel < 0)) {
      throw new InputException(
          Text.format("step volume_range: channels count from 0, found %s", channels));
    }
  }

  /** Of all channels. */
  public VolumeRange() {
    this(List.of());
  }

  private boolean scales(int channel) {
    return channels.isEmpty() || channels.contains(channel);
  }

  /**
   * The same with known ranges.
   *
   * @param windows one for each channel of the model's input
   */
  public Step within(List<IntensityWindow> windows) {
    List<Double> low = new ArrayList<>();
    List<Double> width = new ArrayList<>();
    for (int channel = 0; channel < windows.size(); channel++) {
      IntensityWindow window = windows.get(channel);
      low.add(scales(channel) ? window.low() : 0);
      width.add(scales(channel) ? window.width() : 1);
    }
    return new MeanStd(low, width);
  }

  @Override
  public void requireChannels(int number) {
    if (channels.stream().anyMatch(channel -> channel >= number)) {
      throw new InputException(
          Text.format(
              "step volume_range: there are the channels 0 to %d, found %s", number - 1, channels));
    }
  }

  @Override
  public float[] apply(float[] values, int number) {
    float[] result = OF_PICTURE.apply(values, number);
    int plane = values.length / number;
    for (int channel = 0; channel < number; channel++) {
      if (!scales(channel)) {
        System.arraycopy(values, channel * plane, result, channel * plane, plane);
      }
    }
    return result;
  }

  @Override
  public String append(Ops ops, String values, Shape shape) {
    String scaled = OF_PICTURE.append(ops, values, shape);
    if (channels.isEmpty()) {
      return scaled;
    }
    int number = (int) shape.dim(1);
    float[] chosen = new float[number];
    IntStream.range(0, number).forEach(channel -> chosen[channel] = scales(channel) ? 1 : 0);
    String mask = ops.constant(Tensor.of(chosen, 1, number, 1, 1).as(ops.type()));
    return ops.where(ops.op("Greater", mask, ops.scalar(0.5)), scaled, values);
  }
}
