package org.pixelwhy.data.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.image.io.StoredSize;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Images in one folder and masks in another, or both in one, whatever the folders are called.
 * Folders within that of the images are groups, such as patients.
 */
final class FolderPair {
  /** So many files are named. */
  private static final int NAMED = 3;

  private final Path images;
  private final Path masks;
  private final List<Path> imageFiles;
  private final List<Path> maskFiles;
  private final Map<String, List<Path>> byStem = new HashMap<>();
  private final Map<String, List<Path>> byPlainStem = new HashMap<>();

  private FolderPair(Path images, Path masks) {
    this.images = images;
    this.masks = masks;
    boolean one = FileTree.isSame(images, masks);
    List<Path> pictures = pictures(images, "images");
    List<Path> others = one ? pictures : pictures(masks, "masks");
    Set<String> stems =
        pictures.stream().map(file -> FileTree.stem(images, file)).collect(Collectors.toSet());
    this.maskFiles =
        one ? others.stream().filter(file -> isMask(stem(file), stems)).toList() : others;
    Set<Path> taken = one ? Set.copyOf(maskFiles) : Set.of();
    this.imageFiles = pictures.stream().filter(file -> !taken.contains(file)).toList();
    for (Path mask : maskFiles) {
      byStem.computeIfAbsent(stem(mask), key -> new ArrayList<>()).add(mask);
      byPlainStem.computeIfAbsent(MaskNames.ofMask(stem(mask)), key -> new ArrayList<>()).add(mask);
    }
  }

  private static List<Path> pictures(Path folder, String what) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder + ": no such folder");
    }
    List<Path> found = FileTree.pictures(folder);
    if (found.isEmpty()) {
      throw new InputException(
          Text.format(
              "%s: expected %s (PNG, JPEG, TIFF, GIF or .npy), found none; volumes are read in the"
                  + " layouts %s and %s",
              folder, what, new Decathlon().name(), new Lits().name()));
    }
    return found;
  }

  /** Where both lie in one folder: whether a file is named after another one. */
  private static boolean isMask(String stem, Set<String> stems) {
    String plain = MaskNames.ofMask(stem);
    return !plain.equals(stem)
        && stems.stream().anyMatch(other -> !other.equals(stem) && MaskNames.belong(stem, other));
  }

  private String stem(Path mask) {
    return FileTree.stem(masks, mask);
  }

  /**
   * Opens the data set.
   *
   * @param badFiles hears once of all images without a mask, and once of all whose mask is of
   *     another size
   */
  static Dataset open(Path images, Path masks, BadFiles badFiles) {
    return new FolderPair(images, masks).dataset(badFiles);
  }

  private Dataset dataset(BadFiles badFiles) {
    ClassTable table = ClassTable.of(masks, maskFiles);
    List<Path> unmatched = new ArrayList<>();
    List<Path> unequal = new ArrayList<>();
    Set<Path> used = new HashSet<>();
    List<Entry> entries = new ArrayList<>();
    for (Path image : imageFiles) {
      Optional<Path> mask = mask(image);
      mask.ifPresent(used::add);
      if (mask.isEmpty()) {
        unmatched.add(image);
      } else if (areUnequal(image, mask.get())) {
        unequal.add(image);
      } else {
        entries.add(entry(image, mask, table.coding()));
      }
    }
    report(badFiles, unmatched, this::unmatched, entries.isEmpty() && unequal.isEmpty());
    report(badFiles, unequal, this::unequal, entries.isEmpty());
    List<String> notes = new ArrayList<>(table.notes());
    List<Path> unused = maskFiles.stream().filter(mask -> !used.contains(mask)).toList();
    if (!unused.isEmpty()) {
      notes.add(
          Text.format(
              "%d of %d masks in %s belong to no image: %s",
              unused.size(), maskFiles.size(), masks, names(masks, unused)));
    }
    return new Dataset(FileTree.name(images), table.classes(), entries, Optional.empty(), notes);
  }

  private void report(
      BadFiles badFiles, List<Path> files, Function<List<Path>, InputException> what, boolean all) {
    if (files.isEmpty()) {
      return;
    }
    InputException problem = what.apply(files);
    if (all) {
      throw problem;
    }
    badFiles.found(entry(files.get(0), Optional.empty(), new LabelCoding.Threshold()), problem);
  }

  private InputException unmatched(List<Path> files) {
    return InputException.about(
        "images without masks",
        Text.format(
            "%s: %d of %d images have no mask in %s: %s; a mask is named like its image, perhaps"
                + " with _mask, _segmentation or -label added",
            images, files.size(), imageFiles.size(), masks, names(images, files)));
  }

  private InputException unequal(List<Path> files) {
    Path first = files.get(0);
    StoredSize image = StoredSize.of(first).orElseThrow();
    StoredSize mask = StoredSize.of(mask(first).orElseThrow()).orElseThrow();
    return InputException.about(
        "images without masks",
        Text.format(
            "%s: %d of %d images and their masks in %s are not of one size: %s (%s, its mask %s)%s",
            images,
            files.size(),
            imageFiles.size(),
            masks,
            names(images, files.subList(0, 1)),
            image,
            mask,
            files.size() == 1 ? "" : ", " + names(images, files.subList(1, files.size()))));
  }

  private static String names(Path folder, List<Path> files) {
    String first =
        files.stream()
            .limit(NAMED)
            .map(file -> folder.relativize(file).toString().replace('\\', '/'))
            .collect(Collectors.joining(", "));
    return files.size() <= NAMED
        ? first
        : first + Text.format(" and %d more", files.size() - NAMED);
  }

  /** Where a picture is to be turned, only reading tells how both lie. */
  private static boolean areUnequal(Path image, Path mask) {
    Optional<StoredSize> one = StoredSize.of(image);
    Optional<StoredSize> other = StoredSize.of(mask);
    return one.isPresent()
        && other.isPresent()
        && !one.equals(other)
        && !one.map(StoredSize::turned).equals(other);
  }

  private Optional<Path> mask(Path image) {
    String stem = FileTree.stem(images, image);
    String plain = MaskNames.ofImage(stem);
    List<Path> found =
        Stream.of(byStem.get(stem), byPlainStem.get(stem), byPlainStem.get(plain))
            .filter(list -> list != null)
            .findFirst()
            .orElse(List.of());
    if (found.size() > 1) {
      throw new InputException(
          Text.format(
              "%s and %s: both are named like masks of %s; leave one of them in the folder",
              found.get(0), found.get(1), image));
    }
    return found.stream().findFirst();
  }

  private Entry entry(Path image, Optional<Path> mask, LabelCoding coding) {
    String stem = FileTree.stem(images, image);
    int slash = stem.lastIndexOf('/');
    String group = slash < 0 ? stem : stem.substring(0, slash);
    return PictureEntries.entry(stem, group, Optional.empty(), image, mask, coding);
  }
}
