package org.pixelwhy.spark.result;

import java.io.Serializable;

/**
 * What is kept beside the archives.
 *
 * @param png each map over its image, as a picture
 * @param nifti of the slices of a volume each map as a volume
 */
public record KeptFormats(boolean png, boolean nifti) implements Serializable {
  private static final long serialVersionUID = 1L;
}
