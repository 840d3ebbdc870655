package org.pixelwhy.data;

/** What a part of a data set is for. */
public enum Part {
  /** The network's weights are fitted to it. */
  TRAIN,
  /** Chooses between networks and says when to stop. */
  VALIDATION,
  /** Measures the chosen network, once. */
  TEST
}
