package org.pixelwhy.spark.executor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.spark.files.ImageItem;
import org.pixelwhy.spark.files.LocalCopy;
import org.pixelwhy.study.request.SliceSelection;
import org.pixelwhy.tensor.InputException;

/** The single images that an entry of the list stands for, from its copy on this machine. */
final class ItemImages {
  private ItemImages() {}

  /**
   * A picture or a volume.
   *
   * @param name a full URI; of one of several DICOM series of a folder with its UID
   * @param path here
   */
  record Whole(String name, Path path, String sha256) {}

  /**
   * One image.
   *
   * @param name as {@code explain} calls it, with a full URI
   * @param key what its content and the chosen slice are called: names its result
   */
  record One(ImageSource source, String name, String key) {}

  /**
   * What was copied: a file, or the series in a folder, by their SeriesInstanceUID.
   *
   * @throws InputException if a folder holds none, or a damaged file
   */
  static List<Whole> wholes(LocalCopy copy) throws IOException {
    if (!Files.isDirectory(copy.file())) {
      return List.of(new Whole(copy.uri(), copy.file(), copy.sha256(List.of(copy.file()))));
    }
    Map<String, List<Path>> series = VolumeReader.series(copy.file());
    if (series.isEmpty()) {
      throw new InputException(copy.uri() + ": expected a folder of DICOM files, found none in it");
    }
    List<Whole> wholes = new ArrayList<>();
    for (Map.Entry<String, List<Path>> one : series.entrySet()) {
      String sha256 = copy.sha256(one.getValue());
      wholes.add(
          series.size() == 1
              ? new Whole(copy.uri(), copy.file(), sha256)
              : new Whole(copy.uri() + "#" + one.getKey(), apart(copy, one.getValue()), sha256));
    }
    return wholes;
  }

  /** A series in a folder of its own, as it is read. */
  private static Path apart(LocalCopy copy, List<Path> files) throws IOException {
    Path folder = Files.createTempDirectory(copy.file().getParent(), "series");
    for (Path file : files) {
      Files.move(file, folder.resolve(file.getFileName()));
    }
    return folder;
  }

  /**
   * The picture, or the slices that are asked for.
   *
   * @throws InputException if there are none such, or none are chosen of a folder
   */
  static List<One> of(Whole whole, ImageItem item) {
    if (item.slices().isEmpty()) {
      if (Files.isDirectory(whole.path())) {
        throw new InputException(
            whole.name()
                + ": is a folder of DICOM files; choose slices, such as "
                + whole.name()
                + ":axial,*");
      }
      return List.of(new One(ImageSource.of(whole.path()), whole.name(), whole.sha256()));
    }
    SliceSelection selection = SliceSelection.in("volume:" + item.slices()).orElseThrow().slices();
    return selection.of(whole.path()).stream()
        .flatMap(source -> source.images().stream())
        .map(source -> slice(whole, (Slices) source))
        .toList();
  }

  private static One slice(Whole whole, Slices slice) {
    String chosen = slice.name().substring(slice.volume().toString().length());
    return new One(
        slice, whole.name() + chosen, whole.sha256() + chosen.replace(':', '-').replace(',', '-'));
  }
}
