package org.pixelwhy.report.view;

import org.pixelwhy.render.Picture;

/**
 * A picture as the bytes of a PNG file: drawn and encoded once, however often it is written.
 *
 * @param width number of columns
 * @param png not copied; must not be changed
 */
public record EncodedPicture(int width, byte[] png) {
  public static EncodedPicture of(Picture picture) {
    return new EncodedPicture(picture.width(), picture.png());
  }
}
