package org.pixelwhy.study.prediction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.RunSummary;
import org.pixelwhy.study.output.PredictionNames;
import org.pixelwhy.study.output.ResultJson;
import org.pixelwhy.study.request.RequestJson;

/** What was predicted as JSON: everything but the masks, which are files beside. */
public final class PredictionJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode root = MAPPER.createObjectNode();
  private final ArrayNode images;
  private final ArrayNode volumes;

  /**
   * Begins with what was asked, and of which model.
   *
   * @param folder where the file is in the end: files that it names are named from there
   */
  public PredictionJson(PredictRequest request, SegmentationModel model, Path folder) {
    root.put("format", "pixelwhy-prediction/1");
    ObjectNode asked = root.putObject("request");
    RequestJson.write(asked, request.model(), folder);
    RequestJson.write(asked, request.sizing());
    request.truth().ifPresent(truth -> asked.put("truth", truth.toString()));
    ResultJson.model(root.putObject("model"), model);
    images = root.putArray("images");
    volumes = root.putArray("volumes");
  }

  /** Adds an image; its files are named by what was written. */
  public void image(
      PredictedImage image, PredictionNames.OfImage names, Collection<String> written) {
    ImageResult result = image.result();
    ObjectNode json = images.addObject();
    json.put("file", result.source().name());
    json.put("width", result.image().width());
    json.put("height", result.image().height());
    ResultJson.axes(json, image.labels().axes());
    json.put("mask", image.isVolume() ? names.array() : names.mask());
    if (written.contains(names.overlay())) {
      json.put("overlay", names.overlay());
    }
    if (written.contains(names.probabilities())) {
      json.put("probabilities", names.probabilities());
    }
    areas(json, image.areas(), "mm2");
    result.notes().forEach(json.putArray("notes")::add);
    result.predictionWarnings().forEach(json.putArray("warnings")::add);
  }

  /**
   * Adds a volume that slices are of.
   *
   * @param mask its file; empty where none was written
   */
  public void volume(VolumeAreas volume, Optional<String> mask) {
    ObjectNode json = volumes.addObject();
    json.put("file", volume.volume().toString());
    json.put("plane", volume.plane().name().toLowerCase(Locale.ROOT));
    volume.channel().ifPresent(channel -> json.put("channel", channel));
    json.put("slices", volume.slices());
    mask.ifPresent(file -> json.put("mask", file));
    areas(json, volume.areas(), "ml");
  }

  private static void areas(ObjectNode json, List<ClassArea> areas, String measure) {
    ArrayNode classes = json.putArray("classes");
    for (ClassArea area : areas) {
      ObjectNode own = classes.addObject();
      own.put("name", area.name()).put("label", area.label());
      own.put("pixels", area.pixels()).put("share", area.share());
      put(own, measure, area.measure());
      put(own, "dice", area.dice());
      put(own, "iou", area.iou());
    }
  }

  private static void put(ObjectNode json, String name, OptionalDouble value) {
    value.ifPresent(number -> json.put(name, number));
  }

  /**
   * Ends with what could not be predicted, and where all of it comes from.
   *
   * @param files all that the result consists of, by their path within the folder
   * @return the JSON text
   */
  public String end(RunSummary summary, Collection<String> files) {
    files.forEach(root.putArray("files")::add);
    ArrayNode failed = root.putArray("failed");
    summary.failures().forEach(failure -> ResultJson.failure(failed.addObject(), failure));
    ResultJson.provenance(root.putObject("provenance"), summary.provenance());
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
    }
  }
}
