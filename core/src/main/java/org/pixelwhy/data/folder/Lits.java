package org.pixelwhy.data.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * LiTS: CT of livers and their tumours, {@code volume-N.nii} and {@code segmentation-N.nii}, at
 * most three folders deep.
 *
 * <p>Bilic et al.: The liver tumor segmentation benchmark, Medical Image Analysis 2023.
 */
final class Lits implements Layout {
  private static final List<String> CHANNELS = List.of("CT");
  private static final Pattern VOLUME = Pattern.compile("volume-(\\d{1,9})\\.nii(\\.gz)?");
  private static final Pattern LABELS = Pattern.compile("segmentation-(\\d{1,9})\\.nii(\\.gz)?");

  @Override
  public String name() {
    return "lits";
  }

  @Override
  public String expects() {
    return "volume-N.nii and segmentation-N.nii (lits)";
  }

  @Override
  public boolean fits(Path root) {
    return !FileTree.files(root, name -> VOLUME.matcher(name).matches()).isEmpty();
  }

  private static Map<Integer, Path> numbered(Path root, Pattern pattern) {
    Map<Integer, Path> numbered = new HashMap<>();
    for (Path file : FileTree.files(root, name -> pattern.matcher(name).matches())) {
      Matcher matcher = pattern.matcher(file.getFileName().toString());
      if (matcher.matches()) {
        int number = Integer.parseInt(matcher.group(1));
        Path other = numbered.putIfAbsent(number, file);
        if (other != null && !FileTree.isSame(other, file)) {
          throw new InputException(
              Text.format("%s and %s: two files of number %d; remove one", other, file, number));
        }
      }
    }
    return numbered;
  }

  @Override
  public Dataset open(Path root, FolderOptions options) {
    List<SegmentClass> classes =
        List.of(
            SegmentClass.background(), SegmentClass.of(1, "liver"), SegmentClass.of(2, "tumour"));
    Map<Integer, Path> labels = numbered(root, LABELS);
    List<Entry> entries = new ArrayList<>();
    numbered(root, VOLUME).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            volume -> {
              String patient = "volume-" + volume.getKey();
              Path label = labels.get(volume.getKey());
              if (label == null) {
                entries.add(unlabelled(patient, volume.getValue()));
              } else {
                entries.addAll(
                    new VolumePair(
                            patient, volume.getValue(), label, classes.size(), CHANNELS, options)
                        .entries());
              }
            });
    return new Dataset(
        FileTree.name(root), classes, entries, Optional.of(options.windowing(CHANNELS)));
  }

  private static Entry unlabelled(String patient, Path volume) {
    return new Entry(
        patient,
        () -> {
          throw new InputException(volume + ": there is no segmentation for this volume");
        });
  }
}
