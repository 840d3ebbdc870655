package org.pixelwhy.server.store;

import java.util.Objects;
import org.pixelwhy.tensor.InputException;

/**
 * Whose something is.
 *
 * @param key as rows have it; empty is nobody in particular: whoever uses a server without accounts
 */
public record Person(String key) {
  /** Whoever uses a server without accounts. */
  public static final Person NOBODY = new Person("");

  private static final int LONGEST = 40;

  public Person {
    Objects.requireNonNull(key, "key");
    if (key.length() > LONGEST) {
      throw new InputException("illegal person, its key has more than 40 letters");
    }
  }

  /** Who has an account. Rows of accounts are never numbered twice. */
  public static Person of(AccountRow account) {
    return new Person("a" + account.id());
  }
}
