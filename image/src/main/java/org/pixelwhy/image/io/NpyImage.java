package org.pixelwhy.image.io;

import java.nio.file.Path;
import java.util.List;
import org.pixelwhy.image.Image;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Arrays as pictures: {@code [H,W]}, {@code [H,W,C]} or {@code [C,H,W]}, with leading axes of
 * length 1 allowed. Of three axes, one of length 1 to 4 holds the channels, the last one first.
 */
final class NpyImage {
  private static final int MOST_CHANNELS = 4;

  private NpyImage() {}

  static Image read(Path file, ReadLimits limits) {
    Tensor tensor = Npy.read(file, limits.samples());
    Shape shape = tensor.shape();
    long[] dims = shape.dims();
    int first = 0;
    while (dims.length - first > 2 && dims[first] == 1) {
      first++;
    }
    int rank = dims.length - first;
    boolean channelsLast = rank == 3 && dims[first + 2] <= MOST_CHANNELS;
    if (rank < 2 || rank > 3 || rank == 3 && !channelsLast && dims[first] > MOST_CHANNELS) {
      throw new InputException(
          Text.format(
                  "%s: an array of shape %s is no picture; expected [H,W], [H,W,C] or [C,H,W] with at most",
                  file, shape)
              + Text.format(" %d channels", MOST_CHANNELS));
    }
    int channelAxis = rank == 2 ? -1 : channelsLast ? first + 2 : first;
    int rowAxis = rank == 3 && !channelsLast ? first + 1 : first;
    long channels = rank == 2 ? 1 : dims[channelAxis];
    limits.check(file, channels, dims[rowAxis], dims[rowAxis + 1]);
    float[] values = tensor.toFloats();
    int height = (int) dims[rowAxis];
    int width = (int) dims[rowAxis + 1];
    float[] planes = channelsLast ? channelsFirst(values, (int) channels) : values;
    List<String> notes =
        rank == 3
            ? List.of(Text.format("read the array %s as %d channels", shape, channels))
            : List.of();
    return new Image((int) channels, height, width, planes, range(tensor.type()), notes);
  }

  private static float[] channelsFirst(float[] values, int channels) {
    int plane = values.length / channels;
    float[] planes = new float[values.length];
    for (int i = 0; i < plane; i++) {
      for (int channel = 0; channel < channels; channel++) {
        planes[channel * plane + i] = values[i * channels + channel];
      }
    }
    return planes;
  }

  private static float range(DataType type) {
    return switch (type) {
      case BOOL, FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> 1;
      case UINT8 -> 0xff;
      case INT8 -> 0x7f;
      case UINT16 -> 0xffff;
      case INT16 -> 0x7fff;
      case UINT32 -> 0xffffffffL;
      case INT32 -> Integer.MAX_VALUE;
      case UINT64 -> 0x1p64f;
      case INT64 -> Long.MAX_VALUE;
    };
  }
}
