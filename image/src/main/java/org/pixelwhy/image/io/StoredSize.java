package org.pixelwhy.image.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Rows and columns of a picture as its header states them, before it is turned upright.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record StoredSize(int height, int width) {
  public StoredSize {
    if (height < 1 || width < 1) {
      throw new InputException(
          Text.format("illegal size of a picture: %d x %d, must be at least 1 x 1", width, height));
    }
  }

  /**
   * The size that a PNG, JPEG, TIFF or GIF file states; empty for other files, and for damaged
   * ones: who reads them is told why.
   */
  public static Optional<StoredSize> of(Path file) {
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      Iterator<javax.imageio.ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      javax.imageio.ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return Optional.of(new StoredSize(reader.getHeight(0), reader.getWidth(0)));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Rows as columns. */
  public StoredSize turned() {
    return new StoredSize(width, height);
  }

  /** Such as {@code 640 x 480}: columns, then rows. */
  @Override
  public String toString() {
    return Text.format("%d x %d", width, height);
  }
}
