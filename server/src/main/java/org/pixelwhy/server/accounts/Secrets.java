package org.pixelwhy.server.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.pixelwhy.server.store.Blobs;

/** Secrets that nobody has to remember: 256 random bits. Only their hashes are kept. */
final class Secrets {
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  /** A new one, in letters that go into addresses and headers. */
  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What is kept of one. There are too many of them to be guessed, so a plain hash does. */
  static String hash(String secret) {
    return Blobs.hash(secret.getBytes(StandardCharsets.UTF_8));
  }

  /** Another secret that follows from one, for another use. */
  static String derived(String secret, String use) {
    return hash(use + ":" + secret);
  }

  /** Whether two texts are the same, in a time that does not tell where they differ. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
