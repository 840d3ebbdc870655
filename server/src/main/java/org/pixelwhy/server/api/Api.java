package org.pixelwhy.server.api;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import org.pixelwhy.server.accounts.Door;
import org.pixelwhy.server.jobs.JobQueue;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.kept.Kept;
import org.pixelwhy.server.opened.Desk;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.study.Version;

/** All routes, and what every request goes through. */
public final class Api {
  private static final int FORBIDDEN = 403;
  private static final int MISSING = 404;

  private final Desk desk;
  private final Kept kept;
  private final JobQueue jobs;
  private final Door door;
  private final Caller caller;
  private final Guard guard;
  private final PageFiles page = new PageFiles();

  /**
   * Requests about what lies on a desk, what is kept, and what waits for its turn.
   *
   * @param door who is let in
   * @param listening by which names the server is reached
   */
  public Api(Desk desk, Kept kept, JobQueue jobs, Door door, Listening listening) {
    this.desk = desk;
    this.kept = kept;
    this.jobs = jobs;
    this.door = door;
    this.caller = new Caller(door, listening);
    this.guard = new Guard(listening);
  }

  /** Enters everything into a server's configuration. */
  public void configure(JavalinConfig config) {
    RoutesConfig routes = config.routes;
    config.router.javaLangErrorHandler(Problems::failed);
    routes.before(this::admit);
    page.paths().forEach(path -> routes.get(path, page::send));
    routes.get("/api/about", this::about);
    new SessionRoutes(door, caller).add(routes);
    new ModelRoutes(desk).add(routes);
    new Pictures(desk).add(routes);
    MethodRoutes.add(routes);
    new AnswerRoutes(desk, kept).add(routes);
    new ExplanationRoutes(kept).add(routes);
    new ExportRoutes(kept.exports()).add(routes);
    new JobRoutes(jobs).add(routes);
    new Problems(desk).add(routes);
    routes.error(MISSING, this::nothing);
  }

  private void admit(Context context) {
    Guard.headers(context, page.policy());
    Optional<String> refusal = guard.refusal(context, context.req().getLocalPort());
    if (refusal.isPresent()) {
      Problems.say(context, FORBIDDEN, refusal.get());
      context.skipRemainingHandlers();
    } else if (!page.has(context.path()) && !SessionRoutes.isOpen(context)) {
      // Whatever is not said to be open is not, also what is added later.
      caller.require(context);
    }
  }

  private void nothing(Context context) {
    if (!String.valueOf(context.result()).startsWith("{")) {
      Problems.say(context, MISSING, "there is nothing at this address");
    }
  }

  private void about(Context context) {
    Limits limits = desk.limits();
    Json.send(
        context,
        JsonText.object()
            .put("version", Version.current())
            .put("modelBytes", limits.modelBytes())
            .put("imageBytes", limits.imageBytes())
            .put("samples", limits.samples())
            .put("models", limits.models())
            .put("images", limits.images())
            .put("jobs", limits.jobs()));
  }
}
