package org.pixelwhy.spark.files;

import java.io.Serializable;

/**
 * What one entry of a batch's list names: an image, or slices of volumes.
 *
 * @param uri of a file, or of a folder of DICOM files
 * @param slices such as {@code axial,10-20}; empty where the file is one image
 * @param own what is said of it alone
 */
public record ImageItem(String uri, String slices, Own own) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * What is said of one image alone; empty where nothing is.
   *
   * @param id what it is called in the table of images
   * @param mask URI of its ground truth
   * @param target what is asked about it in place of the request's target
   */
  public record Own(String id, String mask, String target) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nothing. */
    public static final Own NONE = new Own("", "", "");
  }

  /** The same with a ground truth. */
  public ImageItem withMask(String mask) {
    return new ImageItem(uri, slices, new Own(own.id(), mask, own.target()));
  }

  /** As users write it. */
  public String name() {
    return slices.isEmpty() ? uri : uri + ":" + slices;
  }
}
