package org.pixelwhy.image.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis.Spacing;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Volume;

/**
 * A format from outside: four letters, four extents (channels, slices, rows, columns), floats. Each
 * decoding leaves a byte in a file beside it, so that tests can count them.
 */
public final class TestVolume implements ImageFormat {
  private static final int MAGIC = 0x54564f4c;
  private static final int HEADER = 20;

  /** Writes a volume. */
  public static Path write(
      Path file, int channels, int slices, int rows, int columns, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + 4 * values.length).putInt(MAGIC);
    bytes.putInt(channels).putInt(slices).putInt(rows).putInt(columns);
    bytes.asFloatBuffer().put(values);
    try {
      return Files.write(file, bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often a volume was decoded. */
  public static long decodings(Path file) {
    try {
      return Files.exists(log(file)) ? Files.size(log(file)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path log(Path file) {
    return file.resolveSibling(file.getFileName() + ".decodings");
  }

  private static ByteBuffer read(Path file) {
    try {
      return ByteBuffer.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "test volume";
  }

  @Override
  public boolean recognises(Path file, byte[] start, boolean packed) {
    return start.length >= HEADER && ByteBuffer.wrap(start).getInt() == MAGIC;
  }

  @Override
  public List<Path> files(Path path) {
    return Files.isDirectory(path) ? List.of() : List.of(path);
  }

  @Override
  public VolumeSize size(Path path, ReadLimits limits) {
    ByteBuffer in = read(path);
    return new VolumeSize(in.getInt(8), in.getInt(12), in.getInt(16), in.getInt(4));
  }

  @Override
  public <T> List<T> channels(
      Path path, OptionalInt channel, ReadLimits limits, Function<Volume, T> use) {
    try {
      Files.write(log(path), new byte[1], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteBuffer in = read(path);
    VolumeSize size = size(path, limits);
    float[] values = new float[size.slices() * size.height() * size.width()];
    List<T> results = new ArrayList<>();
    in.position(HEADER);
    for (int i = 0; i < size.channels(); i++) {
      in.asFloatBuffer().get(values);
      in.position(in.position() + 4 * values.length);
      if (channel.isEmpty() || channel.getAsInt() == i) {
        results.add(use.apply(new Volume(axes(size), values.clone(), List.of())));
      }
    }
    return results;
  }

  private static Axes axes(VolumeSize size) {
    List<Optional<Spacing>> spacing =
        Stream.of(3.0, 2.0, 1.0).map(mm -> Optional.of(Spacing.millimetres(mm))).toList();
    return Volume.axes(new int[] {size.slices(), size.height(), size.width()}, spacing, true);
  }

  @Override
  public Optional<Image> picture(Path file, ReadLimits limits) {
    return Optional.empty();
  }
}
