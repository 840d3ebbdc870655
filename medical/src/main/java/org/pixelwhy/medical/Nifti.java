package org.pixelwhy.medical;

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
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis.Spacing;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.ImageFormat.VolumeSize;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.image.io.VoxelPlaces;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.RegularFile;
import org.pixelwhy.tensor.Text;

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
final class Nifti {
  /** Deflate cannot pack more than 1,032 bytes into one. */
  private static final long MOST_DEFLATED = 1032;

  /** More than any scanner takes; keeps a file of tiny volumes from becoming very many objects. */
  private static final long MOST_CHANNELS = 1 << 16;

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
   * What is made of all volumes in a file - its channels, or times, along the fourth and further
   * axes - or of one of them. They are read one after the other.
   *
   * @throws InputException if the file is missing, truncated, damaged, of an unsupported type,
   *     larger than the limit, or has no such volume
   */
  static <T> List<T> channels(
      Path file, OptionalInt channel, ReadLimits limits, Function<Volume, T> use) {
    Nifti nifti = open(file, limits);
    if (channel.isEmpty()) {
      return nifti.volumes(0, nifti.requireFew(), use);
    }
    int one = channel.getAsInt();
    if (one >= nifti.channels()) {
      throw new InputException(
          Text.format(
              "%s: there is no channel %d, the volume has %d (0 to %d)",
              file, one, nifti.channels(), nifti.channels() - 1));
    }
    return nifti.volumes(one, 1, use);
  }

  /**
   * Extents and channels of the volume in a file, from its header alone.
   *
   * @throws InputException if the header cannot be read, or claims more than the limit
   */
  static VolumeSize size(Path file, ReadLimits limits) {
    Nifti nifti = open(file, limits);
    int[] extents = nifti.axes().orElseGet(PatientAxes::unknown).extents(nifti.extents());
    return new VolumeSize(extents[0], extents[1], extents[2], nifti.channels());
  }

  /** How the voxels stand and lie, from the header alone; in millimetres. */
  static VoxelPlaces places(Path file, ReadLimits limits) {
    Nifti nifti = open(file, limits);
    NiftiHeader header = nifti.header;
    Optional<double[][]> affine =
        header.affines().stream().filter(given -> axes(given).isPresent()).findFirst();
    PatientAxes axes = affine.flatMap(Nifti::axes).orElseGet(PatientAxes::unknown);
    List<Double> steps = new ArrayList<>();
    for (int axis = 1; axis <= 3; axis++) {
      double step = Math.abs(header.pixdim()[axis]) * header.unit();
      steps.add(step > 0 && Double.isFinite(step) ? step : 1);
    }
    return new VoxelPlaces(
        Arrays.stream(nifti.extents()).boxed().toList(),
        axes.source(),
        axes.flipped(),
        steps,
        affine.map(rows -> millimetres(rows, header.unit())));
  }

  private static List<List<Double>> millimetres(double[][] affine, double unit) {
    return Arrays.stream(affine)
        .map(row -> Arrays.stream(row).map(number -> number * unit).boxed().toList())
        .toList();
  }

  /** The file itself, or both of a pair, the header first. */
  static List<Path> files(Path file) {
    Path header = sibling(file, ".img", ".hdr");
    Path data = sibling(header, ".hdr", ".img");
    return header.equals(data) ? List.of(file) : List.of(header, data);
  }

  /** The header of a pair of which this is the other file. */
  static Optional<Path> header(Path file) {
    Path header = sibling(file, ".img", ".hdr");
    return header.equals(file) || !Files.exists(header) ? Optional.empty() : Optional.of(header);
  }

  /** Whether a file begins like a header, unpacked. */
  static boolean isHeader(Path file) {
    try (InputStream in = open(file)) {
      return is(in.readNBytes(4));
    } catch (IOException e) {
      return false;
    }
  }

