package org.pixelwhy.server.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.CancellationException;
import org.pixelwhy.server.accounts.NotKnownException;
import org.pixelwhy.server.accounts.TooOftenException;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.opened.Desk;
import org.pixelwhy.server.opened.TooMuchException;
import org.pixelwhy.server.store.StoreGoneException;
import org.pixelwhy.tensor.InputException;

/** What is said when something cannot be done: one sentence as JSON, never where it arose. */
final class Problems {
  private static final int BAD = 400;
  private static final int UNKNOWN = 401;
  private static final int MISSING = 404;
  private static final int STOPPED = 409;
  private static final int TOO_MUCH = 413;
  private static final int TOO_OFTEN = 429;
  private static final int INTERNAL = 500;
  private static final int UNAVAILABLE = 503;
  private static final String INTERNAL_TEXT = "an error of the server, which its log explains";

  private final Desk desk;

  Problems(Desk desk) {
    this.desk = desk;
  }

  void add(RoutesConfig routes) {
    routes.exception(NotThereException.class, (e, context) -> say(context, MISSING, e));
    routes.exception(
        NotKnownException.class,
        (e, context) -> {
          context.header("WWW-Authenticate", "Bearer");
          say(context, UNKNOWN, e);
        });
    routes.exception(
        TooOftenException.class,
        (e, context) -> {
          context.header("Retry-After", Long.toString(e.seconds()));
          say(context, TOO_OFTEN, e);
        });
    routes.exception(TooMuchException.class, (e, context) -> say(context, TOO_MUCH, e));
    routes.exception(InputException.class, (e, context) -> say(context, BAD, e));
    routes.exception(CancellationException.class, (e, context) -> say(context, STOPPED, e));
    routes.exception(StoreGoneException.class, (e, context) -> say(context, UNAVAILABLE, e));
    routes.exception(
        HttpResponseException.class,
        (e, context) -> say(context, e.getStatus(), "there is nothing at this address"));
    routes.exception(Exception.class, this::unexpected);
  }

  /** What takes more memory than there is fails by itself; the server goes on. */
  static void failed(HttpServletResponse response, Error error) {
    System.getLogger("org.pixelwhy.server").log(Level.ERROR, "a request", error);
    boolean full = error instanceof OutOfMemoryError;
    String text =
        full
            ? "the server has no memory left for this; ask for less at once, or later"
            : INTERNAL_TEXT;
    try {
      response.setStatus(full ? UNAVAILABLE : INTERNAL);
      response.setContentType("application/json");
      response.getOutputStream().write(JsonText.write(JsonText.object().put("error", text)));
    } catch (IOException | IllegalStateException e) {
      // Whoever asked is gone, or heard a part of an answer already.
    }
  }

  private void unexpected(Exception problem, Context context) {
    System.getLogger("org.pixelwhy.server").log(Level.ERROR, context.path(), problem);
    say(context, INTERNAL, INTERNAL_TEXT);
  }

  private void say(Context context, int status, Exception problem) {
    say(context, status, desk.named(String.valueOf(problem.getMessage())));
  }

  static void say(Context context, int status, String text) {
    Body.skip(context);
    Json.send(context.status(status), JsonText.object().put("error", text));
  }
}
