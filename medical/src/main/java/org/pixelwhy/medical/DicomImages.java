package org.pixelwhy.medical;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.ImageFormat;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.image.io.VoxelPlaces;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** DICOM files, and folders of them, as a format of module image; see {@link Dicom}. */
public final class DicomImages implements ImageFormat {
  private static final int PREAMBLE = 128;

  /** A few of the ways in which a file without a preamble begins. */
  private static final List<String> STARTS =
      List.of("\2\0\0\0UL", "\b\0\0\0UL", "\b\0\5\0CS", "\b\0\5\0\12", "\b\0\b\0CS");

  @Override
  public String name() {
    return "DICOM";
  }

  @Override
  public boolean recognises(Path file, byte[] start, boolean packed) {
    return !packed && is(start);
  }

  static boolean is(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    return text.startsWith("DICM", PREAMBLE) || STARTS.stream().anyMatch(text::startsWith);
  }

  /** Whether a file is one; false where it cannot be read. */
  static boolean is(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return is(in.readNBytes(PREAMBLE + 4));
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public List<Path> files(Path path) {
    return DicomSeries.files(path);
  }

  @Override
  public Optional<String> series(Path file) {
    DicomDataset header = DicomParser.parse(file).data();
    return header.has(DicomTag.PIXELS)
        ? Optional.of(header.text(DicomTag.SERIES_UID))
        : Optional.empty();
  }

  @Override
  public VolumeSize size(Path path, ReadLimits limits) {
    int[] extents = series(path, limits).extents();
    return new VolumeSize(extents[0], extents[1], extents[2], 1);
  }

  @Override
  public Optional<VoxelPlaces> places(Path path, ReadLimits limits) {
    return Optional.of(series(path, limits).places());
  }

  @Override
  public <T> List<T> channels(
      Path path, OptionalInt channel, ReadLimits limits, Function<Volume, T> use) {
    if (channel.orElse(0) > 0) {
      throw new InputException(
          Text.format(
              "%s: there is no channel %d, the volume has 1 (0 to 0)", path, channel.getAsInt()));
    }
    return List.of(use.apply(series(path, limits).volume(limits)));
  }

  @Override
  public Optional<Image> picture(Path file, ReadLimits limits) {
    return Optional.of(Dicom.read(file, limits));
  }

  private static DicomSeries series(Path path, ReadLimits limits) {
    List<DicomSeries> series = DicomSeries.of(path, limits);
    if (series.size() > 1) {
      throw new InputException(
          Text.format(
              "%s: holds %d series (%s); put each into a folder of its own",
              path,
              series.size(),
              String.join(", ", series.stream().map(DicomSeries::description).toList())));
    }
    return series.get(0);
  }
}
