package org.pixelwhy.spark.job;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.spark.result.KeptFormats;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * What a batch is to do.
 *
 * @param request a file of this machine with a request, or with a result that holds one; files that
 *     it names are of this machine, too
 * @param images URI of a folder, pattern, list, table or image, perhaps with slices
 * @param out URI of the folder where results go, and earlier ones are taken up
 * @param ranking how methods are compared
 * @param files what is written
 */
public record BatchOptions(Path request, String images, String out, Ranking ranking, Files files) {
  /** Files of a table are neither many nor large then. */
  public static final int USUAL_SHARD = 1000;

  /**
   * How methods are compared.
   *
   * @param compares whether they are, by the scores of the request
   * @param masks URI of a folder with the ground truth, if there is one: a mask for each image,
   *     named like it
   * @param label of the masks' pixels that belong to the target's class; where none is given, all
   *     that are not zero
   */
  public record Ranking(boolean compares, Optional<String> masks, OptionalInt label) {
    public Ranking {
      if (!compares && (masks.isPresent() || label.isPresent())) {
        throw new InputException(
            "a ground truth serves the comparison of methods only, which is not asked for");
      }
      if (label.isPresent() && label.getAsInt() < 0) {
        throw new InputException(
            Text.format("illegal label of masks: %d, must be 0 or more", label.getAsInt()));
      }
    }
  }

  /**
   * What is written.
   *
   * @param shard images that share a file of each table
   * @param formats of files beside the archives
   */
  public record Files(int shard, KeptFormats formats) {
    public Files {
      if (shard < 1) {
        throw new InputException(
            Text.format("illegal number of images in a shard: %d, must be 1 or more", shard));
      }
    }
  }
}
