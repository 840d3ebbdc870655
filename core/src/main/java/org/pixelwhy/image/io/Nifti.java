package org.pixelwhy.image.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.pixelwhy.image.Volume;
import org.pixelwhy.onnx.graph.InputException;

/**
 * Reads NIfTI-1, NIfTI-2 and Analyze 7.5 volumes: single files and header-image pairs, either byte
 * order, plain or compressed by gzip, whole numbers and floats of up to 64 bits, scaled as the
 * header says.
 *
 * <p>The orientation is that of the sform, or else of the qform; a file with neither, and Analyze,
 * keeps its order. Voxels become 32-bit floats: whole numbers above 2^24 are rounded.
 *
 * @see <a href="https://nifti.nimh.nih.gov/nifti-1/documentation">NIfTI-1</a>
 */
public final class Nifti {
  /** Deflate cannot pack more than 1,032 bytes into one. */
  private static final long MOST_DEFLATED = 1032;

  private static final int BLOCK = 1 << 16;

  /** More than any header extension needs; keeps a damaged offset from being skipped for long. */
  private static final long LAST_OFFSET = 1L << 28;

  private final Path data;
  private final NiftiHeader header;
  private final ReadLimits limits;
  private final List<String> notes = new ArrayList<>();

  private Nifti(Path data, NiftiHeader header, ReadLimits limits) {
    this.data = data;
    this.header = header;
    this.limits = limits;
  }

  /**
   * The volume in a file; of several in time the first.
   *
   * @throws InputException if the file is missing, truncated, damaged, of an unsupported type,
   *     larger than the limit, or holds NaN or infinite values
   */
  public static Volume read(Path file, ReadLimits limits) {
    Path headerFile = sibling(file, ".img", ".hdr");
    NiftiHeader header = header(headerFile);
    Path data = sibling(headerFile, ".hdr", ".img");
    return new Nifti(data, header, limits).volume();
  }

  /**
   * Slices, rows and columns of the volume in a file, from its header alone.
   *
   * @throws InputException if the header cannot be read, or claims more than the limit
   */
  static int[] extents(Path file, ReadLimits limits) {
    Path headerFile = sibling(file, ".img", ".hdr");
    Nifti nifti = new Nifti(file, header(headerFile), limits);
    return nifti.axes().orElseGet(PatientAxes::unknown).extents(nifti.extents());
  }

  /** Whether the first bytes, unpacked, are those of a NIfTI or Analyze header. */
  static boolean is(byte[] start) {
    if (start.length < 4) {
      return false;
    }
    int length = ByteBuffer.wrap(start).getInt(0);
    int reversed = Integer.reverseBytes(length);
    return length == NiftiHeader.LENGTH_1
        || reversed == NiftiHeader.LENGTH_1
        || length == NiftiHeader.LENGTH_2
        || reversed == NiftiHeader.LENGTH_2;
  }

  /** The other file of a pair, if this is one. */
  private static Path sibling(Path file, String from, String to) {
    String name = file.getFileName().toString();
    for (String end : List.of("", ".gz")) {
      if (name.endsWith(from + end)) {
        String stem = name.substring(0, name.length() - from.length() - end.length());
        Path plain = file.resolveSibling(stem + to);
        Path packed = file.resolveSibling(stem + to + ".gz");
        return !Files.exists(plain) && Files.exists(packed) ? packed : plain;
      }
    }
    return file;
  }

