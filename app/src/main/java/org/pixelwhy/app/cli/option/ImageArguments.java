package org.pixelwhy.app.cli.option;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.study.ImageFolder;
import org.pixelwhy.study.request.SliceSelection;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Images as users write them.
 *
 * <pre>
 * cells.png  slice.dcm  input.npy    a file
 * cells/                             the pictures in a folder
 * cells/*.tif                        a glob; ** goes through folders
 * ct.nii.gz:axial,45                 slices of a volume, see SliceSelection
 * </pre>
 *
 * <p>What exists under its own name is taken by that, whatever characters it has.
 */
public final class ImageArguments {
  private ImageArguments() {}

  /**
   * The images of all arguments, in their order.
   *
   * @throws InputException if an argument is no name, or a folder or glob gives nothing
   */
  public static List<ImageSource> parse(List<String> arguments) {
    return arguments.stream().flatMap(argument -> parse(argument).stream()).toList();
  }

  /**
   * The same where a volume stands for all its axial slices.
   *
   * @throws InputException if an argument is no name, or a folder or glob gives nothing
   */
  public static List<ImageSource> whole(List<String> arguments) {
    return arguments.stream().flatMap(argument -> whole(argument).stream()).toList();
  }

  private static List<ImageSource> whole(String argument) {
    if (exists(argument) && VolumeReader.isSeries(Path.of(argument))) {
      return List.of(allOf(Path.of(argument)));
    }
    return parse(argument).stream()
        .map(source -> isVolume(source) ? allOf(((ImageSource.Picture) source).file()) : source)
        .toList();
  }

  private static boolean isVolume(ImageSource source) {
    return source instanceof ImageSource.Picture picture
        && Files.isRegularFile(picture.file())
        && VolumeReader.isVolume(picture.file())
        && VolumeReader.count(picture.file(), Plane.AXIAL) > 1;
  }

  private static ImageSource allOf(Path volume) {
    int last = VolumeReader.count(volume, Plane.AXIAL) - 1;
    return new Slices(volume, Plane.AXIAL, 0, last, OptionalInt.empty());
  }

  /** The image of an argument that may stand for only one. */
  public static ImageSource one(String option, String argument) {
    List<ImageSource> images =
        parse(argument).stream().flatMap(source -> source.images().stream()).toList();
    if (images.size() != 1) {
      throw new InputException(
          Text.format(
              "%s %s: stands for %d images, expected one", option, argument, images.size()));
    }
    return images.get(0);
  }

  /** The pictures in a folder. */
  public static List<ImageSource> folder(Path folder) {
    return ImageFolder.images(folder).stream().map(ImageSource::of).toList();
  }

  private static List<ImageSource> parse(String argument) {
    if (exists(argument)) {
      return existing(Path.of(argument));
    }
    Optional<SliceSelection.Written> slices = SliceSelection.in(argument);
    if (slices.isPresent()) {
      return volumes(slices.get().volume()).stream()
          .flatMap(volume -> slices.get().slices().of(volume).stream())
          .toList();
    }
    if (isGlob(argument)) {
      return matching(argument).stream().flatMap(path -> existing(path).stream()).toList();
    }
    return List.of(ImageSource.of(path(argument)));
  }

  private static boolean exists(String argument) {
    try {
      return Files.exists(Path.of(argument));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Path path(String argument) {
    try {
      return Path.of(argument);
    } catch (InvalidPathException e) {
      throw new InputException("'" + argument + "' is no file's name", e);
    }
  }

  /**
   * A file, or what is in a folder; a folder of DICOM files is a volume, of which slices are read.
   */
  private static List<ImageSource> existing(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(ImageSource.of(path));
    }
    if (VolumeReader.isSeries(path)) {
      int slices = VolumeReader.count(path, Plane.AXIAL);
      throw new InputException(
          Text.format(
              "%s: is a volume of %d axial slices; choose some, such as %s or all of them,"
                  + " %s:axial,*",
              path, slices, new Slices(path, Plane.AXIAL, slices / 2).name(), path));
    }
    return folder(path);
  }

  private static List<Path> volumes(String argument) {
    return !exists(argument) && isGlob(argument) ? matching(argument) : List.of(path(argument));
  }

  private static boolean isGlob(String argument) {
    return argument.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
  }

  /** What matches a glob, in the order of names; hidden files are left out. */
  private static List<Path> matching(String glob) {
    Path fixed = Path.of(glob.substring(0, glob.lastIndexOf('/', firstSpecial(glob)) + 1));
    List<Path> found = new ArrayList<>();
    int depth = glob.contains("**") ? Integer.MAX_VALUE : Path.of(glob).getNameCount();
    try (Stream<Path> paths = Files.walk(fixed, Math.max(1, depth - fixed.getNameCount() + 1))) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      paths
          .filter(matcher::matches)
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .forEach(found::add);
    } catch (IOException | UncheckedIOException e) {
      throw new InputException(glob + ": cannot be searched: " + e.getMessage(), e);
    } catch (PatternSyntaxException e) {
      throw new InputException(glob + ": is no glob: " + e.getDescription(), e);
    }
    if (found.isEmpty()) {
      throw new InputException(glob + ": nothing matches; check the folder and the pattern");
    }
    return found;
  }

  private static int firstSpecial(String glob) {
    int first = 0;
    while (!isGlob(glob.substring(first, first + 1))) {
      first++;
    }
    return first;
  }
}
