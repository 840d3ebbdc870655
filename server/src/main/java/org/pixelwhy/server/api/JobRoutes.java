package org.pixelwhy.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixelwhy.server.jobs.Job;
import org.pixelwhy.server.jobs.JobQueue;
import org.pixelwhy.server.json.Fields;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.kept.Kept;
import org.pixelwhy.server.network.QuestionJson;
import org.pixelwhy.server.network.Unfinished;
import org.pixelwhy.server.store.JobRow;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.tensor.InputException;

/** Jobs: questions that are answered when their turn comes. */
final class JobRoutes {
  private static final int ACCEPTED = 202;
  private static final int NOTHING = 204;
  private static final String FACTS = "Map-Facts";
  private static final int MOST = 200;
  private static final Set<String> FIELDS =
      Stream.concat(QuestionJson.FIELDS.stream(), Stream.of("explanation"))
          .collect(Collectors.toUnmodifiableSet());

  private final JobQueue jobs;
  private final JobEvents events;

  JobRoutes(JobQueue jobs) {
    this.jobs = jobs;
    this.events = new JobEvents(jobs);
  }

  void add(RoutesConfig routes) {
    routes.post("/api/jobs", this::queue);
    routes.get("/api/jobs", this::list);
    routes.get("/api/jobs/{job}", context -> Json.send(context, facts(job(context))));
    routes.delete("/api/jobs/{job}", this::cancel);
    routes.get("/api/jobs/{job}/partial", this::partial);
    routes.before("/api/jobs/{job}/events", this::followable);
    routes.sse("/api/jobs/{job}/events", events::follow);
  }

  private static String id(Context context) {
    return context.pathParam("job");
  }

  private Job job(Context context) {
    return jobs.get(Caller.of(context), id(context));
  }

  /** Said before the answer begins, which has no status of its own any more. */
  private void followable(Context context) {
    job(context);
    if (!"text/event-stream".equals(context.header("Accept"))) {
      throw new InputException("events are asked for with the header 'Accept: text/event-stream'");
    }
    events.requireRoom();
  }

  private void queue(Context context) {
    Fields fields = new Fields(Json.body(context), FIELDS);
    Person person = Caller.of(context);
    String id = jobs.add(person, QuestionJson.read(fields), fields.optionalText("explanation"));
    Json.send(context.status(ACCEPTED), facts(jobs.get(person, id)));
  }

  private void list(Context context) {
    ArrayNode all = JsonText.array();
    jobs.latest(Caller.of(context), MOST).forEach(job -> all.add(facts(job)));
    Json.send(context, JsonText.object().set("jobs", all));
  }

  private void cancel(Context context) {
    jobs.cancel(Caller.of(context), id(context));
    Json.send(context, facts(job(context)));
  }

  /** Facts and numbers belong together, so that both come at once. */
  private void partial(Context context) {
    Optional<Unfinished> map = jobs.unfinished(Caller.of(context), id(context));
    if (map.isEmpty()) {
      context.status(NOTHING);
      return;
    }
    context.header(FACTS, JsonText.ascii(map.get().facts()));
    Floats.send(context, map.get().values());
  }

  /** What there is to say of a job. */
  static ObjectNode facts(Job job) {
    JobRow row = job.row();
    ObjectNode facts = JsonText.object();
    facts.put("id", JobQueue.id(row));
    facts.put("state", Fields.lower(row.state()));
    facts.put("created", Instant.ofEpochMilli(row.created()).toString());
    facts.set("question", JsonText.kept(row.question()));
    if (row.state() == JobRow.State.QUEUED) {
      facts.put("before", row.before());
    }
    job.progress()
        .ifPresent(
            progress -> {
              facts.put("what", progress.what());
              facts.put("done", progress.done());
              facts.put("total", progress.total());
              progress.secondsLeft().ifPresent(left -> facts.put("secondsLeft", left));
            });
    row.explanation().ifPresent(explanation -> facts.put("explanation", Kept.id(explanation)));
    if (!row.problem().isEmpty()) {
      facts.put("error", row.problem());
    }
    return facts;
  }
}
