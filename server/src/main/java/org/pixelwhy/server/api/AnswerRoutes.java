package org.pixelwhy.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixelwhy.server.json.Fields;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.kept.Kept;
import org.pixelwhy.server.network.Asked;
import org.pixelwhy.server.network.QuestionJson;
import org.pixelwhy.server.opened.Answer;
import org.pixelwhy.server.opened.Desk;
import org.pixelwhy.server.opened.Running;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.tensor.InputException;

/** Questions, how far they are, and answers. */
final class AnswerRoutes {
  private static final int CREATED = 201;
  private static final Set<String> FIELDS =
      Stream.concat(
              QuestionJson.FIELDS.stream(),
              Stream.of("ticket", "preview", "keep", "explanation", "whole"))
          .collect(Collectors.toUnmodifiableSet());

  private final Desk desk;
  private final Kept kept;

  AnswerRoutes(Desk desk, Kept kept) {
    this.desk = desk;
    this.kept = kept;
  }

  void add(RoutesConfig routes) {
    routes.post("/api/answers", this::ask);
    routes.get("/api/answers/{answer}", context -> Json.send(context, answer(context).facts()));
    routes.get("/api/answers/{answer}/target", this::target);
    routes.get("/api/answers/{answer}/maps/{map}", this::map);
    routes.post("/api/compiled", this::compile);
    routes.get("/api/questions/{ticket}", this::progress);
    routes.delete("/api/questions/{ticket}", this::stop);
  }

  private void ask(Context context) {
    Fields fields = new Fields(Json.body(context), FIELDS);
    Optional<String> ticket = fields.optionalText("ticket");
    if (ticket.isPresent() && !ticket.get().matches("[A-Za-z0-9-]{1,40}")) {
      throw new InputException("ticket: expected up to 40 letters, digits and hyphens");
    }
    Optional<String> to = fields.optionalText("explanation");
    boolean whole = fields.flag("whole", false);
    Asked asked = QuestionJson.read(fields);
    boolean preview = fields.flag("preview", false);
    Person person = Caller.of(context);
    Answer answer = preview ? desk.preview(person, asked, ticket) : desk.ask(person, asked, ticket);
    ObjectNode facts = answer.facts();
    if (to.isPresent() || fields.flag("keep", false)) {
      facts.put("explanation", kept.keep(answer, to));
    }
    context.status(CREATED);
    if (whole) {
      Floats.send(context, facts, answer.explained());
    } else {
      Json.send(context, facts);
    }
  }

  private void compile(Context context) {
    Asked asked = QuestionJson.read(new Fields(Json.body(context), QuestionJson.FIELDS));
    Floats.send(context, desk.compile(Caller.of(context), asked));
  }

  private Answer answer(Context context) {
    return desk.answers().get(Caller.of(context), context.pathParam("answer"));
  }

  private void target(Context context) {
    Floats.send(context, answer(context).explained().pixels());
  }

  private void map(Context context) {
    Floats.send(context, answer(context).map(Floats.map(context)));
  }

  private void progress(Context context) {
    Running.Progress progress =
        desk.turns().get(Caller.of(context), context.pathParam("ticket")).progress();
    Json.send(
        context,
        JsonText.object()
            .put("what", progress.what())
            .put("done", progress.done())
            .put("total", progress.total()));
  }

  private void stop(Context context) {
    desk.turns().get(Caller.of(context), context.pathParam("ticket")).stop();
    Json.send(context, JsonText.object().put("stopped", context.pathParam("ticket")));
  }
}
