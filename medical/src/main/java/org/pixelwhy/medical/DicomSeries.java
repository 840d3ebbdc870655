package org.pixelwhy.medical;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis.Spacing;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.image.io.VoxelPlaces;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Slices of one DICOM series, sorted along the normal of their planes: the files of a folder, or
 * the frames of a multi-frame file. What else lies in the folder is left alone.
 *
 * @param uid SeriesInstanceUID
 * @param description as the scanner's operator called it; may be empty
 * @param slices sorted
 */
record DicomSeries(String uid, String description, List<Slice> slices) {
  /** Gaps between slices that differ by less than this share are taken to be equal. */
  private static final double EVEN = 0.02;

  /**
   * One slice.
   *
   * @param file where it is
   * @param frame number in the file, from 0
   * @param rows number of rows
   * @param columns number of columns
   * @param position of the first pixel in millimetres: left, back, head
   * @param orientation three numbers for where columns increase, three for rows
   * @param spacing millimetres between rows and columns
   */
  public record Slice(
      Path file,
      int frame,
      int rows,
      int columns,
      List<Double> position,
      List<Double> orientation,
      List<Double> spacing) {
    /** Where rows and columns cross into: the third axis. */
    double[] normal() {
      List<Double> o = orientation;
      return new double[] {
        o.get(1) * o.get(5) - o.get(2) * o.get(4),
        o.get(2) * o.get(3) - o.get(0) * o.get(5),
        o.get(0) * o.get(4) - o.get(1) * o.get(3)
      };
    }

    double along(double[] normal) {
      return position.get(0) * normal[0]
          + position.get(1) * normal[1]
          + position.get(2) * normal[2];
    }
  }

  public DicomSeries {
    slices = List.copyOf(slices);
  }

  /**
   * The series in a folder (not below it), or in one file, in the order of their first files.
   *
   * @throws InputException if there is no DICOM slice with a place in the patient, or one is
   *     damaged
   */
  public static List<DicomSeries> of(Path path, ReadLimits limits) {
    Map<String, List<Slice>> slices = new LinkedHashMap<>();
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (Path file : files(path)) {
      DicomDataset header = DicomParser.parse(file).data();
      if (!header.has(DicomTag.PIXELS)) {
        continue;
      }
      Dicom dicom = Dicom.open(file, limits);
      String uid = header.text(DicomTag.SERIES_UID);
      for (int frame = 0; frame < dicom.frames(); frame++) {
        slice(file, dicom, frame)
            .ifPresent(s -> slices.computeIfAbsent(uid, key -> new ArrayList<>()).add(s));
      }
      descriptions.putIfAbsent(uid, header.text(DicomTag.SERIES_DESCRIPTION));
    }
    if (slices.isEmpty()) {
      throw new InputException(
          path + ": expected DICOM slices with position, orientation and spacing, found none");
    }
    List<DicomSeries> series = new ArrayList<>();
    slices.forEach((uid, own) -> series.add(sorted(uid, descriptions.get(uid), own)));
    return series;
  }

