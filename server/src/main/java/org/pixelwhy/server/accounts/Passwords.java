package org.pixelwhy.server.accounts;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.concurrent.Semaphore;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Passwords, of which only hashes by Argon2id are kept. Few are checked at once: each takes memory
 * and a moment on purpose.
 */
public final class Passwords {
  /** Letters of the shortest password. */
  public static final int SHORTEST = 10;

  private static final int LONGEST = 200;

  // What OWASP's "Password Storage Cheat Sheet" asks of Argon2id: 19 MiB, two passes, one lane.
  private static final int KIBIBYTES = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int AT_ONCE = 2;

  /** A hash that no password is known to have; its check takes as long as any. */
  static final String NOBODYS =
      Text.format(
          "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s",
          KIBIBYTES, PASSES, LANES, "A".repeat(22), "A".repeat(43));

  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /**
   * What is kept of a password.
   *
   * @throws InputException if it is too short or too long
   */
  public String hash(String password) {
    int letters = password.codePointCount(0, password.length());
    if (letters < SHORTEST || letters > LONGEST) {
      throw new InputException(
          Text.format(
              "the password has %d letters; expected %d to %d", letters, SHORTEST, LONGEST));
    }
    return hashed(password);
  }

  private static String hashed(String password) {
    return Password.hash(password)
        .addRandomSalt(SALT_BYTES)
        .with(Argon2Function.getInstance(KIBIBYTES, PASSES, LANES, BYTES, Argon2.ID))
        .getResult();
  }

  /** Whether it is the password of a hash. */
  boolean matches(String password, String hash) {
    places.acquireUninterruptibly();
    try {
      return password.length() <= LONGEST * 2
          && Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    } finally {
      places.release();
    }
  }

  /** No. It takes as long as the check of one that somebody has. */
  boolean matchesNobody(String password) {
    matches(password, NOBODYS);
    return false;
  }
}
