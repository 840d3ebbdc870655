package org.pixelwhy.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.server.json.Fields;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.kept.Kept;
import org.pixelwhy.server.network.Asked;
import org.pixelwhy.server.network.PictureKey;
import org.pixelwhy.server.store.ExplanationRow;
import org.pixelwhy.server.store.ExplanationRow.AnswerRow;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.tensor.InputException;

/** Explanations that are kept. */
final class ExplanationRoutes {
  private static final int USUAL = 50;
  private static final int MOST = 200;

  private final Kept kept;

  ExplanationRoutes(Kept kept) {
    this.kept = kept;
  }

  void add(RoutesConfig routes) {
    routes.get("/api/explanations", this::list);
    routes.get("/api/explanations/{explanation}", this::whole);
    routes.patch("/api/explanations/{explanation}", this::change);
    routes.delete("/api/explanations/{explanation}", this::delete);
    routes.get("/api/explanations/{explanation}/target", this::target);
    routes.get("/api/explanations/{explanation}/maps/{map}", this::map);
  }

  private static String id(Context context) {
    return context.pathParam("explanation");
  }

  private void list(Context context) {
    int most = count(context);
    String text = Optional.ofNullable(context.queryParam("find")).orElse("").strip();
    Optional<String> before = Optional.ofNullable(context.queryParam("before"));
    List<ExplanationRow> found = kept.find(Caller.of(context), text, before, most + 1);
    List<ExplanationRow> shown = found.subList(0, Math.min(most, found.size()));
    ObjectNode json = JsonText.object();
    ArrayNode explanations = json.putArray("explanations");
    shown.forEach(row -> explanations.add(summary(context, row)));
    if (found.size() > most) {
      json.put("next", Kept.id(shown.get(most - 1)));
    }
    Json.send(context, json);
  }

  private static int count(Context context) {
    String text = context.queryParam("count");
    try {
      int count = text == null ? USUAL : Integer.parseInt(text);
      if (count >= 1 && count <= MOST) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new InputException("count: expected a whole number from 1 to " + MOST);
  }

  private static ObjectNode summary(Context context, ExplanationRow row) {
    ObjectNode json = JsonText.object();
    json.put("id", Kept.id(row));
    json.put("name", row.name());
    json.put("description", row.about().title());
    json.put("shared", row.owned().shared());
    json.put("own", row.owned().by().equals(Caller.of(context)));
    json.put("created", Instant.ofEpochMilli(row.created()).toString());
    json.put("model", Kept.model(row));
    json.put("image", Kept.image(row));
    Set<String> methods = new LinkedHashSet<>();
    long maps = 0;
    long dreams = 0;
    for (AnswerRow answer : row.answers()) {
      Asked asked = Kept.asked(answer);
      methods.addAll(asked.methods().names());
      maps += asked.isDream() ? 0 : answer.maps().size();
      dreams += asked.isDream() ? 1 : 0;
    }
    PictureKey picture = Kept.asked(row.answers().get(0)).picture();
    picture
        .plane()
        .ifPresent(plane -> json.put("plane", Fields.lower(plane)).put("slice", picture.slice()));
    json.put("target", row.about().target());
    json.set("methods", JsonText.texts(methods));
    json.put("maps", maps);
    json.put("dreams", dreams);
    return json;
  }

  private void whole(Context context) {
    ExplanationRow row = kept.row(Caller.of(context), id(context));
    ObjectNode json = summary(context, row);
    ArrayNode answers = json.putArray("answers");
    for (AnswerRow answer : row.answers()) {
      ObjectNode one = (ObjectNode) JsonText.kept(answer.facts());
      one.remove("id");
      one.set("question", JsonText.kept(answer.question()));
      one.set("provenance", JsonText.kept(answer.provenance()));
      answers.add(one);
    }
    Json.send(context, json);
  }

  /** Names it, or says who may see it, or both. */
  private void change(Context context) {
    Fields fields = new Fields(Json.body(context), Set.of("name", "shared"));
    Person person = Caller.of(context);
    Optional<String> name = fields.optionalText("name");
    Optional<Boolean> shared = fields.optionalFlag("shared");
    if (name.isEmpty() && shared.isEmpty()) {
      throw new InputException("expected a field 'name' or 'shared'");
    }
    name.ifPresent(text -> kept.rename(person, id(context), text));
    shared.ifPresent(all -> kept.share(person, id(context), all));
    Json.send(context, summary(context, kept.row(person, id(context))));
  }

  private void delete(Context context) {
    kept.delete(Caller.of(context), id(context));
    Json.send(context, JsonText.object().put("deleted", id(context)));
  }

  private void target(Context context) {
    Floats.send(context, kept.pixels(Caller.of(context), id(context)));
  }

  private void map(Context context) {
    Floats.send(context, kept.map(Caller.of(context), id(context), Floats.map(context)));
  }
}
