package org.pixelwhy.study.noise;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.pixelwhy.model.run.Evaluation;

/** Ranks the pixels of images. */
interface MapMaker extends AutoCloseable {
  /** What its maps are called. */
  String name();

  /** How its values are to be read. */
  default Kind kind() {
    return Kind.SHARES;
  }

  /**
   * One number for each pixel of an input, greatest where it matters most.
   *
   * @param at the image; nothing has been asked about it yet
   * @param question what the network says of the whole image
   */
  float[] values(NoiseCase at, Evaluation evaluation, NoiseQuestion question);

  /** Number of weights, for networks of their own. */
  default OptionalLong parameters() {
    return OptionalLong.empty();
  }

  /** How long its training took, where that is known. */
  default OptionalDouble trainingSeconds() {
    return OptionalDouble.empty();
  }

  /** What is to be known before its maps are believed. */
  default List<String> warnings() {
    return List.of();
  }

  @Override
  default void close() {}

  /** How one threshold for all images is chosen. */
  enum Kind {
    /** At given shares of all pixels of all images. */
    SHARES,
    /** At given noise: values are -z, and {@code B = sigmoid(z)} is 0, 0.05 ... 1. */
    NOISE,
    /** No map at all: what it would cost says nothing. */
    CONTROL
  }
}
