package org.pixelwhy.study.dataset;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.pixelwhy.data.Batches;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Loader;
import org.pixelwhy.data.LoaderOptions;
import org.pixelwhy.data.Part;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.data.Split;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.dataset.DatasetInspection.ClassShare;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.tensor.digest.Sha256;

/** Reads a data set through once and counts. */
public final class DatasetInspector {
  private static final int SHOWN = 24;
  private static final int THREADS = 2;

  private final Dataset dataset;
  private final Map<String, Part> partOf = new HashMap<>();
  private final Map<String, Integer> sizes = new TreeMap<>();
  private final Map<Integer, Integer> channels = new TreeMap<>();
  private final Map<String, Integer> spacings = new TreeMap<>();
  private final Map<String, Integer> parts = new TreeMap<>();
  private final Map<String, String> broken = new LinkedHashMap<>();
  private final Map<String, List<String>> byContent = new LinkedHashMap<>();
  private final List<String> withoutSegment = new ArrayList<>();
  private final List<String> leaks = new ArrayList<>();
  private final List<Sample> shown = new ArrayList<>();
  private final Map<String, Integer> noted = new LinkedHashMap<>();
  private final long[] pixels;
  private final int[] occurrences;
  private float least = Float.POSITIVE_INFINITY;
  private float greatest = Float.NEGATIVE_INFINITY;
  private long ignored;
  private int images;

  private DatasetInspector(Dataset dataset) {
    this.dataset = dataset;
    this.pixels = new long[dataset.classes().size()];
    this.occurrences = new int[dataset.classes().size()];
  }

  /**
   * Looks at a data set.
   *
   * @param layout as which it was read
   * @param split which is looked through for leaks, if there is one
   * @throws InputException if no image can be read
   */
  public static DatasetInspection inspect(
      Dataset dataset, String layout, Optional<Split> split, Progress progress) {
    DatasetInspector inspector = new DatasetInspector(dataset);
    inspector.assign(split);
    inspector.read(progress);
    return inspector.result(layout);
  }

  private void assign(Optional<Split> split) {
    dataset.entries().forEach(e -> e.part().ifPresent(part -> partOf.put(e.name(), part)));
    if (split.isPresent()) {
      for (Part part : Part.values()) {
        split.get().names(part).forEach(name -> partOf.put(name, part));
      }
      try {
        split.get().check(dataset);
      } catch (InputException e) {
        leaks.add(e.getMessage());
      }
    }
  }

  private void read(Progress progress) {
    int total = dataset.entries().size();
    int step = Math.max(1, -Math.floorDiv(-total, SHOWN));
    LoaderOptions options = new LoaderOptions(1, false, List.of(), 0, THREADS);
    Loader loader =
        new Loader(
            dataset.entries(), options, (entry, e) -> broken.put(entry.name(), e.getMessage()));
    try (Batches batches = loader.epoch(0)) {
      while (batches.hasNext()) {
        Sample sample = batches.next().samples().get(0);
        int position = images + broken.size();
        progress.step(sample.name(), position, total);
        if (position % step == 0) {
          shown.add(sample);
        }
        count(sample);
      }
    }
    if (images == 0) {
      throw new InputException(
          Text.format(
              "%s: none of %d images can be read; the first: %s",
              dataset.name(), total, broken.values().iterator().next()));
    }
  }

  private void count(Sample sample) {
    images++;
    Image image = sample.image();
    sizes.merge(Text.format("%d x %d", image.width(), image.height()), 1, Integer::sum);
    channels.merge(image.channels(), 1, Integer::sum);
    image.axes().spacingText().ifPresent(spacing -> spacings.merge(spacing, 1, Integer::sum));
    Part part = partOf.get(sample.name());
    if (part != null) {
      parts.merge(part.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
    }
    for (float value : image.values()) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    long[] counts = sample.labels().counts();
    for (int label = 0; label < pixels.length; label++) {
      pixels[label] += counts[label];
      occurrences[label] += counts[label] > 0 ? 1 : 0;
    }
    ignored += counts[LabelMap.IGNORED];
    image.notes().forEach(note -> noted.merge(note, 1, Integer::sum));
    if (counts[0] + counts[LabelMap.IGNORED] == sample.labels().classes().length) {
      withoutSegment.add(sample.name());
    }
    byContent.computeIfAbsent(digest(image), key -> new ArrayList<>()).add(sample.name());
  }

  private static String digest(Image image) {
    ByteBuffer bytes = ByteBuffer.allocate(12 + 4 * image.values().length);
    bytes.putInt(image.channels()).putInt(image.height()).putInt(image.width());
    bytes.asFloatBuffer().put(image.values());
    return Sha256.of(bytes.array());
  }

  private DatasetInspection result(String layout) {
    List<List<String>> duplicates =
        byContent.values().stream().filter(names -> names.size() > 1).toList();
    for (List<String> names : duplicates) {
      if (names.stream().map(partOf::get).distinct().count() > 1) {
        leaks.add("the same picture in several parts: " + String.join(", ", names));
      }
    }
    leaks.addAll(groupsInSeveralParts());
    long groups = dataset.entries().stream().map(Entry::group).distinct().count();
    return new DatasetInspection(
        dataset.name(),
        layout,
        images,
        (int) groups,
        parts,
        sizes,
        channels,
        least,
        greatest,
        spacings,
        shares(),
        ignored,
        notes(),
        withoutSegment,
        broken,
        duplicates,
        leaks.stream().distinct().toList(),
        shown);
  }

  private List<ClassShare> shares() {
    long all = Math.max(1, LongStream.of(pixels).sum());
    List<ClassShare> shares = new ArrayList<>();
    for (int label = 0; label < pixels.length; label++) {
      SegmentClass known = dataset.classes().get(label);
      shares.add(
          new ClassShare(known, pixels[label], (double) pixels[label] / all, occurrences[label]));
    }
    return shares;
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(dataset.notes());
    noted.forEach(
        (note, count) -> notes.add(Text.format("%d of %d images: %s", count, images, note)));
    if (dataset.windowing().isEmpty() && channels.keySet().equals(Set.of(1, 3))) {
      notes.add(
          Text.format(
              "%d of %d images are grey, the others colour: training repeats the grey channel three"
                  + " times",
              channels.get(1), images));
    }
    return notes;
  }

  /** Where the data set itself says which part its images are in. */
  private List<String> groupsInSeveralParts() {
    Map<String, Part> seen = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (Entry entry : dataset.entries()) {
      Part part = partOf.get(entry.name());
      Part before = part == null ? null : seen.putIfAbsent(entry.group(), part);
      if (before != null && before != part && entry.part().isPresent()) {
        found.add(Text.format("group '%s' is in %s and in %s", entry.group(), before, part));
      }
    }
    return found;
  }
}
