package org.pixelwhy.image;

/** Where in a patient's body an axis leads. */
public enum Direction {
  LEFT,
  RIGHT,
  /** Anterior. */
  FRONT,
  /** Posterior. */
  BACK,
  /** Superior. */
  HEAD,
  /** Inferior. */
  FEET;

  /** The other way along the same line. */
  public Direction opposite() {
    return switch (this) {
      case LEFT -> RIGHT;
      case RIGHT -> LEFT;
      case FRONT -> BACK;
      case BACK -> FRONT;
      case HEAD -> FEET;
      case FEET -> HEAD;
    };
  }
}
