package org.pixelwhy.app.cli.explain;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.ImageFormat;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.medical.NiftiFormat;

/** NIfTI files whose names begin with {@code counted}: read as always, and counted. */
public final class CountedNifti implements ImageFormat {
  /** How often voxels were decoded. */
  static final AtomicInteger DECODED = new AtomicInteger();

  private final ImageFormat nifti = new NiftiFormat();

  @Override
  public String name() {
    return "NIfTI, counted";
  }

  @Override
  public boolean recognises(Path file, byte[] start, boolean packed) {
    return file.getFileName().toString().startsWith("counted")
        && nifti.recognises(file, start, packed);
  }

  @Override
  public List<Path> files(Path path) {
    return path.getFileName().toString().startsWith("counted") ? nifti.files(path) : List.of();
  }

  @Override
  public VolumeSize size(Path path, ReadLimits limits) {
    return nifti.size(path, limits);
  }

  @Override
  public <T> List<T> channels(
      Path path, OptionalInt channel, ReadLimits limits, Function<Volume, T> use) {
    DECODED.incrementAndGet();
    return nifti.channels(path, channel, limits, use);
  }

  @Override
  public Optional<Image> picture(Path file, ReadLimits limits) {
    return nifti.picture(file, limits);
  }
}
