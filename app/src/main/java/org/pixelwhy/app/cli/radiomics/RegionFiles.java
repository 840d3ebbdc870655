package org.pixelwhy.app.cli.radiomics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.MaskReader;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.radiomics.roi.Roi;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Images and the masks that belong to them. */
record RegionFiles(Path image, Path mask) {
  private static final String MASK_ENDS = "_(mask|seg|segmentation|label|labels|gt)$";

  /** The pair of two files or volumes, or those of the same names in two folders. */
  static List<RegionFiles> of(Path image, Path mask) {
    if (!Files.isDirectory(image) || VolumeReader.isSeries(image)) {
      return List.of(new RegionFiles(image, mask));
    }
    if (!Files.isDirectory(mask)) {
      throw new InputException(
          Text.format("%s: is a folder of images; give a folder of masks too", image));
    }
    Map<String, Path> masks = new TreeMap<>();
    files(mask).forEach(file -> masks.putIfAbsent(stem(file).replaceFirst(MASK_ENDS, ""), file));
    List<RegionFiles> pairs = new ArrayList<>();
    for (Path file : files(image)) {
      String stem = stem(file);
      Path own = masks.get(stem.replaceFirst("_image$", ""));
      if (own != null && !(own.equals(file) || stem.matches(".*" + MASK_ENDS))) {
        pairs.add(new RegionFiles(file, own));
      }
    }
    if (pairs.isEmpty()) {
      throw new InputException(
          Text.format(
              "%s: has no image with a mask of the same name (or with _mask, _seg, _label, _gt"
                  + " added) in %s",
              image, mask));
    }
    return pairs;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("(\\.nii)?\\.[A-Za-z0-9]+$", "");
  }

  /** The image in memory. */
  Field read() {
    return VolumeReader.isVolume(image)
        ? VolumeReader.read(image).field()
        : ImageReader.read(image).field();
  }

  /** The labels of the mask. */
  Field labels() {
    return VolumeReader.isVolume(mask)
        ? VolumeReader.read(mask).field()
        : MaskReader.labels(mask).field();
  }

  /** The labels that there are, but for 0. */
  static List<Integer> present(Field labels) {
    TreeSet<Integer> present = new TreeSet<>();
    for (float label : labels.values()) {
      if (label != 0) {
        present.add((int) label);
      }
    }
    return List.copyOf(present);
  }

  /** The region of a label. */
  static Roi region(Field image, Field labels, int label) {
    float[] values = labels.values();
    return new Roi(image, Mask.of(labels.axes(), i -> values[i] == label));
  }
}
