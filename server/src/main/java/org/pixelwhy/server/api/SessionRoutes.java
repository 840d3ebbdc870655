package org.pixelwhy.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.server.accounts.Door;
import org.pixelwhy.server.accounts.Door.Lock;
import org.pixelwhy.server.accounts.Door.Opened;
import org.pixelwhy.server.accounts.Session;
import org.pixelwhy.server.json.Fields;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.tensor.InputException;

/** Logging in and out. */
final class SessionRoutes {
  /** Where nobody has to be known. */
  static final String PATH = "/api/session";

  private static final int CREATED = 201;

  private final Door door;
  private final Caller caller;

  SessionRoutes(Door door, Caller caller) {
    this.door = door;
    this.caller = caller;
  }

  void add(RoutesConfig routes) {
    routes.get("/api/session", this::now);
    routes.post("/api/session", this::logIn);
    routes.delete("/api/session", this::logOut);
    routes.put("/api/session/password", this::password);
  }

  /** Whether a request needs nobody to be known: it asks who is, or lets somebody in. */
  static boolean isOpen(Context context) {
    return context.path().equals(PATH) && !context.req().getMethod().equals("DELETE");
  }

  private void now(Context context) {
    Json.send(context, facts(caller.session(context)));
  }

  private ObjectNode facts(Optional<Session> session) {
    ObjectNode facts = JsonText.object().put("needs", Fields.lower(door.lock()));
    session.ifPresent(known -> facts.put("name", known.name()).put("proof", known.proof()));
    return facts;
  }

  private void logIn(Context context) {
    Opened opened = opened(context);
    // Whoever was logged in here before is not any more.
    caller.cookie(context).ifPresent(door::close);
    caller.keep(context, opened.cookie(), Door.LONGEST.toSeconds());
    Json.send(context.status(CREATED), facts(Optional.of(opened.session())));
  }

  private Opened opened(Context context) {
    String address = caller.address(context);
    if (door.lock() == Lock.TOKEN) {
      Fields fields = new Fields(Json.body(context), Set.of("token"));
      return door.byToken(fields.text("token"), address);
    }
    if (door.lock() == Lock.ACCOUNT) {
      Fields fields = new Fields(Json.body(context), Set.of("name", "password"));
      return door.byPassword(fields.text("name"), fields.text("password"), address);
    }
    throw new InputException("nobody logs in here: this server has no accounts");
  }

  private void password(Context context) {
    Fields fields = new Fields(Json.body(context), Set.of("old", "new"));
    Session session =
        Caller.by(context)
            .orElseThrow(
                () -> new InputException("nobody has a password here: there are no accounts"));
    door.change(session, fields.text("old"), fields.text("new"), caller.address(context));
    caller.keep(context, "", 0);
    Json.send(context, facts(Optional.empty()));
  }

  private void logOut(Context context) {
    caller.cookie(context).ifPresent(door::close);
    caller.keep(context, "", 0);
    Json.send(context, facts(Optional.empty()));
  }
}
