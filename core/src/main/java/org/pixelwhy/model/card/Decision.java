package org.pixelwhy.model.card;

/** How the mask of a class is read off the network's output. */
public enum Decision {
  /** A pixel belongs to every class whose probability there exceeds one half. */
  THRESHOLD,
  /** A pixel belongs to the one class with the greatest output there. */
  ARGMAX
}
