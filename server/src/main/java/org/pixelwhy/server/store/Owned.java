package org.pixelwhy.server.store;

import java.util.Objects;

/**
 * Whose something is.
 *
 * @param by whose
 * @param shared whether everybody may see it; changing it stays its owner's
 */
public record Owned(Person by, boolean shared) {
  public Owned {
    Objects.requireNonNull(by, "by");
  }

  /** What its owner alone sees. */
  public static Owned only(Person by) {
    return new Owned(by, false);
  }

  /** What whoever starts a server shows to all who use it. */
  public static Owned everybodys() {
    return new Owned(Person.NOBODY, true);
  }

  /** Whether somebody may see it. */
  public boolean visibleTo(Person person) {
    return shared || by.equals(person);
  }
}
