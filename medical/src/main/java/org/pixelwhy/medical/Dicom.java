package org.pixelwhy.medical;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.tensor.Text;

/**
 * A DICOM file with pixels: uncompressed, deflated, RLE, JPEG (8-bit baseline, lossless), JPEG
 * 2000.
 *
 * <p>Values are rescaled as the file says (CT: Hounsfield units); palettes are expanded, luma and
 * chroma become RGB. A suggested window is told in the notes and not applied. JPEG-LS, 12-bit lossy
 * JPEG, MPEG and tables of units (modality LUT) are not supported.
 */
final class Dicom {
  private final Path file;
  private final DicomParser.Parsed object;
  private final DicomFormat format;

  private Dicom(Path file, DicomParser.Parsed object, DicomFormat format) {
    this.file = file;
    this.object = object;
    this.format = format;
  }

  static Dicom open(Path file, ReadLimits limits) {
    DicomParser.Parsed object = DicomParser.parse(file);
    return new Dicom(file, object, DicomFormat.of(file, object.data(), limits));
  }

  /**
   * The picture in a file; of several frames the first.
   *
   * @throws org.pixelwhy.tensor.InputException if the file is missing, truncated, damaged, has no
   *     pixels or packs them in an unsupported way
   */
  public static Image read(Path file, ReadLimits limits) {
    Dicom dicom = open(file, limits);
    List<String> notes = new ArrayList<>();
    if (dicom.frames() > 1) {
      notes.add(Text.format("read the first of %d frames", dicom.frames()));
    }
    return dicom.image(0, notes);
  }

  int frames() {
    return format.frames();
  }

  DicomFormat format() {
    return format;
  }

  /** What the object says of one frame. */
  DicomDataset data(int frame) {
    return object.data().frame(frame);
  }

  /** One frame's picture, with these notes and its own. */
  Image image(int frame, List<String> notes) {
    long[] words = new DicomFrames(file, object, format).words(frame);
    List<String> all = new ArrayList<>(notes);
    Image image = new DicomColours(file, data(frame), format).image(words, all);
    Axes axes = DicomPlace.axes(image.height(), image.width(), spacing(frame), orientation(frame));
    return new Image(image.field().over(axes, image.channels(), image.values()).noting(all));
  }

  /** Millimetres between rows and between columns; empty where it is unknown. */
  List<Double> spacing(int frame) {
    List<Double> spacing = data(frame).numbers(DicomTag.PIXEL_SPACING);
    return spacing.size() == 2 && spacing.stream().allMatch(mm -> mm > 0) ? spacing : List.of();
  }

  /** Six numbers: where rows and columns point; empty where it is unknown. */
  Optional<List<Double>> orientation(int frame) {
    return Optional.of(data(frame).numbers(DicomTag.ORIENTATION)).filter(o -> o.size() == 6);
  }

  /** The first pixel's place in millimetres; empty where it is unknown. */
  Optional<List<Double>> position(int frame) {
    return Optional.of(data(frame).numbers(DicomTag.POSITION)).filter(p -> p.size() == 3);
  }
}
