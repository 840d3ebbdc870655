package org.pixelwhy.medical;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes small DICOM files for tests, attribute by attribute. */
public final class DicomFile {
  private record Attribute(String vr, byte[] value) {}

  private final DicomSyntax syntax;
  private final String uid;
  private final TreeMap<Long, Attribute> attributes = new TreeMap<>();

  DicomFile(DicomSyntax syntax, String uid) {
    this.syntax = syntax;
    this.uid = uid;
  }

  /** A slice of 16-bit signed values at a height, in explicit little endian. */
  public static DicomFile slice(int rows, int columns, double z, short... values) {
    DicomFile file = new DicomFile(DicomSyntax.EXPLICIT, "1.2.840.10008.1.2.1");
    file.format(rows, columns, 1, 16, true).words(values);
    file.text(DicomTag.SERIES_UID, "UI", "1.2.3");
    file.text(DicomTag.POSITION, "DS", "-10\\-20\\" + z);
    file.text(DicomTag.ORIENTATION, "DS", "1\\0\\0\\0\\1\\0");
    return file.text(DicomTag.PIXEL_SPACING, "DS", "0.5\\0.25");
  }

  /** The same of another series. */
  public DicomFile ofSeries(String uid) {
    return text(DicomTag.SERIES_UID, "UI", uid);
  }

  DicomFile format(int rows, int columns, int samples, int bits, boolean signed) {
    whole(DicomTag.ROWS, rows);
    whole(DicomTag.COLUMNS, columns);
    whole(DicomTag.SAMPLES_PER_PIXEL, samples);
    whole(DicomTag.BITS_ALLOCATED, bits);
    whole(DicomTag.BITS_STORED, bits);
    whole(DicomTag.HIGH_BIT, bits - 1);
    whole(DicomTag.SIGNED, signed ? 1 : 0);
    return text(DicomTag.PHOTOMETRIC, "CS", samples == 3 ? "RGB" : "MONOCHROME2");
  }

  DicomFile whole(int tag, int value) {
    byte[] bytes = ByteBuffer.allocate(2).order(syntax.order()).putShort((short) value).array();
    return put(tag, "US", bytes);
  }

  DicomFile text(int tag, String vr, String value) {
    String even = value.length() % 2 == 0 ? value : value + " ";
    return put(tag, vr, even.getBytes(StandardCharsets.ISO_8859_1));
  }

  DicomFile words(short... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(syntax.order());
    for (short value : values) {
      bytes.putShort(value);
    }
    return put(DicomTag.PIXELS, "OW", bytes.array());
  }

  DicomFile put(int tag, String vr, byte[] value) {
    attributes.put(Integer.toUnsignedLong(tag), new Attribute(vr, value));
    return this;
  }

  DicomFile without(int tag) {
    attributes.remove(Integer.toUnsignedLong(tag));
    return this;
  }

  byte[] all() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[128]);
    out.writeBytes("DICM".getBytes(StandardCharsets.ISO_8859_1));
    String even = uid.length() % 2 == 0 ? uid : uid + "\0";
    byte[] value = even.getBytes(StandardCharsets.ISO_8859_1);
    write(out, DicomTag.TRANSFER_SYNTAX, new Attribute("UI", value), DicomSyntax.EXPLICIT);
    byte[] body = body();
    out.writeBytes(syntax == DicomSyntax.DEFLATED ? deflated(body) : body);
    return out.toByteArray();
  }

  private byte[] body() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    attributes.forEach((tag, attribute) -> write(out, (int) (long) tag, attribute, syntax));
    return out.toByteArray();
  }

  private static void write(
      ByteArrayOutputStream out, int tag, Attribute attribute, DicomSyntax syntax) {
    ByteOrder order = syntax.order();
    byte[] value = attribute.value();
    ByteBuffer head = ByteBuffer.allocate(12).order(order);
    head.putShort((short) (tag >>> 16)).putShort((short) tag);
    if (!syntax.explicit()) {
      head.putInt(value.length);
    } else {
      head.put(attribute.vr().getBytes(StandardCharsets.ISO_8859_1));
      if (attribute.vr().startsWith("O") || attribute.vr().equals("SQ")) {
        head.putShort((short) 0).putInt(value.length);
      } else {
        head.putShort((short) value.length);
      }
    }
    out.write(head.array(), 0, head.position());
    out.writeBytes(value);
  }

  private static byte[] deflated(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater raw = new Deflater(9, true);
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, raw)) {
      deflater.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      raw.end();
    }
    return out.toByteArray();
  }

  public Path write(Path file) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, all());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
