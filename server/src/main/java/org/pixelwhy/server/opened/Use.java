package org.pixelwhy.server.opened;

import java.util.function.BooleanSupplier;
import org.pixelwhy.server.store.Owned;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.tensor.InputException;

/** What somebody wants of a model or an image. */
enum Use {
  /** To see it, which an explanation that is shared lends, too. */
  LOOK,
  /** To ask about it. */
  ASK,
  /** To close it, or to say what it means: its owner's alone. */
  CHANGE;

  /**
   * Whether there is such a thing for somebody.
   *
   * @param lent whether it is seen with an explanation that is shared
   * @throws InputException if it can be seen, but is not theirs to ask or to change
   */
  boolean allowed(Person person, Owned owned, BooleanSupplier lent) {
    if (owned.by().equals(person)) {
      return true;
    }
    if (this == CHANGE && owned.shared()) {
      throw new InputException(
          "this is open for everybody, as it was when the server was started; open one of your own");
    }
    if (owned.visibleTo(person)) {
      return true;
    }
    boolean seen = this != CHANGE && lent.getAsBoolean();
    if (seen && this == ASK) {
      throw new InputException(
          "this is another person's, and seen with an explanation that they share; to ask about it,"
              + " open it yourself");
    }
    return seen;
  }
}
