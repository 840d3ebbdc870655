package org.pixelwhy.study.request;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Slices of a volume as users write them behind its name; this notation is known nowhere else.
 *
 * <pre>
 * ct.nii.gz:axial,45                 one: of a file, or of a folder of DICOM files
 * ct.nii.gz:axial,10-20  :axial,*    several, or all
 * ct.nii.gz:axial,10-20/5            every fifth of them
 * mr.nii.gz:coronal,45,0             of one channel
 * </pre>
 *
 * @param first empty for all of the volume
 * @param last itself included; where all are meant, of no meaning
 * @param channel from 0; empty for all of them
 */
public record SliceSelection(
    Plane plane, OptionalInt first, int last, int step, OptionalInt channel) {
  private static final Pattern SLICES =
      Pattern.compile(
          "(.+):((axial|coronal|sagittal),(\\d{1,6}|\\*)(?:-(\\d{1,6}))?(?:/(\\d{1,6}))?(?:,(\\d{1,6}))?)",
          Pattern.CASE_INSENSITIVE);

  /** Looks like slices, and is not: better said than searched for as a file. */
  private static final Pattern NEARLY_SLICES =
      Pattern.compile("(.+):(axial|coronal|sagittal)\\b.*", Pattern.CASE_INSENSITIVE);

  /**
   * A volume and what is chosen of it.
   *
   * @param text of the selection, such as {@code axial,10-20/5}
   */
  public record Written(String volume, String text, SliceSelection slices) {}

  /**
   * What an argument says of slices; empty where it says nothing.
   *
   * @throws InputException if it says that wrongly
   */
  public static Optional<Written> in(String argument) {
    Matcher parts = SLICES.matcher(argument);
    if (parts.matches()) {
      return Optional.of(new Written(parts.group(1), parts.group(2), of(parts)));
    }
    if (NEARLY_SLICES.matcher(argument).matches()) {
      throw new InputException(
          argument
              + ": expected slices as VOLUME:PLANE,INDEX, VOLUME:PLANE,FIRST-LAST or"
              + " VOLUME:PLANE,*, perhaps with /STEP and ,CHANNEL");
    }
    return Optional.empty();
  }

  private static SliceSelection of(Matcher parts) {
    OptionalInt first = parts.group(4).equals("*") ? OptionalInt.empty() : number(parts.group(4));
    int step = number(parts.group(6)).orElse(1);
    if (step == 0) {
      throw new InputException(
          Text.format("%s: illegal step of 0 slices, must be at least 1", parts.group()));
    }
    return new SliceSelection(
        Plane.valueOf(parts.group(3).toUpperCase(Locale.ROOT)),
        first,
        number(parts.group(5)).orElse(first.orElse(0)),
        step,
        number(parts.group(7)));
  }

  private static OptionalInt number(String digits) {
    return digits == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
  }

  /**
   * The slices of a volume; a range stays one.
   *
   * @throws InputException if the volume cannot be read where all are meant, or the range falls
   */
  public List<ImageSource> of(Path volume) {
    int from = first.orElse(0);
    int to = first.isPresent() ? last : VolumeReader.count(volume, plane) - 1;
    // Refuses what does not rise; one by one only where that is needed, so that a range stays one.
    Slices range = new Slices(volume, plane, from, to, channel);
    return step == 1
        ? List.of(range)
        : IntStream.iterate(from, index -> index <= to, index -> index + step)
            .<ImageSource>mapToObj(index -> new Slices(volume, plane, index, index, channel))
            .toList();
  }
}
