package org.pixelwhy.data.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;

/** Opens data sets on disk. */
public final class DatasetFolder {
  /** In the order in which they are tried. */
  private static final List<Layout> LAYOUTS =
      List.of(
          new Decathlon(),
          new Lits(),
          new Ham10000(),
          new KvasirSeg(),
          new ImageMaskFolders(),
          new MaskPerObject());

  private DatasetFolder() {}

  /** The names of the layouts. */
  public static List<String> layouts() {
    return LAYOUTS.stream().map(Layout::name).toList();
  }

  /**
   * Opens a data set. Its entries are listed in the order of their names; a file that turns out to
   * be damaged, or an image without mask, is an entry that cannot be read.
   *
   * @throws InputException if there is no such folder, or it is of no known layout
   */
  public static Dataset open(Path folder, FolderOptions options) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder + ": no such folder");
    }
    return layout(folder, options).open(folder, options);
  }

  /**
   * Opens a data set of two folders: pictures in one, their masks in the other, named alike ({@link
   * MaskNames}); both may be one folder. A {@code classes.txt} beside the masks says what their
   * values mean.
   *
   * @param badFiles what happens when images have no mask or one of another size: it hears once of
   *     all of a kind, and may leave them out
   * @throws InputException if there is no such folder, no image has a mask, or two masks are named
   *     after one image
   */
  public static Dataset open(Path images, Path masks, BadFiles badFiles) {
    return FolderPair.open(images, masks, badFiles);
  }

  /** Whether a folder is a data set with masks, of any layout. */
  public static boolean is(Path folder) {
    return LAYOUTS.stream().anyMatch(layout -> layout.fits(folder));
  }

  /** The layout that a folder is read as. */
  public static String layoutOf(Path folder, FolderOptions options) {
    return layout(folder, options).name();
  }

  private static Layout layout(Path folder, FolderOptions options) {
    if (options.layout().isPresent()) {
      String wanted = options.layout().get();
      return LAYOUTS.stream()
          .filter(layout -> layout.name().equals(wanted))
          .findFirst()
          .orElseThrow(
              () ->
                  new InputException(
                      Text.format(
                          "unknown layout '%s'.%s",
                          wanted, NearestNames.suggest(wanted, layouts()))));
    }
    Optional<Layout> found = LAYOUTS.stream().filter(layout -> layout.fits(folder)).findFirst();
    return found.orElseThrow(
        () ->
            new InputException(
                folder
                    + ": is no known data set; expected one of: "
                    + LAYOUTS.stream().map(Layout::expects).collect(Collectors.joining("; "))));
  }
}
