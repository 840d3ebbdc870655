package org.pixelwhy.app.fuzz;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Damages a PNG and puts the checksums of its parts right again, which would else refuse it all.
 */
final class PngMutator implements Mutator {
  private static final int SIGNATURE = 8;

  /** Length and kind before what a part holds, checksum after it. */
  private static final int AROUND = 12;

  private final Mutator bytes = new ByteMutator();

  @Override
  public byte[] mutate(byte[] content, Random random) {
    byte[] damaged = bytes.mutate(content, random);
    ByteBuffer buffer = ByteBuffer.wrap(damaged);
    long at = SIGNATURE;
    while (at + AROUND <= damaged.length) {
      long length = Integer.toUnsignedLong(buffer.getInt((int) at));
      if (at + AROUND + length > damaged.length) {
        break;
      }
      CRC32 checksum = new CRC32();
      checksum.update(damaged, (int) at + 4, (int) length + 4);
      buffer.putInt((int) (at + 8 + length), (int) checksum.getValue());
      at += AROUND + length;
    }
    return damaged;
  }
}
