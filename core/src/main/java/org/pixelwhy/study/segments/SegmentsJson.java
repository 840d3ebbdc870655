package org.pixelwhy.study.segments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import org.pixelwhy.attribution.SegmentTable;
import org.pixelwhy.catalogue.SegmentQuestion;
import org.pixelwhy.catalogue.SegmentTables;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.RunSummary;
import org.pixelwhy.study.output.ResultJson;
import org.pixelwhy.study.request.RequestJson;

/** Tables of segments as JSON. */
public final class SegmentsJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode root = MAPPER.createObjectNode();
  private final ArrayNode images;

  /**
   * Begins with what was asked, and of which model.
   *
   * @param folder where the file is in the end: files that it names are named from there
   */
  public SegmentsJson(SegmentRequest request, SegmentationModel model, Path folder) {
    root.put("format", "pixelwhy-segments/1");
    ObjectNode asked = root.putObject("request");
    RequestJson.write(asked, request.model(), folder);
    SegmentQuestion question = request.question();
    question.methods().forEach(asked.putArray("methods")::add);
    asked.put("segments", question.apart() ? "objects" : "classes");
    asked.put("reduction", question.reduction().name().toLowerCase(Locale.ROOT));
    asked.put("on", question.on().name().toLowerCase(Locale.ROOT));
    asked.put("seed", question.settings().seed());
    question.settings().options().texts().forEach(asked.putArray("options")::add);
    ResultJson.model(root.putObject("model"), model);
    images = root.putArray("images");
  }

  /** Adds an image. */
  public void image(SegmentedImage image) {
    ObjectNode json = images.addObject();
    json.put("file", image.result().source().name());
    ArrayNode segments = json.putArray("segments");
    for (SegmentTables.Area area : image.areas()) {
      segments
          .addObject()
          .put("name", area.segment())
          .put("pixels", area.pixels())
          .put("share", area.share());
    }
    ArrayNode tables = json.putArray("tables");
    for (SegmentTable table : image.tables()) {
      ObjectNode own = tables.addObject().put("method", table.method());
      ArrayNode rows = own.putArray("rows");
      for (SegmentTable.Row row : table.rows()) {
        ObjectNode entry = rows.addObject().put("target", row.target());
        entry.put("value", row.value()).put("change", row.change()).put("rest", row.rest());
        row.contributions().forEach(entry.putArray("contributions")::add);
      }
    }
    image.result().notes().forEach(json.putArray("notes")::add);
    image.result().predictionWarnings().forEach(json.putArray("warnings")::add);
  }

  /**
   * Ends with what could not be explained, and where all of it comes from.
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
