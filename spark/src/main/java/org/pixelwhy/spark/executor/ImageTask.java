package org.pixelwhy.spark.executor;

import java.io.Serializable;

/**
 * An image to be explained.
 *
 * @param position among all images of the run, from 0
 */
public record ImageTask(int position, String uri) implements Serializable {
  private static final long serialVersionUID = 1L;
}