  /** The file itself, or the DICOM files in a folder in the order of their names. */
  static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(Files::isRegularFile).filter(DicomImages::is).sorted().toList();
    } catch (IOException e) {
      throw new InputException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static Optional<Slice> slice(Path file, Dicom dicom, int frame) {
    Optional<List<Double>> position = dicom.position(frame);
    Optional<List<Double>> orientation = dicom.orientation(frame);
    List<Double> spacing = dicom.spacing(frame);
    if (position.isEmpty() || orientation.isEmpty() || spacing.isEmpty()) {
      return Optional.empty();
    }
    DicomFormat format = dicom.format();
    return Optional.of(
        new Slice(
            file,
            frame,
            format.rows(),
            format.columns(),
            position.get(),
            orientation.get(),
            spacing));
  }

  private static DicomSeries sorted(String uid, String description, List<Slice> slices) {
    Slice first = slices.get(0);
    double[] normal = first.normal();
    for (Slice slice : slices) {
      requireAlike(first, slice);
    }
    List<Slice> sorted =
        slices.stream().sorted(Comparator.comparingDouble(slice -> slice.along(normal))).toList();
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).along(normal) - sorted.get(i - 1).along(normal) < 1e-4) {
        throw new InputException(
            Text.format(
                    "%s and %s: two slices of one series lie at the same place (several times or"
                        + " phases?)",
                    sorted.get(i - 1).file(), sorted.get(i).file())
                + "; put those of one time into a folder");
      }
    }
    return new DicomSeries(uid, description, sorted);
  }

  private static void requireAlike(Slice first, Slice other) {
    boolean alike = first.rows() == other.rows() && first.columns() == other.columns();
    for (int i = 0; i < 6; i++) {
      alike &= Math.abs(first.orientation().get(i) - other.orientation().get(i)) < 1e-3;
    }
    for (int i = 0; i < 2; i++) {
      alike &= Math.abs(first.spacing().get(i) - other.spacing().get(i)) < 1e-3;
    }
    if (!alike) {
      throw new InputException(
          Text.format(
              "%s: differs in size, spacing or orientation from %s of the same series; move it"
                  + " elsewhere",
              other.file(), first.file()));
    }
  }

  /**
   * The slices as one volume.
   *
   * @throws InputException if a slice is damaged, in colour, or the volume is larger than the limit
   */
  public Volume volume(ReadLimits limits) {
    Slice first = slices.get(0);
    limits.check(
        first.file().toAbsolutePath().getParent(), slices.size(), first.rows(), first.columns());
    List<String> notes = new ArrayList<>();
    double gap = gap(notes);
    PatientAxes axes = axes(notes);
    int[] extents = stored();
    int[] strides = axes.strides(extents);
    float[] values = new float[extents[0] * extents[1] * extents[2]];
    Optional<IntensityWindow> window = Optional.empty();
    boolean inverted = true;
    for (int slice = 0; slice < extents[2]; slice++) {
      Image image = image(slices.get(slice));
      window = window.or(() -> image.field().window());
      inverted &= image.field().inverted();
      image.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
      for (int i = 0; i < image.values().length; i++) {
        int place = strides[3] + slice * strides[2] + i / extents[0] * strides[1];
        values[place + i % extents[0] * strides[0]] = image.values()[i];
      }
    }
    List<Double> steps = List.of(first.spacing().get(1), first.spacing().get(0), gap);
    List<Optional<Spacing>> spacing =
        axes.source().stream().map(i -> Optional.of(Spacing.millimetres(steps.get(i)))).toList();
    Axes where = Volume.axes(axes.extents(extents), spacing, true);
    return new Volume(new Field(where, 1, values, 1, notes, window, inverted));
  }

  /** How the voxels of the volume would stand in a file: columns, rows, slices. */
  VoxelPlaces places() {
    Slice first = slices.get(0);
    PatientAxes axes = axes(new ArrayList<>());
    double gap = gap(new ArrayList<>());
    List<Double> o = first.orientation();
    double[] normal = first.normal();
    List<List<Double>> affine = new ArrayList<>();
    for (int world = 0; world < 3; world++) {
      // DICOM's x and y go to the left and the back, NIfTI's to the right and the front.
      double sign = world < 2 ? -1 : 1;
      affine.add(
          List.of(
              sign * o.get(world) * first.spacing().get(1),
              sign * o.get(3 + world) * first.spacing().get(0),
              sign * step(world, gap * normal[world]),
              sign * first.position().get(world)));
    }
    return new VoxelPlaces(
        Arrays.stream(stored()).boxed().toList(),
        axes.source(),
        axes.flipped(),
        List.of(first.spacing().get(1), first.spacing().get(0), gap),
        Optional.of(affine));
  }

  /**
   * How far one slice is from the next along an axis of the world: what it is on average, which of
   * tilted slices is not along their normal.
   */
  private double step(int world, double ofOne) {
    int last = slices.size() - 1;
    return last == 0
        ? ofOne
        : (slices.get(last).position().get(world) - slices.get(0).position().get(world)) / last;
  }

  private int[] stored() {
    return new int[] {slices.get(0).columns(), slices.get(0).rows(), slices.size()};
  }

  /** Slices, rows and columns of the volume, without its pixels. */
  int[] extents() {
    return axes(new ArrayList<>()).extents(stored());
  }

  private static Image image(Slice slice) {
    Image image = Dicom.open(slice.file(), ReadLimits.DEFAULT).image(slice.frame(), List.of());
    if (image.channels() != 1) {
      throw new InputException(slice.file() + ": is in colour; a volume has one value per voxel");
    }
    return image;
  }

  private PatientAxes axes(List<String> notes) {
    List<Double> o = slices.get(0).orientation();
    double[] normal = slices.get(0).normal();
    double[][] directions = new double[3][];
    for (int world = 0; world < 3; world++) {
      directions[world] = new double[] {o.get(world), o.get(3 + world), normal[world]};
    }
    PatientAxes axes =
        PatientAxes.of(directions)
            .orElseThrow(
                () ->
                    new InputException(
                        slices.get(0).file() + ": the orientation of the slice is damaged: " + o));
    notes.addAll(axes.notes());
    return axes;
  }

  /** The usual distance of neighbouring slices. */
  private double gap(List<String> notes) {
    if (slices.size() == 1) {
      DicomDataset data = DicomParser.parse(slices.get(0).file()).data();
      return Stream.of(DicomTag.SPACING_BETWEEN_SLICES, DicomTag.SLICE_THICKNESS)
          .flatMap(tag -> data.numbers(tag).stream())
          .filter(mm -> mm > 0)
          .findFirst()
          .orElse(1.0);
    }
    double[] normal = slices.get(0).normal();
    List<Double> gaps = new ArrayList<>();
    for (int i = 1; i < slices.size(); i++) {
      gaps.add(slices.get(i).along(normal) - slices.get(i - 1).along(normal));
    }
    double usual = gaps.stream().sorted().toList().get(gaps.size() / 2);
    long uneven = gaps.stream().filter(mm -> Math.abs(mm - usual) > EVEN * usual).count();
    if (uneven > 0) {
      notes.add(
          Text.format(
              "%d of %d gaps between slices are not %.4g mm; slices may be missing",
              uneven, gaps.size(), usual));
    }
    return usual;
  }
}
