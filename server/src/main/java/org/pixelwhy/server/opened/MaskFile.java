package org.pixelwhy.server.opened;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageJRoi;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.MaskReader;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.server.store.Blobs.Held;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Marked pixels as files hold them. The file is read once, and not kept. */
final class MaskFile {
  private static final long MOST_BYTES = 1L << 26;
  private static final long MOST_CHANNELS = 4;
  private static final byte[] ROI = {'I', 'o', 'u', 't'};

  private MaskFile() {}

  /**
   * The pixels that a file marks, a byte each.
   *
   * @param image where they lie
   * @throws InputException if the file cannot be read, or is of another size than the image
   */
  static byte[] read(Uploads uploads, InputStream sent, String title, Image image) {
    String shown = Uploads.title(title, "mask");
    Held held = uploads.store(sent, shown, MOST_BYTES);
    try {
      byte[] marked = marked(held.path(), image);
      held.close();
      uploads.sweep();
      return marked;
    } catch (RuntimeException | OutOfMemoryError e) {
      throw uploads.refused(held, shown, e);
    }
  }

  private static byte[] marked(Path file, Image image) {
    return (roi(file) ? region(file, image) : picture(file, image)).bytes();
  }

  private static boolean roi(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(ROI.length), ROI);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Mask region(Path file, Image image) {
    return ImageJRoi.read(file, image.height(), image.width());
  }

  private static Mask picture(Path file, Image image) {
    // Nothing larger than the image is read: a header may claim anything.
    ImageReader.read(file, new ReadLimits(MOST_CHANNELS * image.axes().size()));
    Mask mask = MaskReader.read(file);
    if (mask.height() != image.height() || mask.width() != image.width()) {
      throw new InputException(
          Text.format(
              "%s: has %d x %d pixels, and the image %d x %d; a mask must have the image's size",
              file, mask.width(), mask.height(), image.width(), image.height()));
    }
    return mask;
  }
}
