package org.pixelwhy.data.folder;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.onnx.graph.InputException;

/**
 * A volume and its labels, of which each slice is an entry; the patient is the group.
 *
 * <p>What was read is kept while there is memory for it.
 */
final class VolumePair {
  private static final FolderOptions.Window ABDOMEN = new FolderOptions.Window(-160, 240);

  private final String patient;
  private final Path image;
  private final Path label;
  private final int classes;
  private final boolean ct;
  private final FolderOptions options;
  private SoftReference<Loaded> kept = new SoftReference<>(null);

  private record Loaded(Volume image, Volume labels, FolderOptions.Window window) {}

  VolumePair(
      String patient, Path image, Path label, int classes, boolean ct, FolderOptions options) {
    this.patient = patient;
    this.image = image;
    this.label = label;
    this.classes = classes;
    this.ct = ct;
    this.options = options;
  }

  /** The slices; where the labels cannot be read, one entry that cannot be read either. */
  List<Entry> entries() {
    List<Integer> slices;
    try {
      slices = slices();
    } catch (InputException e) {
      return List.of(
          new Entry(
              patient,
              () -> {
                throw e;
              }));
    }
    String plane = options.plane().name().toLowerCase(Locale.ROOT);
    List<Entry> entries = new ArrayList<>();
    for (int index : slices) {
      String name = "%s/%s-%04d".formatted(patient, plane, index);
      entries.add(new Entry(name, patient, Optional.empty(), () -> slice(name, index)));
    }
    return entries;
  }

  /** The slices that count; the labels are read only where that depends on them. */
  private List<Integer> slices() {
    Plane plane = options.plane();
    if (!options.positiveOnly()) {
      return IntStream.range(0, VolumeReader.count(label, plane)).boxed().toList();
    }
    Volume labels = VolumeReader.read(label);
    return IntStream.range(0, labels.count(plane))
        .filter(index -> positive(labels.slice(plane, index)))
        .boxed()
        .toList();
  }

  private static boolean positive(Grid slice) {
    for (float value : slice.values()) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }

  private Sample slice(String name, int index) {
    Loaded loaded = loaded();
    Plane plane = options.plane();
    Grid grey = loaded.image().slice(plane, index);
    double low = loaded.window().low();
    double width = loaded.window().high() - low;
    float[] values = new float[grey.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.max(0, Math.min(1, (grey.values()[i] - low) / width));
    }
    return new Sample(
        name,
        new Image(1, grey.height(), grey.width(), values, 1),
        labels(loaded.labels().slice(plane, index)),
        loaded.image().spacing(plane));
  }

  private LabelMap labels(Grid slice) {
    byte[] labels = new byte[slice.values().length];
    for (int i = 0; i < labels.length; i++) {
      float value = slice.values()[i];
      if (!(value >= 0 && value < classes && value == (int) value)) {
        throw new InputException(
            "%s: holds the label %s; the classes are 0 to %d".formatted(label, value, classes - 1));
      }
      labels[i] = (byte) value;
    }
    return new LabelMap(slice.height(), slice.width(), labels);
  }

  /** Several threads may ask at once; one reads. */
  private synchronized Loaded loaded() {
    Loaded loaded = kept.get();
    if (loaded == null) {
      Volume read = VolumeReader.read(image);
      Volume labels = VolumeReader.read(label);
      if (read.slices() != labels.slices()
          || read.height() != labels.height()
          || read.width() != labels.width()) {
        throw new InputException(
            "%s: the labels have %d x %d x %d voxels, the image %s %d x %d x %d; they must agree"
                .formatted(
                    label,
                    labels.width(),
                    labels.height(),
                    labels.slices(),
                    image.getFileName(),
                    read.width(),
                    read.height(),
                    read.slices()));
      }
      loaded = new Loaded(read, labels, options.window().orElseGet(() -> window(read)));
      kept = new SoftReference<>(loaded);
    }
    return loaded;
  }

  private FolderOptions.Window window(Volume volume) {
    if (ct) {
      return ABDOMEN;
    }
    float[] sorted = volume.values().clone();
    Arrays.sort(sorted);
    double low = sorted[sorted.length / 100];
    double high = sorted[sorted.length - 1 - sorted.length / 100];
    return new FolderOptions.Window(low, high > low ? high : low + 1);
  }
}
