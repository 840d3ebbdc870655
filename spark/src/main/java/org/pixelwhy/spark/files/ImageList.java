package org.pixelwhy.spark.files;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.pixelwhy.tensor.InputException;

/** Which images a batch is about: listed by the driver, none of them opened. */
public final class ImageList {
  private static final Set<String> ENDINGS =
      Set.of("png", "jpg", "jpeg", "tif", "tiff", "gif", "npy", "dcm");

  private ImageList() {}

  /**
   * The images that a URI names, as full URIs: those of a folder and of the folders in it, in the
   * order of their names; those that a text file ({@code .txt}) lists, one a line, in its order;
   * those that a pattern such as {@code .../2024-*.png} fits; or one image.
   *
   * @throws InputException if there is none, or it cannot be listed
   */
  public static List<String> of(String uri, Configuration configuration) {
    try {
      Path path = new Path(uri);
      FileSystem system = path.getFileSystem(configuration);
      List<String> images = new ArrayList<>();
      if (uri.toLowerCase(Locale.ROOT).endsWith(".txt")) {
        listed(system, path, images);
      } else {
        FileStatus[] found = system.globStatus(path);
        if (found == null || found.length == 0) {
          throw new FileNotFoundException("no such file or folder");
        }
        for (FileStatus status : found) {
          add(system, status, images);
        }
        images.sort(null);
      }
      if (images.isEmpty()) {
        throw new InputException(
            uri
                + ": there is no image (.png, .jpg, .tif, .gif, .npy or .dcm); name another folder");
      }
      return images;
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(uri + ": images cannot be listed: " + firstLine(e), e);
    }
  }

  private static void add(FileSystem system, FileStatus status, List<String> images)
      throws IOException {
    if (status.isFile()) {
      images.add(status.getPath().toString());
      return;
    }
    String folder = status.getPath().toString();
    RemoteIterator<LocatedFileStatus> files = system.listFiles(status.getPath(), true);
    while (files.hasNext()) {
      String file = files.next().getPath().toString();
      if (isImage(file) && !isHidden(file.substring(folder.length()))) {
        images.add(file);
      }
    }
  }

  private static boolean isImage(String file) {
    return ENDINGS.contains(file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  private static boolean isHidden(String within) {
    return within.contains("/.") || within.contains("/_");
  }

  /** Relative lines start at the folder of the list. */
  private static void listed(FileSystem system, Path list, List<String> images) throws IOException {
    Path folder = system.makeQualified(list).getParent();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(system.open(list), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          images.add(new Path(folder, line.strip()).toString());
        }
      }
    }
  }

  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
