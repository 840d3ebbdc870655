package org.pixelwhy.server.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.image.Grid;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.render.Coloring;
import org.pixelwhy.server.opened.Answer;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;

/** What there is to say of an answer, its maps' numbers aside. */
public final class AnswerFacts {
  private static final double NANOS = 1e6;

  private AnswerFacts() {}

  /** The facts of an answer and of each of its maps. */
  public static ObjectNode of(Answer answer) {
    TargetResult target = answer.target();
    ObjectNode facts = JsonText.object();
    facts.put("id", answer.id());
    facts.put("target", answer.asked().target());
    facts.put("description", target.description());
    facts.put("class", target.channel());
    facts.put("pixels", target.mask().count());
    facts.put("outputPixels", target.pixels());
    facts.put("value", target.value());
    facts.put("milliseconds", answer.nanos() / NANOS);
    facts.set("warnings", JsonText.texts(target.warnings()));
    ArrayNode maps = facts.putArray("maps");
    target.maps().forEach(map -> maps.add(of(map)));
    return facts;
  }

  private static ObjectNode of(MapResult map) {
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
    return facts;
  }
}
