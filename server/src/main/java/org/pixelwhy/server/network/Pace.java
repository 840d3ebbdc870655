package org.pixelwhy.server.network;

import java.util.Locale;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method.Needs;

/** How long a question may take; quick ones never wait for long ones. */
public enum Pace {
  /** By gradients, without scores and dreams: a few passes. */
  QUICK,
  /** By running the network over and over, with programs of its own. */
  LONG;

  /** Of a question. */
  public static Pace of(Asked asked) {
    boolean quick =
        !asked.isDream()
            && asked.methods().scores().isEmpty()
            && asked.methods().names().stream()
                .allMatch(name -> Catalogue.method(name).needs() == Needs.GRADIENT);
    return quick ? QUICK : LONG;
  }

  /** As rows have it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
