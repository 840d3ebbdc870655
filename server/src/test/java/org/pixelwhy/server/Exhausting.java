package org.pixelwhy.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ImageFormat;
import org.pixelwhy.image.io.ReadLimits;

/** A format whose pictures take more memory than there is. */
public final class Exhausting implements ImageFormat {
  /** What such a file begins with. */
  static final String START = "takes all memory";

  @Override
  public String name() {
    return "Exhausting";
  }

  @Override
  public boolean recognises(Path file, byte[] start, boolean packed) {
    return new String(start, StandardCharsets.ISO_8859_1).startsWith(START);
  }

  @Override
  public List<Path> files(Path path) {
    return Files.isDirectory(path) ? List.of() : List.of(path);
  }

  @Override
  public Optional<Image> picture(Path file, ReadLimits limits) {
    throw new OutOfMemoryError("Java heap space");
  }
}
