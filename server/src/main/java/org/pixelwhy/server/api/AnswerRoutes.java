package org.pixelwhy.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.render.Coloring;
import org.pixelwhy.server.opened.Answer;
import org.pixelwhy.server.opened.Asked;
import org.pixelwhy.server.opened.Desk;
import org.pixelwhy.server.opened.PictureKey;
import org.pixelwhy.server.opened.Running;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.InputException;

/** Questions, how far they are, and answers. */
final class AnswerRoutes {
  private static final int CREATED = 201;
  private static final double NANOS = 1e6;
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "image",
          "plane",
          "slice",
          "target",
          "reduction",
          "on",
          "methods",
          "layers",
          "options",
          "seed",
          "ticket");

  private final Desk desk;

  AnswerRoutes(Desk desk) {
    this.desk = desk;
  }

  void add(RoutesConfig routes) {
    routes.post("/api/answers", this::ask);
    routes.get("/api/answers/{answer}", context -> Json.send(context, facts(answer(context))));
    routes.get("/api/answers/{answer}/target", this::target);
    routes.get("/api/answers/{answer}/maps/{map}", this::map);
    routes.get("/api/questions/{ticket}", this::progress);
    routes.delete("/api/questions/{ticket}", this::stop);
  }

  private void ask(Context context) {
    Fields fields = new Fields(Json.body(context), FIELDS);
    Optional<String> ticket = fields.optionalText("ticket");
    if (ticket.isPresent() && !ticket.get().matches("[A-Za-z0-9-]{1,40}")) {
      throw new InputException("ticket: expected up to 40 letters, digits and hyphens");
    }
    Answer answer = desk.ask(asked(fields), ticket);
    Json.send(context.status(CREATED), facts(answer));
  }

  private static Asked asked(Fields fields) {
    Optional<org.pixelwhy.image.Plane> plane =
        fields
            .optionalText("plane")
            .map(text -> Fields.choice("plane", text, org.pixelwhy.image.Plane.class));
    long slice = fields.whole("slice", 0);
    if (slice != (int) slice) {
      throw new InputException("slice: expected a whole number from 0");
    }
    return new Asked(
        fields.text("model"),
        new PictureKey(fields.text("image"), plane, (int) slice),
        fields.text("target"),
        new Asked.Number(
            fields.choice("reduction", Reduction.MEAN), fields.choice("on", OutputSpace.LOGITS)),
        new Asked.Methods(
            fields.texts("methods", List.of()),
            fields.texts("layers", List.of(Layers.AUTO)),
            fields.texts("options", List.of()),
            fields.whole("seed", 0)));
  }

  private Answer answer(Context context) {
    return desk.answers().get(context.pathParam("answer"));
  }

  private static ObjectNode facts(Answer answer) {
    TargetResult target = answer.target();
    ObjectNode facts = Json.object();
    facts.put("id", answer.id());
    facts.put("target", answer.asked().target());
    facts.put("description", target.description());
    facts.put("class", target.channel());
    facts.put("pixels", target.mask().count());
    facts.put("outputPixels", target.pixels());
    facts.put("value", target.value());
    facts.put("milliseconds", answer.nanos() / NANOS);
    facts.set("warnings", Json.texts(target.warnings()));
    ArrayNode maps = facts.putArray("maps");
    target.maps().forEach(map -> maps.add(facts(map)));
    return facts;
  }

  private static ObjectNode facts(MapResult map) {
    Attribution attribution = map.attribution();
    Grid grid = map.grid();
    boolean signed = attribution.positionSign() != Sign.UNSIGNED;
    Coloring usual =
        Coloring.of(
            grid, signed ? ColorMap.BLUE_WHITE_RED : ColorMap.VIRIDIS, Coloring.USUAL_PERCENTILE);
    ObjectNode facts = Json.object();
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
    facts.set("notes", Json.texts(attribution.notes()));
    facts.set("warnings", Json.texts(map.warnings()));
    return facts;
  }

  private void target(Context context) {
    Mask mask = answer(context).pixels();
    byte[] bytes = new byte[mask.size()];
    for (int pixel : mask.indices()) {
      bytes[pixel] = 1;
    }
    Floats.send(context, bytes);
  }

  private void map(Context context) {
    Answer answer = answer(context);
    try {
      int index = Integer.parseInt(context.pathParam("map"));
      Floats.send(context, answer.map(index).grid().values());
    } catch (NumberFormatException e) {
      throw new InputException("maps are numbered from 0", e);
    }
  }

  private void progress(Context context) {
    Running.Progress progress = desk.turns().get(context.pathParam("ticket")).progress();
    Json.send(
        context,
        Json.object()
            .put("what", progress.what())
            .put("done", progress.done())
            .put("total", progress.total()));
  }

  private void stop(Context context) {
    desk.turns().get(context.pathParam("ticket")).stop();
    Json.send(context, Json.object().put("stopped", context.pathParam("ticket")));
  }
}
