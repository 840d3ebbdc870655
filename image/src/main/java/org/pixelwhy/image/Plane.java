package org.pixelwhy.image;

/** How a volume is cut into pictures; the head is up where it is in the picture. */
public enum Plane {
  /** Across the body: rows go to the back, columns to the patient's left. */
  AXIAL,
  /** From ear to ear: rows go to the feet, columns to the patient's left. */
  CORONAL,
  /** From front to back: rows go to the feet, columns to the back. */
  SAGITTAL;

  /** The axis of a volume along which the pictures are counted, from 0. */
  int axis() {
    return ordinal();
  }
}
