package org.pixelwhy.image.io;

import java.nio.ByteOrder;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/** The dictionary at the start of an {@code .npy} file: element type, byte order, layout, shape. */
record NpyHeader(DataType type, ByteOrder order, boolean fortranOrder, Shape shape) {
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");

  private static final Map<String, DataType> TYPES =
      Map.ofEntries(
          Map.entry("b1", DataType.BOOL),
          Map.entry("i1", DataType.INT8),
          Map.entry("i2", DataType.INT16),
          Map.entry("i4", DataType.INT32),
          Map.entry("i8", DataType.INT64),
          Map.entry("u1", DataType.UINT8),
          Map.entry("u2", DataType.UINT16),
          Map.entry("u4", DataType.UINT32),
          Map.entry("u8", DataType.UINT64),
          Map.entry("f2", DataType.FLOAT16),
          Map.entry("f4", DataType.FLOAT),
          Map.entry("f8", DataType.DOUBLE));

  /**
   * Reads the dictionary's text.
   *
   * @param file for messages
   */
  static NpyHeader parse(Object file, String text) {
    String dictionary = text.strip();
    Matcher descr = DESCR.matcher(dictionary);
    if (!descr.find()) {
      throw new InputException(
          file + ": the .npy header names no plain element type (structured types are not read)");
    }
    String name = descr.group(1);
    String bare = name.replaceFirst("^[<>=|]", "");
    if (bare.startsWith("O")) {
      throw new InputException(
          file
              + ": holds pickled Python objects, which are never read because they can run code;"
              + " save a numeric array");
    }
    DataType type = TYPES.get(bare);
    if (type == null) {
      throw new InputException(
          Text.format(
                  "%s: element type '%s' is not supported; expected bool, int, uint, float16, float32 or",
                  file, name)
              + " float64");
    }
    Matcher fortran = FORTRAN.matcher(dictionary);
    Matcher shape = SHAPE.matcher(dictionary);
    if (!fortran.find() || !shape.find()) {
      throw new InputException(file + ": the .npy header is damaged: " + shortened(dictionary));
    }
    ByteOrder order = name.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyHeader(type, order, fortran.group(1).equals("True"), shape(file, shape.group(1)));
  }

  private static Shape shape(Object file, String text) {
    String numbers = text.replaceAll("[\\sL]", "").replaceFirst(",$", "");
    String[] parts = numbers.isEmpty() ? new String[0] : numbers.split(",", -1);
    long[] dims = new long[parts.length];
    try {
      for (int i = 0; i < dims.length; i++) {
        dims[i] = Long.parseLong(parts[i]);
      }
      return Shape.of(dims);
    } catch (NumberFormatException e) {
      throw new InputException(Text.format("%s: illegal shape (%s)", file, shortened(text)), e);
    } catch (InputException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }

  /** The dictionary for an array in C order, little-endian. */
  static String write(DataType type, Shape shape) {
    String name =
        TYPES.entrySet().stream()
            .filter(e -> e.getValue() == type)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no numpy type for " + type))
            .getKey();
    StringBuilder dims = new StringBuilder();
    for (long dim : shape.dims()) {
      dims.append(dim).append(", ");
    }
    String tuple = shape.rank() == 1 ? dims.toString().strip() : dims.toString();
    return Text.format(
        "{'descr': '%s%s', 'fortran_order': False, 'shape': (%s), }",
        type.bytes() == 1 ? "|" : "<", name, tuple.replaceFirst(", $", ""));
  }
}
