package org.pixelwhy.medical;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * What the header of an NRRD file says.
 *
 * @param type of the elements
 * @param order of the bytes
 * @param extents fastest first, always three
 * @param packed whether the voxels are compressed by gzip
 * @param axes how the file's axes lie to the patient's; empty where it does not say
 * @param spacing along the file's axes in millimetres; 0 where it does not say
 * @param offset of the voxels in the file
 */
record NrrdHeader(
    NiftiType type,
    ByteOrder order,
    int[] extents,
    boolean packed,
    Optional<PatientAxes> axes,
    double[] spacing,
    int offset) {
  private static final Pattern VECTOR = Pattern.compile("\\(([^()]*)\\)|none");

  /** Signs of left, back and head of the spaces whose axes are the patient's. */
  private static final Map<String, int[]> SPACES =
      Map.of(
          "left-posterior-superior", new int[] {1, 1, 1},
          "lps", new int[] {1, 1, 1},
          "right-anterior-superior", new int[] {-1, -1, 1},
          "ras", new int[] {-1, -1, 1},
          "left-anterior-superior", new int[] {1, -1, 1},
          "las", new int[] {1, -1, 1});

  private static final Map<String, NiftiType> TYPES = types();

  private static Map<String, NiftiType> types() {
    Map<String, NiftiType> types = new HashMap<>();
    name(types, NiftiType.INT8, "signed char", "int8", "int8_t");
    name(types, NiftiType.UINT8, "uchar", "unsigned char", "uint8", "uint8_t");
    name(types, NiftiType.INT16, "short", "short int", "signed short", "signed short int");
    name(types, NiftiType.INT16, "int16", "int16_t");
    name(types, NiftiType.UINT16, "ushort", "unsigned short", "unsigned short int");
    name(types, NiftiType.UINT16, "uint16", "uint16_t");
    name(types, NiftiType.INT32, "int", "signed int", "int32", "int32_t");
    name(types, NiftiType.UINT32, "uint", "unsigned int", "uint32", "uint32_t");
    name(types, NiftiType.INT64, "longlong", "long long", "signed long long", "int64", "int64_t");
    name(types, NiftiType.UINT64, "ulonglong", "unsigned long long", "uint64", "uint64_t");
    name(types, NiftiType.FLOAT32, "float");
    name(types, NiftiType.FLOAT64, "double");
    return Map.copyOf(types);
  }

  private static void name(Map<String, NiftiType> types, NiftiType type, String... names) {
    Arrays.stream(names).forEach(name -> types.put(name, type));
  }

  /**
   * Reads a header.
   *
   * @param text of the header's lines, without the empty one after them
   * @param offset where the voxels begin
   * @throws InputException if it is damaged, or says what is not read
   */
  static NrrdHeader parse(Path file, String text, int offset) {
    Map<String, String> fields = new HashMap<>();
    for (String line : text.split("\r?\n")) {
      int colon = line.indexOf(':');
      boolean field = colon > 0 && !line.startsWith("#") && !line.startsWith(":=", colon);
      if (field) {
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (fields.put(name, line.substring(colon + 1).strip()) != null) {
          throw new InputException(
              Text.format("%s: its header has two fields '%s'; it is damaged", file, name));
        }
      }
    }
    return new Fields(file, fields).header(offset);
  }

  /** The fields of a header by name. */
  private record Fields(Path file, Map<String, String> all) {
    NrrdHeader header(int offset) {
      if (all.containsKey("data file") || all.containsKey("datafile")) {
        throw new InputException(
            file + ": its voxels are in another file; only NRRD files that hold them are read");
      }
      NiftiType type = TYPES.get(required("type").toLowerCase(Locale.ROOT));
      if (type == null) {
        throw new InputException(
            Text.format(
                "%s: expected voxels that are whole numbers or floats of up to 64 bits, found"
                    + " type '%s'",
                file, required("type")));
      }
      String encoding = required("encoding").toLowerCase(Locale.ROOT);
      boolean packed = encoding.equals("gzip") || encoding.equals("gz");
      if (!packed && !encoding.equals("raw")) {
        throw new InputException(
            Text.format(
                "%s: expected the encoding raw or gzip, found '%s'", file, required("encoding")));
      }
      refuseSkips();
      int[] extents = extents();
      double[][] directions = directions(extents.length);
      double[] spacing = spacing(directions, extents.length);
      return new NrrdHeader(
          type, order(type), three(extents), packed, axes(directions), spacing, offset);
    }

    private String required(String name) {
      String value = all.get(name);
      if (value == null) {
        throw new InputException(
            Text.format("%s: its header has no field '%s'; the file is damaged", file, name));
      }
      return value;
    }

    private void refuseSkips() {
      for (String name : List.of("line skip", "lineskip", "byte skip", "byteskip")) {
        if (!all.getOrDefault(name, "0").equals("0")) {
          throw new InputException(
              Text.format("%s: its header skips data ('%s'), which is not read", file, name));
        }
      }
    }

    private ByteOrder order(NiftiType type) {
      if (type.bytes() == 1) {
        return ByteOrder.LITTLE_ENDIAN;
      }
      return switch (required("endian").toLowerCase(Locale.ROOT)) {
        case "little" -> ByteOrder.LITTLE_ENDIAN;
        case "big" -> ByteOrder.BIG_ENDIAN;
        default ->
            throw new InputException(
                Text.format(
                    "%s: expected endian little or big, found '%s'", file, required("endian")));
      };
    }

    private int[] extents() {
      String[] sizes = required("sizes").split("\\s+");
      if (!required("dimension").equals(Integer.toString(sizes.length))
          || sizes.length < 2
          || sizes.length > 3) {
        throw new InputException(
            Text.format(
                "%s: expected 2 or 3 dimensions and as many sizes, found dimension %s and sizes"
                    + " %s",
                file, required("dimension"), required("sizes")));
      }
      int[] extents = new int[sizes.length];
      for (int i = 0; i < sizes.length; i++) {
        extents[i] = sizes[i].matches("[1-9][0-9]{0,8}") ? Integer.parseInt(sizes[i]) : 0;
        if (extents[i] == 0) {
          throw new InputException(
              Text.format(
                  "%s: claims the sizes %s; each must be a whole number from 1 on",
                  file, required("sizes")));
        }
      }
      return extents;
    }

    private static int[] three(int[] extents) {
      return extents.length == 3 ? extents : new int[] {extents[0], extents[1], 1};
    }

    /** Where each of the file's axes points; empty where the header does not say. */
    private double[][] directions(int rank) {
      String text = all.get("space directions");
      if (text == null) {
        return new double[0][];
      }
      List<double[]> vectors = new ArrayList<>();
      Matcher vector = VECTOR.matcher(text);
      while (vector.find()) {
        String inside = vector.group(1);
        vectors.add(inside == null ? new double[0] : numbers(inside.split(",")));
      }
      if (vectors.size() != rank || vectors.stream().anyMatch(v -> v.length != rank)) {
        throw new InputException(
            Text.format(
                "%s: expected %d space directions of as many numbers, found '%s'",
                file, rank, text));
      }
      return vectors.toArray(double[][]::new);
    }

    private double[] numbers(String[] texts) {
      double[] numbers = new double[texts.length];
      for (int i = 0; i < texts.length; i++) {
        try {
          String text = texts[i].strip();
          numbers[i] = text.equalsIgnoreCase("nan") ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
          throw new InputException(
              Text.format("%s: expected a number in its header, found '%s'", file, texts[i]), e);
        }
      }
      return numbers;
    }

    private double[] spacing(double[][] directions, int rank) {
      double[] spacing = new double[3];
      if (directions.length > 0) {
        for (int axis = 0; axis < rank; axis++) {
          double square = 0;
          for (double x : directions[axis]) {
            square += x * x;
          }
          spacing[axis] = Math.sqrt(square);
        }
      } else if (all.containsKey("spacings")) {
        double[] given = numbers(all.get("spacings").split("\\s+"));
        System.arraycopy(given, 0, spacing, 0, Math.min(given.length, rank));
      }
      return spacing;
    }

    private Optional<PatientAxes> axes(double[][] directions) {
      int[] signs = SPACES.get(all.getOrDefault("space", "").toLowerCase(Locale.ROOT));
      if (signs == null || directions.length != 3) {
        return Optional.empty();
      }
      double[][] world = new double[3][3];
      for (int axis = 0; axis < 3; axis++) {
        for (int i = 0; i < 3; i++) {
          world[i][axis] = signs[i] * directions[axis][i];
        }
      }
      return PatientAxes.of(world);
    }
  }
}
