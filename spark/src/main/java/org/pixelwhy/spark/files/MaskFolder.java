package org.pixelwhy.spark.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.pixelwhy.data.folder.MaskNames;
import org.pixelwhy.tensor.InputException;

/** Finds the ground truth of images by their names, as {@code compare} does, among very many. */
public final class MaskFolder {
  private final Map<String, String> byName = new HashMap<>();
  private final Map<String, String> byImage = new HashMap<>();

  private MaskFolder() {}

  /**
   * The files directly in a folder; hidden ones are left out.
   *
   * @throws InputException if it is no folder
   */
  public static MaskFolder of(String uri, Configuration configuration) {
    MaskFolder folder = new MaskFolder();
    try {
      Path path = new Path(uri);
      FileSystem system = path.getFileSystem(configuration);
      TreeSet<String> files = new TreeSet<>();
      for (FileStatus status : system.listStatus(path)) {
        String name = status.getPath().getName();
        if (status.isFile() && !name.startsWith(".") && !name.startsWith("_")) {
          files.add(status.getPath().toString());
        }
      }
      for (String file : files) {
        String stem = stem(file);
        folder.byName.putIfAbsent(stem, file);
        folder.byImage.putIfAbsent(MaskNames.ofMask(stem), file);
      }
      return folder;
    } catch (FileNotFoundException e) {
      throw new InputException(uri + ": expected a folder with masks, found none", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(uri + ": masks cannot be listed: " + e.getMessage(), e);
    }
  }

  /** The mask of an image, the first by name of those that {@link MaskNames#belong} to it. */
  public Optional<String> of(ImageItem image) {
    String stem = stem(image.uri());
    return Stream.of(byName.get(stem), byImage.get(stem), byImage.get(MaskNames.ofImage(stem)))
        .filter(mask -> mask != null)
        .min(String::compareTo);
  }

  /** The images with their masks; those without are as they were. */
  public List<ImageItem> with(List<ImageItem> images) {
    return images.stream().map(image -> of(image).map(image::withMask).orElse(image)).toList();
  }

  private static String stem(String uri) {
    String name = new Path(uri).getName();
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    int dot = plain.lastIndexOf('.');
    return dot > 0 ? plain.substring(0, dot) : plain;
  }
}
