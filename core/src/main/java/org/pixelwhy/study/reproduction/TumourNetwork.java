package org.pixelwhy.study.reproduction;

import java.util.Map;

/**
 * A network that learned to segment tumours of one kind.
 *
 * @param kind of tumours
 * @param seed of data and weights
 * @param dice on test images of its own kind
 * @param dream from a healthy liver
 * @param verdicts by feature
 */
public record TumourNetwork(
    String kind, long seed, double dice, DreamCurve dream, Map<String, String> verdicts) {
  public TumourNetwork {
    verdicts = Map.copyOf(verdicts);
  }
}
