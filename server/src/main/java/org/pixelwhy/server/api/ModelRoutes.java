package org.pixelwhy.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.InputStream;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.network.Predicted;
import org.pixelwhy.server.opened.Desk;
import org.pixelwhy.server.opened.Explainers.Listed;
import org.pixelwhy.server.opened.ListedModel;
import org.pixelwhy.server.opened.OpenedModel;

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
    routes.get("/api/models/{model}/explainers", this::explainers);
    routes.post("/api/models/{model}/explainers", this::explainer);
    routes.delete("/api/models/{model}/explainers/{explainer}", this::forget);
    routes.get("/api/models/{model}/explainers/{explainer}/noise", this::noise);
  }

  private OpenedModel model(Context context) {
    return desk.models().get(Caller.of(context), context.pathParam("model"));
  }

  private void list(Context context) {
    ArrayNode models = JsonText.array();
    desk.models().all(Caller.of(context)).forEach(model -> models.add(summary(model)));
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
    OpenedModel model =
        desk.models().upload(Caller.of(context), sent(context), context.queryParam("name"));
    Json.send(context.status(CREATED), facts(model));
  }

  private void card(Context context) {
    OpenedModel model =
        desk.models().card(Caller.of(context), context.pathParam("model"), sent(context));
    Json.send(context, facts(model));
  }

  private InputStream sent(Context context) {
    return Body.file(context, desk.limits().modelBytes());
  }

  private void close(Context context) {
    desk.models().close(Caller.of(context), context.pathParam("model"));
    Json.send(context, JsonText.object().put("closed", context.pathParam("model")));
  }

  private static ObjectNode facts(OpenedModel model) {
    ObjectNode facts = JsonText.object();
    facts.put("id", model.id());
    facts.put("title", model.title());
    return facts.setAll(model.facts().shown());
  }

  private void explainers(Context context) {
    ArrayNode found = JsonText.array();
    for (Listed one : desk.explainers().of(Caller.of(context), model(context).id())) {
      found.addObject().put("id", one.id()).put("title", one.title());
    }
    Json.send(context, JsonText.object().set("explainers", found));
  }

  /** Tried on the image that the query names. */
  private void explainer(Context context) {
    Listed one =
        desk.explainer(
            Caller.of(context),
            context.pathParam("model"),
            Pictures.key(context),
            Body.file(context, desk.limits().modelBytes()),
            context.queryParam("name"));
    Json.send(
        context.status(CREATED), JsonText.object().put("id", one.id()).put("title", one.title()));
  }

  private void forget(Context context) {
    String explainer = context.pathParam("explainer");
    desk.explainers().delete(Caller.of(context), model(context).id(), explainer);
    Json.send(context, JsonText.object().put("deleted", explainer));
  }

  private void noise(Context context) {
    Floats.send(
        context,
        desk.noise(
            Caller.of(context),
            context.pathParam("model"),
            context.pathParam("explainer"),
            Pictures.key(context)));
  }

  private Predicted predicted(Context context) {
    return desk.predict(Caller.of(context), context.pathParam("model"), Pictures.key(context));
  }

  private void prediction(Context context) {
    Json.send(context, predicted(context).facts());
  }

  private void labels(Context context) {
    Floats.send(context, predicted(context).labels());
  }
}
