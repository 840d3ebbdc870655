package org.pixelwhy.catalogue;

import org.pixelwhy.target.Target;
import org.pixelwhy.target.TargetKinds;

/** The kinds of targets that there are. */
public final class TargetCatalogue {
  private TargetCatalogue() {}

  /** All kinds, in the order in which they are listed to users. */
  public static TargetKinds kinds() {
    return TargetKinds.standard();
  }

  /**
   * Reads a target's text, such as {@code object:120,80}.
   *
   * @throws org.pixelwhy.tensor.InputException if it is none
   */
  public static Target parse(String text) {
    return kinds().parse(text);
  }
}
