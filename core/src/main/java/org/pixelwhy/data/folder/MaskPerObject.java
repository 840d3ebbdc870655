package org.pixelwhy.data.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.MaskReader;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A folder for each image with {@code images/} (one picture) and {@code masks/} (one for each
 * object), as the Data Science Bowl 2018; the objects together are the segment.
 */
final class MaskPerObject implements Layout {
  @Override
  public String name() {
    return "mask-per-object";
  }

  @Override
  public String expects() {
    return "a folder for each image, with images/ and masks/ (mask-per-object)";
  }

  @Override
  public boolean fits(Path root) {
    return FileTree.folders(root).stream().anyMatch(MaskPerObject::isImage);
  }

  private static boolean isImage(Path folder) {
    return Files.isDirectory(folder.resolve("images"))
        && Files.isDirectory(folder.resolve("masks"));
  }

  @Override
  public Dataset open(Path root, FolderOptions options) {
    List<Entry> entries = new ArrayList<>();
    for (Path folder : FileTree.folders(root).stream().filter(MaskPerObject::isImage).toList()) {
      String name = folder.getFileName().toString();
      entries.add(new Entry(name, () -> read(name, folder)));
    }
    List<SegmentClass> classes = List.of(SegmentClass.background(), SegmentClass.of(1, "object"));
    return new Dataset(FileTree.name(root), classes, entries);
  }

  private static Sample read(String name, Path folder) {
    List<Path> images = FileTree.pictures(folder.resolve("images"));
    List<Path> masks = FileTree.pictures(folder.resolve("masks"));
    if (images.size() != 1 || masks.isEmpty()) {
      throw new InputException(
          Text.format(
              "%s: expected one image and at least one mask, found %d and %d",
              folder, images.size(), masks.size()));
    }
    Mask first = MaskReader.read(masks.get(0));
    byte[] classes = new byte[first.size()];
    for (Path file : masks) {
      Mask mask = MaskReader.read(file);
      if (mask.height() != first.height() || mask.width() != first.width()) {
        throw new InputException(file + ": is of another size than the other masks");
      }
      for (int i : mask.indices()) {
        classes[i] = 1;
      }
    }
    LabelMap labels = new LabelMap(first.height(), first.width(), classes);
    return PictureEntries.sample(name, images.get(0), masks.get(0), labels);
  }
}
