package org.pixelwhy.server.api;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.tensor.Text;

/**
 * Lets in what comes from the server's own page, and programs; nothing that another site had a
 * browser send, be it by a name that leads here (DNS rebinding) or by a form.
 */
final class Guard {
  private final Listening listening;

  /** What Host may say, by the port: it is known when the first request comes. */
  private final Map<Integer, Set<String>> hosts = new HashMap<>();

  Guard(Listening listening) {
    this.listening = listening;
  }

  private synchronized Set<String> hosts(int port) {
    return hosts.computeIfAbsent(port, listening::hosts);
  }

  /** Why a request is refused, if it is. */
  Optional<String> refusal(Context context, int port) {
    String host = String.valueOf(context.header("Host")).toLowerCase(Locale.ROOT);
    if (!hosts(port).contains(host)) {
      return Optional.of(
          listening.isLoopback() && listening.publicUrl().isEmpty()
              ? Text.format("this server answers as 127.0.0.1:%d or localhost:%d only", port, port)
              : Text.format("this server answers as %s only", listening.address(port)));
    }
    for (String origin : Collections.list(context.req().getHeaders("Origin"))) {
      if (!isOwn(origin.toLowerCase(Locale.ROOT), host)) {
        return Optional.of("requests of other sites are not answered");
      }
    }
    String site = context.header("Sec-Fetch-Site");
    boolean own = site == null || site.equals("same-origin") || site.equals("none");
    if (!own && !isVisit(context)) {
      return Optional.of("requests of other sites are not answered");
    }
    return Optional.empty();
  }

  private boolean isOwn(String origin, String host) {
    return origin.equals("http://" + host)
        || listening.publicOrigin().filter(origin::equals).isPresent();
  }

  /** Somebody follows a link to the page itself, which holds nothing yet. */
  private static boolean isVisit(Context context) {
    return context.path().equals("/")
        && context.req().getMethod().equals("GET")
        && "navigate".equals(context.header("Sec-Fetch-Mode"))
        && "document".equals(context.header("Sec-Fetch-Dest"));
  }

  /** Headers of every answer. */
  static void headers(Context context, String policy) {
    context.header("Content-Security-Policy", policy);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    context.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    context.header("Cache-Control", "no-store");
  }
}
