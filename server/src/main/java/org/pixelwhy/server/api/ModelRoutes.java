package org.pixelwhy.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ModelCardYaml;
import org.pixelwhy.server.json.Fields;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.opened.Desk;
import org.pixelwhy.server.opened.LayerLinks;
import org.pixelwhy.server.opened.ListedModel;
import org.pixelwhy.server.opened.OpenedModel;
import org.pixelwhy.server.opened.PredictedClasses;
import org.pixelwhy.server.opened.PredictedClasses.ClassFacts;
import org.pixelwhy.study.Inspection;
import org.pixelwhy.tensor.Text;

/** Models, and what they predict. */
final class ModelRoutes {
  private static final int CREATED = 201;

  private final Desk desk;

  ModelRoutes(Desk desk) {
    this.desk = desk;
  }

  void add(RoutesConfig routes) {
    routes.get("/api/models", this::list);
    routes.post("/api/models", this::upload);
    routes.get("/api/models/{model}", context -> Json.send(context, facts(model(context))));
    routes.put("/api/models/{model}/card", this::card);
    routes.delete("/api/models/{model}", this::close);
    routes.get("/api/models/{model}/prediction", this::prediction);
    routes.get("/api/models/{model}/labels", this::labels);
  }

  private OpenedModel model(Context context) {
    return desk.models().get(context.pathParam("model"));
  }

  private void list(Context context) {
    ArrayNode models = JsonText.array();
    desk.models().all().forEach(model -> models.add(summary(model)));
    Json.send(context, JsonText.object().set("models", models));
  }

  /** Of a model that nobody asked for since the start, all that is known without opening it. */
  private static ObjectNode summary(ListedModel model) {
    return model
        .open()
        .map(ModelRoutes::facts)
        .orElseGet(() -> JsonText.object().put("id", model.id()).put("title", model.title()));
  }

  private void upload(Context context) {
    OpenedModel model = desk.models().upload(Body.file(context), context.queryParam("name"));
    Json.send(context.status(CREATED), facts(model));
  }

  private void card(Context context) {
    OpenedModel model = desk.models().card(context.pathParam("model"), Body.file(context));
    Json.send(context, facts(model));
  }

  private void close(Context context) {
    desk.models().close(context.pathParam("model"));
    Json.send(context, JsonText.object().put("closed", context.pathParam("model")));
  }

  private static ObjectNode facts(OpenedModel opened) {
    Inspection inspection = opened.inspection();
    SegmentationModel model = inspection.model();
    ObjectNode facts = JsonText.object();
    facts.put("id", opened.id());
    facts.put("title", opened.title());
    facts.put("producer", inspection.producer());
    facts.put("weights", inspection.parameters());
    facts.put("size", model.card().size().toString());
    facts.put("channels", model.card().channels().channels());
    facts.put("several", Fields.lower(model.decision()));
    facts.set("classes", JsonText.texts(model.classNames()));
    model.background().ifPresent(index -> facts.put("background", index));
    facts.set("card", JsonText.tree(ModelCardYaml.tree(model.card().stated())));
    facts.set("guesses", JsonText.texts(model.card().guesses()));
    facts.set("notes", JsonText.texts(model.notes()));
    facts.set("withoutGradient", JsonText.texts(inspection.withoutRule()));
    inspection.auto().ifPresent(tensor -> facts.put("auto", tensor));
    facts.set("layers", layers(inspection));
    return facts;
  }

  private static ArrayNode layers(Inspection inspection) {
    ArrayNode layers = JsonText.array();
    Map<String, Set<String>> links =
        LayerLinks.of(inspection.model().graph(), inspection.principal());
    for (Layer layer : inspection.layers()) {
      long[] dims = layer.shape().dims();
      ObjectNode facts = layers.addObject();
      facts.put("name", layer.tensor());
      facts.put("operator", layer.op());
      facts.put("features", dims[1]);
      facts.put("height", dims[dims.length - 2]);
      facts.put("width", dims[dims.length - 1]);
      facts.put("principal", inspection.principal().contains(layer.tensor()));
      facts.set("from", JsonText.texts(links.getOrDefault(layer.tensor(), Set.of())));
    }
    return layers;
  }

  private PredictedClasses predicted(Context context) {
    return desk.predict(context.pathParam("model"), Pictures.key(context));
  }

  private void prediction(Context context) {
    PredictedClasses predicted = predicted(context);
    ObjectNode facts = JsonText.object();
    facts.put("height", predicted.height());
    facts.put("width", predicted.width());
    ArrayNode classes = facts.putArray("classes");
    for (ClassFacts each : predicted.classes()) {
      ObjectNode one = classes.addObject();
      one.put("index", each.index());
      one.put("name", each.name());
      each.color().ifPresent(color -> one.put("color", Text.format("#%06x", color)));
      one.put("pixels", each.pixels());
      each.probability().ifPresent(mean -> one.put("probability", mean));
    }
    Json.send(context, facts);
  }

  private void labels(Context context) {
    Floats.send(context, predicted(context).labels());
  }
}
