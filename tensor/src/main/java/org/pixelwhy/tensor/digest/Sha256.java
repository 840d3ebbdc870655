package org.pixelwhy.tensor.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what is added, piece by piece. */
public final class Sha256 {
  private final MessageDigest digest = start();

  private static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Of bytes, in hexadecimal digits. */
  public static String of(byte[] bytes) {
    return new Sha256().and(bytes).hex();
  }

  public Sha256 and(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /** The first bytes of an array. */
  public Sha256 and(byte[] bytes, int count) {
    digest.update(bytes, 0, count);
    return this;
  }

  /** What remains in a buffer, which is used up. */
  public Sha256 and(ByteBuffer bytes) {
    digest.update(bytes);
    return this;
  }

  /** A text in UTF-8, without its length. */
  public Sha256 and(String text) {
    return and(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The 32 bytes of what was added; begins anew. */
  public byte[] bytes() {
    return digest.digest();
  }

  /** The same in 64 hexadecimal digits; begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }
}
