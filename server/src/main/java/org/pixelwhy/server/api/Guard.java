package org.pixelwhy.server.api;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.tensor.Text;

/**
 * Lets in what comes from this machine's own page, and programs on it; nothing that another site
 * had a browser send, be it by a name that leads here (DNS rebinding) or by a form.
 */
final class Guard {
  private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "[::1]");

  private Guard() {}

  /** Why a request is refused, if it is. */
  static Optional<String> refusal(Context context, int port) {
    String host = context.header("Host");
    if (NAMES.stream().noneMatch(name -> (name + ":" + port).equals(host))) {
      return Optional.of(
          Text.format("this server answers as 127.0.0.1:%d or localhost:%d only", port, port));
    }
    String origin = context.header("Origin");
    if (origin != null && !origin.equals("http://" + host)) {
      return Optional.of("requests of other sites are not answered");
    }
    String site = context.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return Optional.of("requests of other sites are not answered");
    }
    return Optional.empty();
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
