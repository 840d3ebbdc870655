package org.pixelwhy.attribution.perturbation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.pixelwhy.tensor.InputException;

/**
 * How a kept {@link ScoreFile} begins.
 *
 * @param fingerprint of all that decides what is measured
 * @param rowBytes length of a row
 * @param batch how many images ran together, which may change the last bits of what is measured
 */
record ScoreFileHeader(byte[] fingerprint, int rowBytes, int batch) {
  private static final long MAGIC = 0x3165726f63737770L;
  private static final int CHECKED = Long.BYTES + Fingerprint.LENGTH + 2 * Integer.BYTES;

  /** In bytes. */
  static final int LENGTH = CHECKED + Integer.BYTES;

  private static final int LARGEST_BATCH = 1 << 16;

  ByteBuffer bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(MAGIC).put(fingerprint).putInt(rowBytes).putInt(batch);
    return bytes.putInt(checksum(bytes)).flip();
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.duplicate().position(0).limit(CHECKED));
    return (int) checksum.getValue();
  }

  /**
   * The header of a file that must belong to a request.
   *
   * @throws InputException if it does not, or is damaged
   */
  static ScoreFileHeader require(Path file, byte[] fingerprint, int rowBytes) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file)) {
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Goes on until the header is complete, or the file ends.
      }
    }
    if (bytes.hasRemaining()
        || bytes.getLong(0) != MAGIC
        || bytes.getInt(CHECKED) != checksum(bytes)) {
      throw damaged(file);
    }
    byte[] found = new byte[Fingerprint.LENGTH];
    bytes.position(Long.BYTES).get(found);
    ScoreFileHeader header = new ScoreFileHeader(found, bytes.getInt(), bytes.getInt());
    if (!Arrays.equals(found, fingerprint) || header.rowBytes() != rowBytes) {
      throw unusable(
          file
              + ": holds the progress of another request (model, image, target, options or seed"
              + " differ); repeat that one, or start anew");
    }
    if (header.batch() < 1 || header.batch() > LARGEST_BATCH) {
      throw damaged(file);
    }
    return header;
  }

  static InputException damaged(Path file) {
    return unusable(file + ": is damaged, or holds no progress; start anew");
  }

  private static InputException unusable(String message) {
    return InputException.about("progress of another run", message);
  }
}
