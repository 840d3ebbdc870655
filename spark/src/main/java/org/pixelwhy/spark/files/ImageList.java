package org.pixelwhy.spark.files;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.pixelwhy.data.folder.PictureNames;
import org.pixelwhy.study.request.SliceSelection;
import org.pixelwhy.tensor.InputException;

/** Which images a batch is about: listed by the driver, none of them opened. */
public final class ImageList {
  private static final String DICOM = "dcm";

  private static final List<String> VOLUMES = List.of(".nii", ".nii.gz", ".nrrd");

  private ImageList() {}

  /**
   * The images that a URI names, by full URIs: those of a folder and of the folders in it, in the
   * order of their names; those that a text file ({@code .txt}) lists, one a line, in its order;
   * those that a pattern such as {@code .../2024-*.png} fits; or one image.
   *
   * <p>Where slices are named behind it, as in {@code .../cts:axial,*}, these are of the volumes
   * there: NIfTI and NRRD files, and folders that hold DICOM files.
   *
   * @throws InputException if there is none, or it cannot be listed
   */
  public static List<ImageItem> of(String uri, Configuration configuration) {
    try {
      Optional<SliceSelection.Written> slices = SliceSelection.in(uri);
      String named = slices.map(SliceSelection.Written::volume).orElse(uri);
      String selection = slices.map(SliceSelection.Written::text).orElse("");
      Path path = new Path(named);
      FileSystem system = path.getFileSystem(configuration);
      List<ImageItem> images;
      if (named.toLowerCase(Locale.ROOT).endsWith(".txt")) {
        images = listed(system, path);
      } else {
        images =
            found(system, path, !selection.isEmpty()).stream()
                .map(file -> new ImageItem(file, selection, ImageItem.Own.NONE))
                .toList();
      }
      if (images.isEmpty()) {
        throw new InputException(
            uri
                + (selection.isEmpty()
                    ? ": there is no image (.png, .jpg, .tif, .gif, .npy or .dcm); of volumes name"
                        + " slices, such as FOLDER:axial,*"
                    : ": there is no volume (.nii, .nii.gz, .nrrd or a folder of DICOM files);"
                        + " name another folder"));
      }
      return images;
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(uri + ": images cannot be listed: " + firstLine(e), e);
    }
  }

  /**
   * What a path in a list or table stands for.
   *
   * @param folder that relative paths start at
   */
  public static ImageItem item(String text, Path folder, ImageItem.Own own) {
    Optional<SliceSelection.Written> slices = SliceSelection.in(text);
    String named = slices.map(SliceSelection.Written::volume).orElse(text);
    return new ImageItem(
        new Path(folder, named).toString(),
        slices.map(SliceSelection.Written::text).orElse(""),
        own);
  }

  private static Set<String> found(FileSystem system, Path path, boolean volumes)
      throws IOException {
    FileStatus[] found = system.globStatus(path);
    if (found == null || found.length == 0) {
      throw new FileNotFoundException("no such file or folder");
    }
    Set<String> images = new TreeSet<>();
    for (FileStatus status : found) {
      String place = status.getPath().toString();
      if (status.isFile()) {
        images.add(place);
        continue;
      }
      RemoteIterator<LocatedFileStatus> files = system.listFiles(status.getPath(), true);
      while (files.hasNext()) {
        Path file = files.next().getPath();
        if (!isHidden(file.toString().substring(place.length()))) {
          (volumes ? volume(file) : picture(file)).ifPresent(images::add);
        }
      }
    }
    return images;
  }

  private static Optional<String> picture(Path file) {
    boolean image = PictureNames.isPicture(file.getName()) || ending(file).equals(DICOM);
    return image ? Optional.of(file.toString()) : Optional.empty();
  }

  /** The file, or of a DICOM file its folder. */
  private static Optional<String> volume(Path file) {
    String name = file.getName().toLowerCase(Locale.ROOT);
    if (VOLUMES.stream().anyMatch(name::endsWith)) {
      return Optional.of(file.toString());
    }
    String ending = ending(file);
    // Scanners write names such as IM0001, or those that end with a number of the series.
    boolean dicom =
        ending.equals(DICOM)
            || ending.equals("ima")
            || name.indexOf('.') < 0
            || ending.chars().allMatch(c -> c >= '0' && c <= '9');
    return dicom ? Optional.of(file.getParent().toString()) : Optional.empty();
  }

  private static String ending(Path file) {
    String name = file.getName();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static boolean isHidden(String within) {
    return within.contains("/.") || within.contains("/_");
  }

  /** Relative lines start at the folder of the list. */
  private static List<ImageItem> listed(FileSystem system, Path list) throws IOException {
    Path folder = system.makeQualified(list).getParent();
    List<ImageItem> images = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(system.open(list), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          images.add(item(line.strip(), folder, ImageItem.Own.NONE));
        }
      }
    }
    return images;
  }

  /** The order in which rows of a table are taken, whatever the order in which they are read. */
  public static Comparator<ImageItem> order() {
    return Comparator.comparing(ImageItem::name)
        .thenComparing(item -> item.own().target())
        .thenComparing(item -> item.own().id());
  }

  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
