package org.pixelwhy.data.folder;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.Windowing;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A volume and its labels, of which each slice is an entry; the patient is the group. A volume of
 * several channels gives images of as many, each with a window of its own where none is stated.
 *
 * <p>What was read is kept while there is memory for it.
 */
final class VolumePair {
  private final String patient;
  private final Path image;
  private final Path label;
  private final int classes;
  private final List<String> modalities;
  private final FolderOptions options;
  private SoftReference<Loaded> kept = new SoftReference<>(null);
  private Optional<InputException> damaged = Optional.empty();

  /**
   * What was read.
   *
   * @param channels of the image
   * @param windows one for each channel
   */
  private record Loaded(List<Volume> channels, Volume labels, List<IntensityWindow> windows) {}

  /**
   * A pair of files.
   *
   * @param classes number of classes, the background included
   * @param modalities what the image's channels are; empty where nobody says it
   */
  VolumePair(
      String patient,
      Path image,
      Path label,
      int classes,
      List<String> modalities,
      FolderOptions options) {
    this.patient = patient;
    this.image = image;
    this.label = label;
    this.classes = classes;
    this.modalities = List.copyOf(modalities);
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
      String name = Text.format("%s/%s-%04d", patient, plane, index);
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
    List<Grid> greys =
        loaded.channels().stream().map(channel -> channel.slice(plane, index)).toList();
    LabelMap labels = labels(loaded.labels().slice(plane, index));
    int area = labels.axes().size();
    float[] values = new float[greys.size() * area];
    for (int channel = 0; channel < greys.size(); channel++) {
      IntensityWindow window = loaded.windows().get(channel);
      for (int i = 0; i < area; i++) {
        values[channel * area + i] = window.apply(greys.get(channel).values()[i]);
      }
    }
    return new Sample(
        name,
        new Image(new Field(greys.get(0).axes(), greys.size(), values, 1, List.of())),
        labels);
  }

  private LabelMap labels(Grid slice) {
    byte[] labels = new byte[slice.values().length];
    for (int i = 0; i < labels.length; i++) {
      float value = slice.values()[i];
      if (!(value >= 0 && value < classes && value == (int) value)) {
        throw new InputException(
            Text.format(
                "%s: holds the label %s; the classes are 0 to %d", label, value, classes - 1));
      }
      labels[i] = (byte) value;
    }
    return new LabelMap(slice.axes(), labels);
  }

  /** Several threads may ask at once; one reads, and what is damaged is not read again. */
  private synchronized Loaded loaded() {
    if (damaged.isPresent()) {
      throw damaged.get();
    }
    Loaded loaded = kept.get();
    if (loaded == null) {
      try {
        loaded = load();
      } catch (InputException e) {
        damaged = Optional.of(e);
        throw e;
      }
      kept = new SoftReference<>(loaded);
    }
    return loaded;
  }

  private Loaded load() {
    List<Volume> channels = VolumeReader.channels(image);
    requireNamed(channels.size());
    List<Volume> labels = VolumeReader.channels(label);
    if (labels.size() > 1) {
      throw new InputException(
          Text.format("%s: expected one label for each voxel, found %d", label, labels.size()));
    }
    requireAlike(channels.get(0), labels.get(0));
    Windowing windowing = options.windowing(modalities);
    List<IntensityWindow> windows =
        IntStream.range(0, channels.size())
            .mapToObj(i -> windowing.channel(i).orElseGet(() -> own(channels.get(i))))
            .toList();
    return new Loaded(channels, labels.get(0), windows);
  }

  private void requireNamed(int channels) {
    if (!modalities.isEmpty() && modalities.size() != channels) {
      throw new InputException(
          Text.format(
              "%s: has %d channels, but the data set's modalities are %d: %s; they must agree",
              image, channels, modalities.size(), String.join(", ", modalities)));
    }
  }

  private void requireAlike(Volume read, Volume labels) {
    if (read.oriented() != labels.oriented()) {
      // Each is turned by what it says itself: one would lie mirrored on the other.
      Path silent = labels.oriented() ? image : label;
      throw new InputException(
          Text.format(
              "%s: does not say how the patient lies, as %s does; give both the same orientation",
              silent, (labels.oriented() ? label : image).getFileName()));
    }
    if (read.slices() != labels.slices()
        || read.height() != labels.height()
        || read.width() != labels.width()) {
      throw new InputException(
          Text.format(
              "%s: the labels have %d x %d x %d voxels, the image %s %d x %d x %d; they must agree",
              label,
              labels.width(),
              labels.height(),
              labels.slices(),
              image.getFileName(),
              read.width(),
              read.height(),
              read.slices()));
    }
  }

  private static IntensityWindow own(Volume volume) {
    return IntensityWindow.ofMost(volume.values());
  }
}
