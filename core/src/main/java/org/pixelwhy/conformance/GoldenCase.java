package org.pixelwhy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * An array that another library gave for a network and an input.
 *
 * @param net name of the network
 * @param inputs names of the inputs: one, or several that ran as one batch
 * @param method the method's name in the set
 * @param params its options
 * @param target what was explained, if anything
 * @param layer tensor of the layer, or empty
 * @param file the expected array, relative to the set
 * @param tolerance greatest difference that is allowed, relative to the largest expected value
 * @param reference whether the case decides; others are only shown
 */
record GoldenCase(
    String net,
    List<String> inputs,
    String method,
    JsonNode params,
    Optional<Region> target,
    String layer,
    String file,
    double tolerance,
    boolean reference) {
  /**
   * Pixels and a channel.
   *
   * @param kind such as {@code border}
   * @param mask file of the pixels, relative to the set
   */
  record Region(String kind, int channel, String mask) {}

  GoldenCase {
    inputs = List.copyOf(inputs);
  }
}