  private static Nifti open(Path file, ReadLimits limits) {
    Path headerFile = sibling(file, ".img", ".hdr");
    NiftiHeader header = read(headerFile);
    Path data = sibling(headerFile, ".hdr", ".img");
    if (!Files.exists(data)) {
      throw new InputException(data + ": no such file");
    }
    return new Nifti(data, header, limits);
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

  private static NiftiHeader read(Path file) {
    try (InputStream in = open(file)) {
      byte[] bytes = in.readNBytes(NiftiHeader.LENGTH_2);
      if (bytes.length < NiftiHeader.LENGTH_1) {
        throw new InputException(
            Text.format(
                "%s: is no NIfTI file, or a truncated one (%d bytes, a header has at least %d)",
                file, bytes.length, NiftiHeader.LENGTH_1));
      }
      return NiftiHeader.parse(file, bytes);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    RegularFile.require(file);
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

  /** What is made of each of some volumes. */
  private <T> List<T> volumes(long first, int count, Function<Volume, T> use) {
    int[] extents = extents();
    long each = (long) extents[0] * extents[1] * extents[2];
    requirePlausible((first + count) * each * header.type().bytes());
    requireHeap(each);
    Optional<PatientAxes> known = axes();
    noteOrientation(known);
    PatientAxes axes = known.orElseGet(PatientAxes::unknown);
    notes.addAll(axes.notes());
    int[] strides = axes.strides(extents);
    Axes where = Volume.axes(axes.extents(extents), spacing(axes), known.isPresent());
    List<T> results = new ArrayList<>();
    try (InputStream in = open(data)) {
      in.skipNBytes(dataOffset());
      in.skipNBytes(first * each * header.type().bytes());
      NiftiVoxels voxels = new NiftiVoxels(header, in);
      for (int i = 0; i < count; i++) {
        float[] values = voxels.next(extents, strides);
        results.add(use.apply(new Volume(where, values, notes)));
      }
    } catch (IOException e) {
      throw unreadable(data, e);
    }
    return results;
  }

  private int[] extents() {
    long[] dims = Arrays.copyOf(header.dims(), 3);
    for (int i = header.dims().length; i < 3; i++) {
      dims[i] = 1;
    }
    limits.check(data, dims[2], dims[1], dims[0]);
    return Arrays.stream(dims).mapToInt(Math::toIntExact).toArray();
  }

  /** How many volumes the file claims to hold. */
  private long channels() {
    long channels = 1;
    for (int i = 3; i < header.dims().length; i++) {
      if (header.dims()[i] > Integer.MAX_VALUE / channels) {
        throw new InputException(
            Text.format(
                "%s: claims the extents %s; the file is damaged",
                data, Arrays.toString(header.dims())));
      }
      channels *= header.dims()[i];
    }
    return channels;
  }

  /** The number of volumes, if all of them may be read. */
  private int requireFew() {
    int[] extents = extents();
    long each = (long) extents[0] * extents[1] * extents[2];
    long channels = channels();
    if (channels > Math.min(MOST_CHANNELS, limits.samples() / each)) {
      throw new InputException(
          Text.format(
              "%s: claims the extents %s, more volumes than %d or more samples than %d; take one of"
                  + " them",
              data, Arrays.toString(header.dims()), MOST_CHANNELS, limits.samples()));
    }
    requirePlausible(channels * each * header.type().bytes());
    return Math.toIntExact(channels);
  }

  /** Of the affines that the header gives, in their order, the first that can be one. */
  private Optional<PatientAxes> axes() {
    return header.affines().stream().flatMap(affine -> axes(affine).stream()).findFirst();
  }

  /** NIfTI's world is right, front, head; ours is left, back, head. */
  private static Optional<PatientAxes> axes(double[][] affine) {
    double[][] directions = new double[3][3];
    for (int world = 0; world < 3; world++) {
      for (int axis = 0; axis < 3; axis++) {
        double step = affine[world][axis];
        directions[world][axis] = world < 2 ? -step : step;
      }
    }
    return PatientAxes.of(directions);
  }

  private void noteOrientation(Optional<PatientAxes> known) {
    if (known.isEmpty()) {
      notes.add("does not say how the patient lies; read in the file's order");
    } else if (header.affines().size() > 1 && axes(header.affines().get(0)).isEmpty()) {
      notes.add("its sform is no orientation; turned as its qform says");
    }
  }

  private List<Optional<Spacing>> spacing(PatientAxes axes) {
    List<Optional<Spacing>> spacing = new ArrayList<>();
    for (int axis : axes.source()) {
      double step = Math.abs(header.pixdim()[axis + 1]) * header.unit();
      boolean known = step > 0 && step < 1e6;
      if (!known) {
        notes.add("does not say how far voxels are apart along an axis");
      }
      spacing.add(known ? Optional.of(Spacing.millimetres(step)) : Optional.empty());
    }
    return spacing;
  }

  private long dataOffset() {
    boolean pair = data.getFileName().toString().contains(".img");
    long least = pair ? 0 : header.version() == 2 ? NiftiHeader.LENGTH_2 : NiftiHeader.LENGTH_1;
    if (header.offset() > LAST_OFFSET) {
      throw new InputException(
          Text.format(
              "%s: claims that the voxels begin at byte %d; the file is damaged",
              data, header.offset()));
    }
    return Math.max(least, header.offset());
  }

  private void requirePlausible(long bytes) {
    try {
      long size = Files.size(data);
      if (bytes > size * MOST_DEFLATED) {
        throw new InputException(
            Text.format(
                "%s: %d bytes cannot hold the %s voxels that the file claims; it is damaged",
                data, size, Arrays.toString(header.dims())));
      }
    } catch (IOException e) {
      throw unreadable(data, e);
    }
  }

  private void requireHeap(long floats) {
    long needed = 4 * floats;
    if (needed > Runtime.getRuntime().maxMemory() / 2) {
      throw new InputException(
          Text.format(
              "%s: the voxels need about %d MiB, more than half of Java's heap (raise it with"
                  + " -Xmx)",
              data, needed >> 20));
    }
  }
}
