package org.pixelwhy.spark.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.pixelwhy.spark.result.ImageRecord.MapRecord;
import org.pixelwhy.spark.result.ImageRecord.ScoreRecord;
import org.pixelwhy.study.output.NumberRow;

/** Records as JSON and back, without the loss of a bit. */
final class RecordJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String FORMAT = "pixelwhy-batch-image/1";

  private RecordJson() {}

  static byte[] write(ImageRecord record) throws IOException {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("format", FORMAT);
    json.put("request", record.request());
    json.put("sha256", record.sha256());
    json.put("width", record.width()).put("height", record.height());
    texts(json.putArray("notes"), record.notes());
    texts(json.putArray("warnings"), record.warnings());
    texts(json.putArray("failures"), record.failures());
    ArrayNode numbers = json.putArray("numbers");
    for (NumberRow row : record.numbers()) {
      numbers
          .addArray()
          .add(row.target())
          .add(row.method())
          .add(row.layer())
          .add(row.part())
          .add(row.quantity())
          .add(number(row.value()))
          .add(row.whole());
    }
    ArrayNode maps = json.putArray("maps");
    record.maps().forEach(map -> write(maps.addObject(), map));
    ObjectNode versions = json.putObject("versions");
    record.versions().forEach(versions::put);
    return MAPPER.writeValueAsBytes(json);
  }

  private static void write(ObjectNode json, MapRecord map) {
    json.put("target", map.target()).put("title", map.title());
    json.put("values", map.own()).put("valuesInImage", map.image());
    ArrayNode scores = json.putArray("scores");
    for (ScoreRecord score : map.scores()) {
      ObjectNode entry = scores.addObject().put("score", score.score());
      entry.set("value", number(score.value().orElse(Double.NaN)));
      entry.put("why", score.why());
    }
  }

  /** JSON has no words for what is not finite: NaN is null, infinities are texts. */
  private static JsonNode number(double value) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (Double.isNaN(value)) {
      return make.nullNode();
    }
    return Double.isFinite(value) ? make.numberNode(value) : make.textNode("" + value);
  }

  private static double number(JsonNode json) {
    if (json.isNull()) {
      return Double.NaN;
    }
    return json.isTextual() ? Double.parseDouble(json.asText()) : json.asDouble();
  }

  /**
   * The record.
   *
   * @throws IOException if it is none
   */
  static ImageRecord read(byte[] text) throws IOException {
    JsonNode json = MAPPER.readTree(text);
    if (!FORMAT.equals(json.path("format").asText())) {
      throw new IOException("expected a record of format " + FORMAT);
    }
    List<NumberRow> numbers = new ArrayList<>();
    for (JsonNode row : json.get("numbers")) {
      numbers.add(
          new NumberRow(
              row.get(0).asText(),
              row.get(1).asText(),
              row.get(2).asText(),
              row.get(3).asText(),
              row.get(4).asText(),
              number(row.get(5)),
              row.get(6).asBoolean()));
    }
    List<MapRecord> maps = new ArrayList<>();
    json.get("maps").forEach(map -> maps.add(map(map)));
    Map<String, String> versions = new TreeMap<>();
    json.get("versions").properties().forEach(e -> versions.put(e.getKey(), e.getValue().asText()));
    return new ImageRecord(
        json.get("request").asText(),
        json.get("sha256").asText(),
        json.get("width").asInt(),
        json.get("height").asInt(),
        texts(json.get("notes")),
        texts(json.get("warnings")),
        texts(json.get("failures")),
        numbers,
        maps,
        versions);
  }

  private static MapRecord map(JsonNode json) {
    List<ScoreRecord> scores = new ArrayList<>();
    for (JsonNode score : json.get("scores")) {
      double value = number(score.get("value"));
      scores.add(
          new ScoreRecord(
              score.get("score").asText(),
              Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value),
              score.get("why").asText()));
    }
    return new MapRecord(
        json.get("target").asText(),
        json.get("title").asText(),
        json.get("values").asText(),
        json.get("valuesInImage").asText(),
        scores);
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
