package org.pixelwhy.catalogue;

import org.pixelwhy.target.Target;
import org.pixelwhy.target.TargetKinds;

/**
 * The kinds of targets that there are: those of the library, and those that a {@link
 * CatalogueProvider} on the class path adds.
 */
public final class TargetCatalogue {
  private TargetCatalogue() {}

  /** All kinds, in the order in which they are listed to users. */
  public static TargetKinds kinds() {
    return Entries.installed().targets();
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
