package org.pixelwhy.data;

import java.util.List;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A class that pixels can have.
 *
 * @param name as shown to people
 * @param rgb colour {@code 0xRRGGBB} in which it is shown
 */
public record SegmentClass(String name, int rgb) {
  /** Okabe and Ito 2008, "Color Universal Design", without black. */
  private static final List<Integer> COLOURS =
      List.of(0xe69f00, 0x56b4e9, 0x009e73, 0xf0e442, 0x0072b2, 0xd55e00, 0xcc79a7);

  public SegmentClass {
    if (name.isBlank() || rgb < 0 || rgb > 0xffffff) {
      throw new InputException(
          Text.format(
              "a class needs a name and a colour from 0 to 0xffffff, found '%s' and %d",
              name, rgb));
    }
  }

  /** A class in the usual colour of its label; label 0 is black. */
  public static SegmentClass of(int label, String name) {
    return new SegmentClass(name, label == 0 ? 0 : COLOURS.get((label - 1) % COLOURS.size()));
  }

  /** What is nothing of interest: black. */
  public static SegmentClass background() {
    return new SegmentClass("background", 0);
  }
}
