package org.pixelwhy.data.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.RegularFile;
import org.pixelwhy.tensor.Text;

/**
 * A task of the Medical Segmentation Decathlon: {@code dataset.json} names classes and pairs of
 * NIfTI files in {@code imagesTr} and {@code labelsTr}; a fourth axis holds the channels that its
 * modalities name.
 *
 * <p>Antonelli et al.: The Medical Segmentation Decathlon, Nature Communications 2022.
 */
final class Decathlon implements Layout {
  @Override
  public String name() {
    return "decathlon";
  }

  @Override
  public String expects() {
    return "dataset.json, imagesTr/ and labelsTr/ (decathlon)";
  }

  @Override
  public boolean fits(Path root) {
    return Files.isRegularFile(root.resolve("dataset.json"))
        && Files.isDirectory(root.resolve("imagesTr"));
  }

  @Override
  public Dataset open(Path root, FolderOptions options) {
    Path file = root.resolve("dataset.json");
    JsonNode json = json(file);
    List<SegmentClass> classes = classes(file, json.path("labels"));
    List<String> modalities = modalities(json.path("modality"));
    List<Entry> entries = new ArrayList<>();
    for (JsonNode pair : json.path("training")) {
      Path image = inside(root, file, pair.path("image"));
      Path label = inside(root, file, pair.path("label"));
      String patient = image.getFileName().toString().replaceFirst("\\.nii(\\.gz)?$", "");
      entries.addAll(
          new VolumePair(patient, image, label, classes.size(), modalities, options).entries());
    }
    return new Dataset(
        json.path("name").asText(FileTree.name(root)),
        classes,
        entries,
        Optional.of(options.windowing(modalities)));
  }

  private static JsonNode json(Path file) {
    RegularFile.require(file);
    try {
      return new ObjectMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new InputException(file + ": is no JSON file: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<SegmentClass> classes(Path file, JsonNode labels) {
    List<SegmentClass> classes = new ArrayList<>();
    for (int i = 0; i < Math.min(labels.size(), LabelMap.MOST_CLASSES); i++) {
      String name = labels.path(String.valueOf(i)).asText();
      if (name.isBlank()) {
        throw new InputException(
            Text.format(
                "%s: expected a name for each of the labels 0 to %d, found none for %d",
                file, labels.size() - 1, i));
      }
      classes.add(SegmentClass.of(i, name));
    }
    return classes;
  }

  /** In the order of their numbers; empty where there are none. */
  private static List<String> modalities(JsonNode modality) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < modality.size(); i++) {
      JsonNode name = modality.isArray() ? modality.path(i) : modality.path(String.valueOf(i));
      names.add(name.asText());
    }
    return names;
  }

  /** A file below the root: what a data set says must not lead elsewhere. */
  private static Path inside(Path root, Path file, JsonNode relative) {
    Path base = root.toAbsolutePath().normalize();
    Path found = base.resolve(relative.asText()).normalize();
    if (relative.asText().isBlank() || !found.startsWith(base)) {
      throw new InputException(
          Text.format(
              "%s: expected pairs of 'image' and 'label' below this folder, found '%s'",
              file, relative.asText()));
    }
    return root.resolve(base.relativize(found));
  }
}
