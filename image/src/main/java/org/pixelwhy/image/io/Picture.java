package org.pixelwhy.image.io;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A decoded picture, not yet turned upright.
 *
 * @param pixels as the decoder gave them
 * @param orientation how the camera was held
 * @param notes what a user should know
 */
record Picture(BufferedImage pixels, Orientation orientation, List<String> notes) {
  Picture {
    notes = List.copyOf(notes);
  }
}
