package org.pixelwhy.attribution.perturbation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.digest.Sha256;

/**
 * SHA-256 of all that decides what is measured: two runs with the same one measure the same
 * numbers. The network's finished input is part of it, so its preprocessing is, too.
 */
final class Fingerprint {
  /** Bytes of a fingerprint. */
  static final int LENGTH = 32;

  private final Sha256 digest = new Sha256();

  private Fingerprint() {}

  /**
   * Of a method's question about an image.
   *
   * @param options all options that matter, as text
   */
  static Fingerprint of(Evaluation at, FrozenTarget target, String options) {
    return new Fingerprint()
        .and(at.engine().version())
        .and(at.model().hash())
        .and(at.model().card().toString())
        .and(at.image())
        .and(target.on().name())
        .and(target.weights())
        .and(options);
  }

  Fingerprint and(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return and(ByteBuffer.wrap(bytes));
  }

  Fingerprint and(Tensor tensor) {
    return and(tensor.tensorType().toString()).and(tensor.bytes());
  }

  Fingerprint and(Mask mask) {
    return and(Arrays.toString(mask.extents())).and(Arrays.toString(mask.indices()));
  }

  /** The content of a file. */
  Fingerprint and(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] some = new byte[1 << 16];
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        digest.and(some, read);
      }
      return this;
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private Fingerprint and(ByteBuffer bytes) {
    digest.and(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.remaining()).flip());
    digest.and(bytes);
    return this;
  }

  /** The 32 bytes; the fingerprint is finished with it. */
  byte[] bytes() {
    return digest.bytes();
  }
}
