package org.pixelwhy.app.fuzz;

import java.util.Arrays;
import java.util.Random;

/** Flips bits, writes extreme numbers, cuts, doubles and removes parts; knows no format. */
final class ByteMutator implements Mutator {
  private static final int[] EXTREMES = {0, 1, 0x7f, 0x80, 0xff, 0x7fffffff, 0x80000000, -1};

  @Override
  public byte[] mutate(byte[] content, Random random) {
    byte[] damaged = content.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && damaged.length > 0; i++) {
      damaged = change(damaged, random);
    }
    return damaged;
  }

  private static byte[] change(byte[] bytes, Random random) {
    // Headers decide more than what follows.
    int reach = random.nextBoolean() ? Math.min(bytes.length, 256) : bytes.length;
    int at = random.nextInt(reach);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(16));
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> spliced(bytes, at, at + length, new byte[0]);
      case 2 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
      case 3 -> number(bytes, at, EXTREMES[random.nextInt(EXTREMES.length)], random.nextBoolean());
      default -> {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        yield bytes;
      }
    };
  }

  private static byte[] number(byte[] bytes, int at, int number, boolean bigEndian) {
    for (int i = 0; i < 4 && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (number >>> 8 * (bigEndian ? 3 - i : i));
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] instead) {
    byte[] result = Arrays.copyOf(bytes, bytes.length - (to - from) + instead.length);
    System.arraycopy(instead, 0, result, from, instead.length);
    System.arraycopy(bytes, to, result, from + instead.length, bytes.length - to);
    return result;
  }
}
