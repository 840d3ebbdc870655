package org.pixelwhy.image.io;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.pixelwhy.tensor.InputException;

/** Writes pictures as PNG: the same pixels, the same bytes. */
public final class PngWriter {
  private PngWriter() {}

  /** A PNG file's bytes. */
  public static byte[] bytes(BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // A memory stream of our own: ImageIO would otherwise make a temporary file.
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(picture, "png", out)) {
        throw new IllegalArgumentException("no PNG form of picture type " + picture.getType());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes a PNG file.
   *
   * @throws InputException if the file cannot be written
   */
  public static void write(Path file, BufferedImage picture) {
    byte[] bytes = bytes(picture);
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
