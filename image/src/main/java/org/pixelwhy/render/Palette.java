package org.pixelwhy.render;

/**
 * One colour per class, told apart also by colour-blind readers.
 *
 * <p>Okabe and Ito 2008, "Color Universal Design", without black, which dark images would swallow.
 */
public final class Palette {
  private static final int[] OKABE_ITO = {
    0xe69f00, 0x56b4e9, 0x009e73, 0xf0e442, 0x0072b2, 0xd55e00, 0xcc79a7
  };

  private Palette() {}

  /** The colour {@code 0xRRGGBB} of a class; they repeat after seven. */
  public static int color(int index) {
    return OKABE_ITO[Math.floorMod(index, OKABE_ITO.length)];
  }
}
