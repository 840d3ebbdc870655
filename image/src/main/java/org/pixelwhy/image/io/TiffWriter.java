package org.pixelwhy.image.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.Grid;

/**
 * Writes a map as a TIFF file of one page of 32-bit floats, uncompressed, as ImageJ, QuPath, MATLAB
 * and Python read it. Where rows and columns are known to be so many millimetres apart, the file
 * says so.
 */
public final class TiffWriter {
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;
  private static final int HEADER = 8;
  private static final int ENTRY = 12;
  private static final int TAGS = 13;

  /** Resolutions are whole numbers over this. */
  private static final int DENOMINATOR = 100_000;

  private static final double MILLIMETRES_PER_CENTIMETRE = 10;

  private TiffWriter() {}

  /** Writes the file. */
  public static void write(OutputStream out, Grid map) throws IOException {
    int resolutions = HEADER + 2 + TAGS * ENTRY + 4;
    int data = resolutions + 16;
    int bytes = 4 * map.values().length;
    ByteBuffer file = ByteBuffer.allocate(data + bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(HEADER);
    Optional<List<Double>> spacing =
        map.axes().spacing().filter(steps -> map.axes().unit().orElse("").equals("mm"));
    file.putShort((short) TAGS);
    entry(file, 256, LONG, map.width());
    entry(file, 257, LONG, map.height());
    entry(file, 258, SHORT, 32);
    entry(file, 259, SHORT, 1);
    entry(file, 262, SHORT, 1);
    entry(file, 273, LONG, data);
    entry(file, 277, SHORT, 1);
    entry(file, 278, LONG, map.height());
    entry(file, 279, LONG, bytes);
    entry(file, 282, RATIONAL, resolutions);
    entry(file, 283, RATIONAL, resolutions + 8);
    entry(file, 296, SHORT, spacing.isPresent() ? 3 : 1);
    entry(file, 339, SHORT, 3);
    file.putInt(0);
    resolution(file, spacing.map(steps -> steps.get(1)));
    resolution(file, spacing.map(steps -> steps.get(0)));
    file.asFloatBuffer().put(map.values());
    out.write(file.array());
  }

  private static void entry(ByteBuffer file, int tag, int type, int value) {
    file.putShort((short) tag).putShort((short) type).putInt(1).putInt(value);
  }

  /** Pixels per centimetre; 1 where that is not known. */
  private static void resolution(ByteBuffer file, Optional<Double> step) {
    double perCentimetre = step.map(mm -> MILLIMETRES_PER_CENTIMETRE / mm).orElse(1.0);
    file.putInt((int) Math.round(perCentimetre * DENOMINATOR)).putInt(DENOMINATOR);
  }
}
