package org.pixelwhy.medical;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Turns stored words into what they mean: palettes expanded, luma and chroma to RGB, rescaled. */
final class DicomColours {
  /** No number that is measured lies beyond; a window that does is damaged. */
  private static final double FARTHEST = 1e6;

  private final Path file;
  private final DicomDataset data;
  private final DicomFormat format;

  DicomColours(Path file, DicomDataset data, DicomFormat format) {
    this.file = file;
    this.data = data;
    this.format = format;
  }

  /** The picture; {@code words} are {@code [samples, rows, columns]}. */
  Image image(long[] words, List<String> notes) {
    switch (format.photometric()) {
      case "PALETTE COLOR":
        return palette(words);
      case "YBR_FULL", "YBR_FULL_422":
        return rgb(words);
      case "YBR_PARTIAL_422", "YBR_PARTIAL_420":
        throw new InputException(
            Text.format(
                "%s: colours stored as %s are not supported; convert the file to RGB",
                file, format.photometric()));
      default:
        return plain(words, notes);
    }
  }

  private Image plain(long[] words, List<String> notes) {
    boolean inverted = format.photometric().equals("MONOCHROME1");
    if (inverted) {
      notes.add(
          "small values are shown bright, as the file asks (MONOCHROME1); the network gets values as"
              + " they are stored");
    }
    if (data.has(DicomTag.MODALITY_LUT)) {
      notes.add("the table that gives values their unit (modality LUT) is not applied");
    }
    double slope = first(DicomTag.SLOPE).orElse(1.0);
    double intercept = first(DicomTag.INTERCEPT).orElse(0.0);
    float[] values = new float[words.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (format.number(words[i]) * slope + intercept);
    }
    float range = (float) Math.max(1, format.range() * Math.abs(slope) + Math.max(0, intercept));
    Image image = new Image(format.samples(), format.rows(), format.columns(), values, range);
    Optional<IntensityWindow> window = window();
    window.ifPresent(
        shown ->
            notes.add(
                Text.format(
                    "the file suggests to show the values from %.4g to %.4g",
                    shown.low(), shown.high())));
    return new Image(image.field().shownThrough(window).shownInverted(inverted));
  }

  private Optional<Double> first(int tag) {
    return data.numbers(tag).stream().findFirst();
  }

  /** The first that the file suggests; none where it is no window. */
  private Optional<IntensityWindow> window() {
    Optional<Double> centre = first(DicomTag.WINDOW_CENTRE);
    Optional<Double> width = first(DicomTag.WINDOW_WIDTH);
    boolean plausible =
        centre.filter(number -> Math.abs(number) < FARTHEST).isPresent()
            && width.filter(number -> number > 0 && number < FARTHEST).isPresent();
    return !plausible
        ? Optional.empty()
        : Optional.of(IntensityWindow.around(centre.get(), width.get()));
  }

  /** PS3.3 C.7.6.3.1.2: full-range luma and chroma of 8 bits. */
  private Image rgb(long[] words) {
    int plane = format.plane();
    float[] values = new float[3 * plane];
    for (int i = 0; i < plane; i++) {
      double y = words[i];
      double blue = words[plane + i] - 128.0;
      double red = words[2 * plane + i] - 128.0;
      values[i] = eightBit(y + 1.402 * red);
      values[plane + i] = eightBit(y - 0.344136 * blue - 0.714136 * red);
      values[2 * plane + i] = eightBit(y + 1.772 * blue);
    }
    return new Image(3, format.rows(), format.columns(), values, 255);
  }

  private static float eightBit(double value) {
    return Math.round(Math.max(0, Math.min(255, value)));
  }

  private Image palette(long[] words) {
    int plane = format.plane();
    float[] values = new float[3 * plane];
    int bits = 8;
    for (int channel = 0; channel < 3; channel++) {
      Table table = table(channel);
      bits = table.bits();
      for (int i = 0; i < plane; i++) {
        values[channel * plane + i] = table.at((int) format.number(words[i]));
      }
    }
    return new Image(3, format.rows(), format.columns(), values, (1 << bits) - 1);
  }

  private record Table(int count, int first, int bits, ByteBuffer entries) {
    float at(int index) {
      int i = Math.max(0, Math.min(count - 1, index - first));
      boolean wide = entries.remaining() >= 2 * count;
      return wide
          ? Short.toUnsignedInt(entries.getShort(2 * i))
          : Byte.toUnsignedInt(entries.get(i));
    }
  }

  private Table table(int channel) {
    Optional<ByteBuffer> descriptor =
        data.value(DicomTag.RED_DESCRIPTOR + channel).filter(value -> value.remaining() >= 6);
    Optional<ByteBuffer> entries = data.value(DicomTag.RED_PALETTE + channel);
    if (descriptor.isPresent() && entries.isPresent()) {
      int count = Short.toUnsignedInt(descriptor.get().getShort(0));
      int bits = descriptor.get().getShort(4);
      count = count == 0 ? 1 << 16 : count;
      if (entries.get().remaining() >= count && (bits == 8 || bits == 16)) {
        return new Table(count, descriptor.get().getShort(2), bits, entries.get());
      }
    }
    throw new InputException(file + ": the palette is missing, damaged or segmented");
  }
}
