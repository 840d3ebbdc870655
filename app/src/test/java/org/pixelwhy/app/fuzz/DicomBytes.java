package org.pixelwhy.app.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Elements of a DICOM file in explicit little endian. */
final class DicomBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  DicomBytes() {
    out.writeBytes(new byte[128]);
    out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
  }

  DicomBytes element(int group, int number, String type, String text) {
    head(group, number, type);
    two(text.length());
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  DicomBytes element(int group, int number, String type, int value) {
    head(group, number, type);
    two(2);
    two(value);
    return this;
  }

  /** The file, with so many pixels of 16 bits. */
  byte[] pixels(int count) {
    head(0x7fe0, 0x0010, "OW");
    two(0);
    two(2 * count);
    two(2 * count >> 16);
    for (int i = 0; i < count; i++) {
      two(i * 13 % 4096);
    }
    return out.toByteArray();
  }

  private void head(int group, int number, String type) {
    two(group);
    two(number);
    out.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
  }

  private void two(int value) {
    out.write(value);
    out.write(value >> 8);
  }
}
