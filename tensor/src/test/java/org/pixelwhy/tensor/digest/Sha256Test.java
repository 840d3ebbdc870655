package org.pixelwhy.tensor.digest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {
  /** Of "abc", from FIPS 180-2. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void isThatOfTheStandard() {
    assertEquals(ABC, Sha256.of("abc".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void piecesComeToTheSameAsTheWhole() {
    Sha256 pieces = new Sha256();
    pieces.and("a").and(new byte[] {'b', 'x'}, 1).and(ByteBuffer.wrap(new byte[] {'c'}));
    assertEquals(ABC, pieces.hex());
    assertArrayEquals(HexFormat.of().parseHex(ABC), pieces.and("abc").bytes(), "begins anew");
  }
}
