package org.pixelwhy.training;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.pixelwhy.tensor.Tensor;

/**
 * Tells whether what training goes on from is what it wrote: a flipped bit in a weight is still a
 * weight, and nobody would notice.
 */
final class Checksum {
  private Checksum() {}

  /** CRC-32C of names, types, shapes and values, and of texts, as a hexadecimal number. */
  static String of(Map<String, Tensor> tensors, String... texts) {
    CRC32C sum = new CRC32C();
    for (Map.Entry<String, Tensor> tensor : new TreeMap<>(tensors).entrySet()) {
      update(sum, tensor.getKey() + tensor.getValue().tensorType());
      sum.update(tensor.getValue().bytes());
    }
    for (String text : texts) {
      update(sum, text);
    }
    return Long.toHexString(sum.getValue());
  }

  private static void update(CRC32C sum, String text) {
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    sum.update(0);
  }
}
