package org.pixelwhy.image.io;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A decoded picture, not yet turned upright.
 *
 * @param pixels as the decoder gave them
 * @param notes what a user should know
 */
record Picture(BufferedImage pixels, List<String> notes) {
  Picture {
    notes = List.copyOf(notes);
  }
}
