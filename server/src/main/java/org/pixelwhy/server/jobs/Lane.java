package org.pixelwhy.server.jobs;

import java.util.Locale;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method.Needs;
import org.pixelwhy.server.opened.Asked;

/** Jobs of a lane are done one after the other, lanes beside each other: quick ones never wait. */
enum Lane {
  /** By gradients: a few passes. */
  QUICK,
  /** By running the network over and over. */
  LONG;

  static Lane of(Asked asked) {
    boolean quick =
        asked.methods().names().stream()
            .allMatch(name -> Catalogue.method(name).needs() == Needs.GRADIENT);
    return quick ? QUICK : LONG;
  }

  /** As rows have it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
