package org.pixelwhy.report.page;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.zip.Deflater;
import org.pixelwhy.image.Grid;

/**
 * A map's values for a page that shows them under the pointer: whole numbers from -32767 to 32767
 * in units of a 32767th of the greatest magnitude, so that 0 stays 0, first all high bytes, then
 * all low ones, deflated, in base 64. What is not finite is -32768.
 *
 * @param step the unit
 * @param base64 the numbers
 */
record GridValues(double step, String base64) {
  private static final int MOST = 32767;
  private static final int NOT_FINITE = -32768;

  static GridValues of(Grid grid) {
    float[] values = grid.values();
    double greatest = 0;
    for (float value : values) {
      greatest = Float.isFinite(value) ? Math.max(greatest, Math.abs(value)) : greatest;
    }
    double step = greatest == 0 ? 1 : greatest / MOST;
    byte[] bytes = new byte[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      int number = Float.isFinite(values[i]) ? (int) Math.round(values[i] / step) : NOT_FINITE;
      bytes[i] = (byte) (number >> 8);
      bytes[values.length + i] = (byte) number;
    }
    return new GridValues(step, Base64.getEncoder().encodeToString(deflated(bytes)));
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 14];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
