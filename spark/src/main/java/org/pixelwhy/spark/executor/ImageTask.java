package org.pixelwhy.spark.executor;

import java.io.Serializable;
import org.pixelwhy.spark.files.ImageItem;

/**
 * An entry of the list whose images are to be explained.
 *
 * @param position among all entries of the run, from 0
 */
public record ImageTask(int position, ImageItem item) implements Serializable {
  private static final long serialVersionUID = 1L;
}