  private static NiftiHeader header(Path file) {
    try (InputStream in = open(file)) {
      byte[] bytes = in.readNBytes(NiftiHeader.LENGTH_2);
      if (bytes.length < NiftiHeader.LENGTH_1) {
        throw new InputException(
            "%s: is no NIfTI file, or a truncated one (%d bytes, a header has at least %d)"
                .formatted(file, bytes.length, NiftiHeader.LENGTH_1));
      }
      return NiftiHeader.parse(file, bytes);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      byte[] magic = in.readNBytes(2);
      in.close();
      in = Files.newInputStream(file);
      boolean packed = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
      return packed ? new GZIPInputStream(in, BLOCK) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static InputException unreadable(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return new InputException(file + ": no such file", e);
    }
    if (e instanceof EOFException) {
      return new InputException(file + ": the file is truncated", e);
    }
    if (e instanceof ZipException) {
      return new InputException(file + ": is damaged, gzip says: " + e.getMessage(), e);
    }
    return new InputException(file + ": cannot be read: " + e.getMessage(), e);
  }

  private Volume volume() {
    int[] extents = extents();
    Optional<PatientAxes> known = axes();
    if (known.isEmpty()) {
      notes.add("does not say how the patient lies; read in the file's order");
    }
    PatientAxes axes = known.orElseGet(PatientAxes::unknown);
    notes.addAll(axes.notes());
    float[] values = values(extents, axes.strides(extents));
    int[] ordered = axes.extents(extents);
    return new Volume(
        ordered[0], ordered[1], ordered[2], values, spacing(axes), known.isPresent(), notes);
  }

  private int[] extents() {
    long[] dims = Arrays.copyOf(header.dims(), 3);
    for (int i = header.dims().length; i < 3; i++) {
      dims[i] = 1;
    }
    limits.check(data, dims[2], dims[1], dims[0]);
    long further = 1;
    for (int i = 3; i < header.dims().length; i++) {
      further = Math.max(further, header.dims()[i]);
    }
    if (further > 1) {
      notes.add(
          "read the first of the volumes, the file's extents are "
              + Arrays.toString(header.dims()));
    }
    return Arrays.stream(dims).mapToInt(Math::toIntExact).toArray();
  }

  /** NIfTI's world is right, front, head; ours is left, back, head. */
  private Optional<PatientAxes> axes() {
    if (header.affine().length == 0) {
      return Optional.empty();
    }
    double[][] directions = new double[3][3];
    for (int world = 0; world < 3; world++) {
      for (int axis = 0; axis < 3; axis++) {
        double step = header.affine()[world][axis];
        directions[world][axis] = world < 2 ? -step : step;
      }
    }
    return PatientAxes.of(directions);
  }

  private List<Double> spacing(PatientAxes axes) {
    List<Double> spacing = new ArrayList<>();
    for (int axis : axes.source()) {
      double step = Math.abs(header.pixdim()[axis + 1]) * header.unit();
      if (!(step > 0 && step < 1e6)) {
        notes.add("does not say how far voxels are apart along an axis; taken to be 1 mm");
        step = 1;
      }
      spacing.add(step);
    }
    return spacing;
  }

  private float[] values(int[] extents, int[] strides) {
    long count = (long) extents[0] * extents[1] * extents[2];
    requirePlausible(count * header.type().bytes());
    float[] values = new float[(int) count];
    try (InputStream in = open(data)) {
      in.skipNBytes(dataOffset());
      Voxels voxels = new Voxels(in);
      for (int slice = 0; slice < extents[2]; slice++) {
        for (int row = 0; row < extents[1]; row++) {
          int place = strides[3] + slice * strides[2] + row * strides[1];
          for (int column = 0; column < extents[0]; column++) {
            values[place + column * strides[0]] = voxels.next();
          }
        }
      }
    } catch (IOException e) {
      throw unreadable(data, e);
    }
    return values;
  }

  private long dataOffset() {
    boolean pair = data.getFileName().toString().contains(".img");
    long least = pair ? 0 : header.version() == 2 ? NiftiHeader.LENGTH_2 : NiftiHeader.LENGTH_1;
    if (header.offset() > LAST_OFFSET) {
      throw new InputException(
          "%s: claims that the voxels begin at byte %d; the file is damaged"
              .formatted(data, header.offset()));
    }
    return Math.max(least, header.offset());
  }

  private void requirePlausible(long bytes) {
    try {
      long size = Files.size(data);
      if (bytes > size * MOST_DEFLATED) {
        throw new InputException(
            "%s: %d bytes cannot hold the %s voxels that the file claims; it is damaged"
                .formatted(data, size, Arrays.toString(header.dims())));
      }
    } catch (IOException e) {
      throw unreadable(data, e);
    }
    long needed = 4 * bytes / header.type().bytes();
    if (needed > Runtime.getRuntime().maxMemory() / 2) {
      throw new InputException(
          "%s: the voxels need about %d MiB, more than half of Java's heap (raise it with -Xmx)"
              .formatted(data, needed >> 20));
    }
  }

  /** The voxels one after the other, scaled. */
  private final class Voxels {
    private final InputStream in;
    private final byte[] bytes = new byte[BLOCK];
    private final ByteBuffer block = ByteBuffer.wrap(bytes).order(header.order());
    private final int each = header.type().bytes();
    private final boolean scales = header.scales();
    private int position;
    private int end;

    Voxels(InputStream in) {
      this.in = in;
    }

    float next() throws IOException {
      if (position == end) {
        end = in.readNBytes(bytes, 0, bytes.length) / each * each;
        position = 0;
        if (end == 0) {
          throw new EOFException();
        }
      }
      double stored = header.type().get(block, position);
      position += each;
      float value = (float) (scales ? stored * header.slope() + header.inter() : stored);
      if (!Float.isFinite(value)) {
        throw new InputException(
            "%s: holds a voxel that is %s; expected finite numbers".formatted(data, value));
      }
      return value;
    }
  }
}
