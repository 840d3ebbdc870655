package org.pixelwhy.server.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.catalogue.ScoreCurve;
import org.pixelwhy.image.Grid;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.render.Coloring;
import org.pixelwhy.server.json.Fields;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.json.LittleEndian;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.ScoreResult;
import org.pixelwhy.study.TargetResult;

/**
 * What a network answered, as it travels and is kept.
 *
 * @param facts what there is to say of it and of each of its maps, their numbers aside
 * @param pixels the target's pixels in the image's geometry, a byte each
 * @param maps float32, little-endian, of the image's size
 */
public record Explained(ObjectNode facts, byte[] pixels, List<byte[]> maps) {
  public Explained {
    maps = List.copyOf(maps);
  }

  /** The same, with facts that may be changed without changing these. */
  Explained copy() {
    return new Explained(facts.deepCopy(), pixels, maps);
  }

  static Explained of(TargetResult target) {
    ObjectNode facts = JsonText.object();
    facts.put("description", target.description());
    facts.put("class", target.channel());
    facts.put("pixels", target.mask().count());
    facts.put("outputPixels", target.pixels());
    facts.put("value", target.value());
    facts.set("warnings", JsonText.texts(target.warnings()));
    ArrayNode maps = facts.putArray("maps");
    target.maps().forEach(map -> maps.add(facts(map)));
    return new Explained(
        facts,
        target.mask().bytes(),
        target.maps().stream().map(map -> LittleEndian.bytes(map.grid().values())).toList());
  }

  private static ObjectNode facts(MapResult map) {
    Attribution attribution = map.attribution();
    Grid grid = map.grid();
    boolean signed = attribution.positionSign() != Sign.UNSIGNED;
    Coloring usual =
        Coloring.of(
            grid, signed ? ColorMap.BLUE_WHITE_RED : ColorMap.VIRIDIS, Coloring.USUAL_PERCENTILE);
    ObjectNode facts = JsonText.object();
    facts.put("method", map.method().id());
    facts.put("title", map.method().title());
    facts.put("part", attribution.extras().part());
    facts.put("layer", attribution.layer());
    facts.put("unit", map.method().unit());
    facts.put("sign", Fields.lower(attribution.positionSign()));
    facts.put("height", grid.height());
    facts.put("width", grid.width());
    facts.put("low", usual.range().low());
    facts.put("high", usual.range().high());
    facts.put("min", grid.min());
    facts.put("max", grid.max());
    facts.put("blank", attribution.isBlank());
    ArrayNode shape = facts.putArray("shape");
    for (long extent : attribution.values().shape().dims()) {
      shape.add(extent);
    }
    facts.set("notes", JsonText.texts(attribution.notes()));
    facts.set("warnings", JsonText.texts(map.warnings()));
    if (!map.scores().isEmpty()) {
      ArrayNode scores = facts.putArray("scores");
      map.scores().forEach(score -> scores.add(facts(score)));
    }
    return facts;
  }

  private static ObjectNode facts(ScoreResult result) {
    ObjectNode facts = JsonText.object();
    facts.put("score", result.score().id());
    result.value().ifPresent(value -> facts.put("value", value));
    facts.set("notes", JsonText.texts(result.notes()));
    ArrayNode curves = facts.putArray("curves");
    for (ScoreCurve curve : result.curves()) {
      ObjectNode one = curves.addObject();
      one.put("title", curve.title());
      one.put("across", curve.across());
      one.put("up", curve.up());
      one.set("x", numbers(curve.x()));
      one.set("y", numbers(curve.y()));
    }
    return facts;
  }

  /** Where there is none, null. */
  private static ArrayNode numbers(double[] values) {
    ArrayNode numbers = JsonText.array();
    for (double value : values) {
      if (Double.isFinite(value)) {
        numbers.add(value);
      } else {
        numbers.addNull();
      }
    }
    return numbers;
  }

  /** What was asked about, resolved, in words. */
  public String description() {
    return facts.path("description").textValue();
  }

  /** How much its arrays take. */
  public long bytes() {
    return pixels.length + maps.stream().mapToLong(map -> map.length).sum();
  }
}
