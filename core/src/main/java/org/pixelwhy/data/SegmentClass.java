package org.pixelwhy.data;

import org.pixelwhy.onnx.graph.InputException;

/**
 * A class that pixels can have.
 *
 * @param name as shown to people
 * @param rgb colour {@code 0xRRGGBB} in which it is shown
 */
public record SegmentClass(String name, int rgb) {
  public SegmentClass {
    if (name.isBlank() || rgb < 0 || rgb > 0xffffff) {
      throw new InputException(
          "a class needs a name and a colour from 0 to 0xffffff, found '%s' and %d"
              .formatted(name, rgb));
    }
  }

  /** What is nothing of interest: black. */
  public static SegmentClass background() {
    return new SegmentClass("background", 0);
  }
}
