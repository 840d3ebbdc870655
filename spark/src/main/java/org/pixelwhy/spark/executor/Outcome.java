package org.pixelwhy.spark.executor;

import java.io.Serializable;

/**
 * What came of one image: small, as the driver holds one for each.
 *
 * @param position of the image among all, from 0
 * @param uri where it lies
 * @param sha256 of its bytes; empty where they could not be read
 * @param reason why it could not be explained; empty where it was
 * @param absent whether it is only that what is asked about is predicted nowhere
 * @param found whether an earlier run had explained it
 */
public record Outcome(
    int position, String uri, String sha256, String reason, boolean absent, boolean found)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public boolean explained() {
    return reason.isEmpty();
  }
}
