package org.pixelwhy.medical;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.ImageFormat;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.RegularFile;
import org.pixelwhy.tensor.Text;

/**
 * NRRD files that hold a volume of one channel, plain (raw) or compressed by gzip. Voxels are
 * turned as those of NIfTI files are, where the space is that of a patient, and become 32-bit
 * floats.
 *
 * @see <a href="https://teem.sourceforge.net/nrrd/format.html">The format</a>
 */
public final class NrrdFormat implements ImageFormat {
  private static final String MAGIC = "NRRD000";

  /** More than any header needs; keeps what has none from being read whole. */
  private static final int LONGEST_HEADER = 1 << 16;

  private static final int BLOCK = 1 << 16;

  /** Deflate cannot pack more than 1,032 bytes into one. */
  private static final long MOST_DEFLATED = 1032;

  @Override
  public String name() {
    return "NRRD";
  }

  @Override
  public boolean recognises(Path file, byte[] start, boolean packed) {
    return !packed && new String(start, StandardCharsets.ISO_8859_1).startsWith(MAGIC);
  }

  @Override
  public List<Path> files(Path path) {
    return Files.isDirectory(path) ? List.of() : List.of(path);
  }

  @Override
  public VolumeSize size(Path path, ReadLimits limits) {
    NrrdHeader header = header(path, limits);
    int[] extents = axes(header).extents(header.extents());
    return new VolumeSize(extents[0], extents[1], extents[2], 1);
  }

  @Override
  public <T> List<T> channels(
      Path path, OptionalInt channel, ReadLimits limits, Function<Volume, T> use) {
    if (channel.orElse(0) > 0) {
      throw new InputException(
          Text.format("%s: there is no channel %d, the volume has 1", path, channel.getAsInt()));
    }
    return List.of(use.apply(volume(path, header(path, limits))));
  }

  /** None: such files hold volumes. */
  @Override
  public Optional<Image> picture(Path file, ReadLimits limits) {
    return Optional.empty();
  }

  private static PatientAxes axes(NrrdHeader header) {
    return header.axes().orElseGet(PatientAxes::unknown);
  }

  private static NrrdHeader header(Path file, ReadLimits limits) {
    RegularFile.require(file);
    String start;
    try (InputStream in = Files.newInputStream(file)) {
      start = new String(in.readNBytes(LONGEST_HEADER), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    int unix = start.indexOf("\n\n");
    int windows = start.indexOf("\n\r\n");
    boolean plain = unix >= 0 && (windows < 0 || unix < windows);
    int end = plain ? unix : windows;
    if (end < 0) {
      throw new InputException(
          file + ": has no empty line after an NRRD header; it is truncated or damaged");
    }
    NrrdHeader header = NrrdHeader.parse(file, start.substring(0, end), end + (plain ? 2 : 3));
    int[] extents = header.extents();
    limits.check(file, extents[2], extents[1], extents[0]);
    return header;
  }

  private static Volume volume(Path file, NrrdHeader header) {
    int[] extents = header.extents();
    long voxels = (long) extents[0] * extents[1] * extents[2];
    requireRoom(file, header, voxels);
    PatientAxes axes = axes(header);
    List<String> notes = new ArrayList<>(axes.notes());
    if (header.axes().isEmpty()) {
      notes.add("does not say how the patient lies; read in the file's order");
    }
    Axes where =
        Volume.axes(axes.extents(extents), spacing(axes, header, notes), header.axes().isPresent());
    try (InputStream in = open(file, header)) {
      float[] values =
          new NiftiVoxels(header.type(), header.order(), in).next(extents, axes.strides(extents));
      return new Volume(where, values, notes);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InputStream open(Path file, NrrdHeader header) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      in.skipNBytes(header.offset());
      return header.packed() ? new GZIPInputStream(in, BLOCK) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static List<Optional<Spacing>> spacing(
      PatientAxes axes, NrrdHeader header, List<String> notes) {
    List<Optional<Spacing>> spacing = new ArrayList<>();
    for (int axis : axes.source()) {
      double step = Math.abs(header.spacing()[axis]);
      boolean known = step > 0 && step < 1e6;
      if (!known) {
        notes.add("does not say how far voxels are apart along an axis");
      }
      spacing.add(known ? Optional.of(Spacing.millimetres(step)) : Optional.empty());
    }
    return spacing;
  }

  private static void requireRoom(Path file, NrrdHeader header, long voxels) {
    try {
      long held = (Files.size(file) - header.offset()) * (header.packed() ? MOST_DEFLATED : 1);
      if (voxels * header.type().bytes() > held) {
        throw new InputException(
            Text.format(
                "%s: %d bytes cannot hold the %s voxels that the file claims; it is damaged",
                file, Files.size(file), Arrays.toString(header.extents())));
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    if (4 * voxels > Runtime.getRuntime().maxMemory() / 2) {
      throw new InputException(
          Text.format(
              "%s: the voxels need about %d MiB, more than half of Java's heap (raise it with"
                  + " -Xmx)",
              file, 4 * voxels >> 20));
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
}
