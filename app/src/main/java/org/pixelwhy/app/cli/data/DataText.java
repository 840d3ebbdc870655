package org.pixelwhy.app.cli.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.folder.DatasetFolder;
import org.pixelwhy.data.folder.FolderOptions;
import org.pixelwhy.data.synthetic.GeneratorText;
import org.pixelwhy.study.training.UnmaskedImages;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Option;

/** A data set as users write it: a folder, or so many generated images such as testnet:1000. */
public final class DataText {
  @Option(
      names = "--layout",
      paramLabel = "NAME",
      description =
          "How a folder is laid out: folders, kvasir-seg, ham10000, decathlon, lits, "
              + "mask-per-object; found out where it is not stated.")
  private String layout;

  @Option(
      names = "--plane",
      paramLabel = "axial|coronal|sagittal",
      defaultValue = "axial",
      description = "How volumes are cut into images (${DEFAULT-VALUE}).")
  private String plane;

  @Option(
      names = "--window",
      paramLabel = "LOW,HIGH",
      description =
          "Values of volumes that become black and white, in all channels; -160,240 for CT, "
              + "else the first and last percent of each channel.")
  private String window;

  @Option(names = "--positive-slices", description = "Leave out slices without a segment.")
  private boolean positiveSlices;

  /** Opens the data set. */
  public Dataset open(String text, long seed) {
    int colon = text.lastIndexOf(':');
    if (isGenerated(text)) {
      int count = (int) Numbers.whole("--data", text.substring(colon + 1), 1);
      return GeneratorText.parse(text.substring(0, colon), seed).dataset(count);
    }
    return DatasetFolder.open(Path.of(text), folderOptions());
  }

  /** Whether a text names a folder of pictures alone, and no layout is stated. */
  boolean isUnmasked(String text) {
    return layout == null && !isGenerated(text) && UnmaskedImages.are(Path.of(text));
  }

  /**
   * Refuses a layout beside what says itself how files lie.
   *
   * @param option that says it
   */
  void requireUnstated(String option) {
    if (!description().isEmpty()) {
      throw new InputException(
          Text.format(
              "--%s: says how a data set of --data is read; leave it out beside %s",
              description().keySet().iterator().next(), option));
    }
  }

  /** As what the data set is read. */
  String layout(String text) {
    return isGenerated(text) ? "generated" : DatasetFolder.layoutOf(Path.of(text), folderOptions());
  }

  private static boolean isGenerated(String text) {
    int colon = text.lastIndexOf(':');
    return colon > 0
        && GeneratorText.names(text.substring(0, colon))
        && !Files.exists(Path.of(text));
  }

  private FolderOptions folderOptions() {
    FolderOptions options = FolderOptions.of(Optional.ofNullable(layout), plane, positiveSlices);
    if (window == null) {
      return options;
    }
    String[] bounds = window.split(",", -1);
    String high = bounds.length == 2 ? bounds[1] : "";
    return options.withWindow(
        Numbers.real("--window LOW,HIGH", bounds[0]), Numbers.real("--window LOW,HIGH", high));
  }

  /** What was stated, as it is written in a command line. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    description()
        .forEach(
            (name, value) -> {
              arguments.add("--" + name);
              if (!value.equals("true")) {
                arguments.add(value);
              }
            });
    return arguments;
  }

  /** What was stated, to tell trainings apart. */
  Map<String, String> description() {
    Map<String, String> stated = new LinkedHashMap<>();
    if (layout != null) {
      stated.put("layout", layout);
    }
    if (!plane.equals("axial")) {
      stated.put("plane", plane);
    }
    if (window != null) {
      stated.put("window", window);
    }
    if (positiveSlices) {
      stated.put("positive-slices", "true");
    }
    return stated;
  }
}
