package org.pixelwhy.spark.job;

import java.nio.file.Path;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * What a batch is to do.
 *
 * @param request a file of this machine with a request, or with a result that holds one; files that
 *     it names are of this machine, too
 * @param images URI of a folder, pattern, list or image
 * @param out URI of the folder where results go, and earlier ones are taken up
 * @param compares whether methods are compared by the scores of the request
 * @param shard images that share a file of each table
 */
public record BatchOptions(Path request, String images, String out, boolean compares, int shard) {
  /** Files of a table are neither many nor large then. */
  public static final int USUAL_SHARD = 1000;

  public BatchOptions {
    if (shard < 1) {
      throw new InputException(
          Text.format("illegal number of images in a shard: %d, must be 1 or more", shard));
    }
  }
}
