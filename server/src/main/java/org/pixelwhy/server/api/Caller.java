package org.pixelwhy.server.api;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.pixelwhy.server.accounts.Door;
import org.pixelwhy.server.accounts.Door.Lock;
import org.pixelwhy.server.accounts.NotKnownException;
import org.pixelwhy.server.accounts.Session;
import org.pixelwhy.server.store.Person;

/**
 * Who sends a request: by the cookie of whoever logged in, or by a token that a program sends. A
 * cookie alone changes nothing: what changes something repeats the session's proof in a header,
 * which no other site can read or send.
 */
final class Caller {
  /** Where the proof stands. */
  static final String PROOF = "X-CSRF-Token";

  private static final String BEARER = "Bearer ";
  private static final String PERSON = "pixelwhy.person";
  private static final String SESSION = "pixelwhy.session";
  private static final String KNOWN = "pixelwhy.known";
  private static final int NETWORK_BYTES = 8;
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Door door;
  private final Listening listening;

  Caller(Door door, Listening listening) {
    this.door = door;
    this.listening = listening;
  }

  /**
   * Finds out whose things a request is about.
   *
   * @throws NotKnownException if nobody says who they are, or nothing proves it
   */
  void require(Context context) {
    if (door.lock() == Lock.NONE) {
      context.attribute(PERSON, Person.NOBODY);
      context.attribute(KNOWN, (BooleanSupplier) () -> true);
      return;
    }
    String sent = context.header("Authorization");
    String cookie = cookie(context).orElse("");
    Supplier<Optional<Session>> who = () -> sent != null ? bearer(sent) : door.byCookie(cookie);
    Session session = who.get().orElseThrow(() -> new NotKnownException("log in first"));
    boolean changes = !READING.contains(context.req().getMethod());
    if (changes && sent == null && !proves(context, session)) {
      throw new NotKnownException(
          "the header " + PROOF + " is missing or of an earlier log-in; log in again");
    }
    context.attribute(PERSON, session.person());
    context.attribute(SESSION, session);
    context.attribute(KNOWN, (BooleanSupplier) () -> who.get().isPresent());
  }

  private static boolean proves(Context context, Session session) {
    String proof = context.header(PROOF);
    return proof != null && session.proves(proof);
  }

  private Optional<Session> bearer(String sent) {
    return sent.startsWith(BEARER)
        ? door.byBearer(sent.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  /** Who is logged in in the browser that sends a request. */
  Optional<Session> session(Context context) {
    return cookie(context).flatMap(door::byCookie);
  }

  Optional<String> cookie(Context context) {
    return Optional.ofNullable(context.cookie(cookieName(context)));
  }

  /**
   * Has the browser keep a cookie.
   *
   * @param seconds for so long; 0 to forget it
   */
  void keep(Context context, String value, long seconds) {
    context
        .res()
        .addHeader(
            "Set-Cookie",
            cookieName(context)
                + "="
                + value
                + "; Path=/; Max-Age="
                + seconds
                + "; HttpOnly; SameSite=Strict"
                + (listening.encrypted() ? "; Secure" : ""));
  }

  /** Cookies know no ports: servers of one machine must not take each other's away. */
  private String cookieName(Context context) {
    return listening.encrypted() ? "__Host-pixelwhy" : "pixelwhy-" + context.req().getLocalPort();
  }

  /** Where a request comes from; a proxy says it last. */
  String address(Context context) {
    String direct = context.req().getRemoteAddr();
    String forwarded = context.header("X-Forwarded-For");
    return network(
        listening.publicUrl().isPresent() && forwarded != null
            ? forwarded.substring(forwarded.lastIndexOf(',') + 1).strip()
            : direct);
  }

  /**
   * Of an address of IPv6 the part that one household or company has: the rest is its own choice.
   */
  static String network(String address) {
    String plain = address.replaceAll("[\\[\\]]|%.*", "");
    if (!plain.matches("[0-9a-fA-F:]*:[0-9a-fA-F:.]*")) {
      return plain;
    }
    try {
      byte[] bytes = InetAddress.getByName(plain).getAddress();
      return bytes.length <= NETWORK_BYTES
          ? plain
          : HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES);
    } catch (UnknownHostException e) {
      return plain;
    }
  }

  /** Tells later whether whoever sent a request would still be let in. */
  static BooleanSupplier known(Context context) {
    return context.attribute(KNOWN);
  }

  /** What lets a request in; empty where nothing has to. */
  static Optional<Session> by(Context context) {
    return Optional.ofNullable(context.attribute(SESSION));
  }

  /** Whose things a request is about. */
  static Person of(Context context) {
    Person person = context.attribute(PERSON);
    if (person == null) {
      throw new IllegalStateException("nobody asked who sends this");
    }
    return person;
  }
}
