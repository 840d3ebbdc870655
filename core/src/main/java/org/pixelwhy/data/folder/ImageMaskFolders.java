package org.pixelwhy.data.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Part;
import org.pixelwhy.tensor.InputException;

/**
 * A folder of images and a folder of masks with the same names, perhaps with {@code _mask} or the
 * like added; perhaps below {@code train}, {@code val} and {@code test}. Folders within them are
 * groups, such as patients.
 */
final class ImageMaskFolders implements Layout {
  private static final List<String> IMAGES = List.of("images", "image", "imgs", "img");
  private static final List<String> MASKS =
      List.of("masks", "mask", "labels", "label", "annotations", "segmentations");
  private static final List<String> ENDINGS =
      List.of("", "_mask", "_masks", "_seg", "_segmentation", "_label", "_labels", "_gt");

  private static final Map<Part, List<String>> PARTS =
      Map.of(
          Part.TRAIN, List.of("train", "training"),
          Part.VALIDATION, List.of("val", "valid", "validation"),
          Part.TEST, List.of("test", "testing"));

  /** One pair of folders. */
  private record Pair(Path images, Path masks, Optional<Part> part, String prefix) {}

  @Override
  public String name() {
    return "folders";
  }

  @Override
  public String expects() {
    return "images/ and masks/ (folders)";
  }

  @Override
  public boolean fits(Path root) {
    return !pairs(root).isEmpty();
  }

  private static List<Pair> pairs(Path root) {
    List<Pair> pairs = new ArrayList<>();
    pair(root, Optional.empty(), "").ifPresent(pairs::add);
    if (pairs.isEmpty()) {
      for (Part part : Part.values()) {
        FileTree.folder(root, PARTS.get(part))
            .flatMap(folder -> pair(folder, Optional.of(part), folder.getFileName() + "/"))
            .ifPresent(pairs::add);
      }
    }
    return pairs;
  }

  private static Optional<Pair> pair(Path folder, Optional<Part> part, String prefix) {
    Optional<Path> images = FileTree.folder(folder, IMAGES);
    Optional<Path> masks = FileTree.folder(folder, MASKS);
    return images.isPresent() && masks.isPresent()
        ? Optional.of(new Pair(images.get(), masks.get(), part, prefix))
        : Optional.empty();
  }

  @Override
  public Dataset open(Path root, FolderOptions options) {
    return open(root, Optional.empty());
  }

  /** The data set, with classes that are known beforehand or found out. */
  Dataset open(Path root, Optional<ClassTable> known) {
    List<Pair> pairs = pairs(root);
    if (pairs.isEmpty()) {
      throw new InputException(root + ": expected " + expects());
    }
    List<Path> masks =
        pairs.stream().flatMap(pair -> FileTree.pictures(pair.masks()).stream()).toList();
    ClassTable table = known.orElseGet(() -> ClassTable.of(root, masks));
    List<Entry> entries = new ArrayList<>();
    for (Pair pair : pairs) {
      entries.addAll(entries(pair, table.coding()));
    }
    return new Dataset(
        FileTree.name(root), table.classes(), entries, Optional.empty(), table.notes());
  }

  private static List<Entry> entries(Pair pair, LabelCoding coding) {
    Map<String, Path> masks = new HashMap<>();
    for (Path mask : FileTree.pictures(pair.masks())) {
      masks.put(FileTree.stem(pair.masks(), mask), mask);
    }
    List<Entry> entries = new ArrayList<>();
    for (Path image : FileTree.pictures(pair.images())) {
      String stem = FileTree.stem(pair.images(), image);
      int slash = stem.lastIndexOf('/');
      String name = pair.prefix() + stem;
      entries.add(
          PictureEntries.entry(
              name,
              slash < 0 ? name : pair.prefix() + stem.substring(0, slash),
              pair.part(),
              image,
              mask(masks, stem),
              coding));
    }
    return entries;
  }

  private static Optional<Path> mask(Map<String, Path> masks, String stem) {
    Stream<String> names = ENDINGS.stream().map(ending -> stem + ending);
    return names.map(masks::get).filter(path -> path != null).findFirst();
  }
}
