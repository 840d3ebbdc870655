package org.pixelwhy.spark.executor;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.image.io.PngWriter;
import org.pixelwhy.spark.files.ImageItem;
import org.pixelwhy.spark.files.LocalCopy;
import org.pixelwhy.tensor.InputException;

/**
 * The first image of a run that is there: by its size the model is prepared, as on one machine. Of
 * a slice an empty picture of its size stands for it, as a volume is much to send to all executors.
 */
public record FirstImage(ImageSource source, LocalCopy copy) implements AutoCloseable {
  /**
   * Finds it.
   *
   * @throws InputException if none is there
   */
  public static FirstImage of(List<ImageItem> items, Configuration hadoop) throws IOException {
    InputException problem = null;
    for (ImageItem item : items) {
      LocalCopy copy = null;
      try {
        copy = LocalCopy.of(item.uri(), hadoop);
        ImageSource source =
            sized(ItemImages.of(ItemImages.wholes(copy).get(0), item).get(0), copy);
        FirstImage first = new FirstImage(source, copy);
        copy = null;
        return first;
      } catch (InputException e) {
        problem = problem == null ? e : problem;
      } finally {
        if (copy != null) {
          copy.close();
        }
      }
    }
    throw problem;
  }

  private static ImageSource sized(ItemImages.One image, LocalCopy copy) throws IOException {
    if (!(image.source() instanceof ImageSource.Slices)) {
      return image.source();
    }
    try (OpenVolumes volumes = new OpenVolumes(0)) {
      Image slice = volumes.read(image.source());
      BufferedImage empty =
          new BufferedImage(slice.width(), slice.height(), BufferedImage.TYPE_BYTE_GRAY);
      Path file = copy.file().resolveSibling("size.png");
      return ImageSource.of(Files.write(file, PngWriter.bytes(empty)));
    }
  }

  @Override
  public void close() throws IOException {
    copy.close();
  }
}
