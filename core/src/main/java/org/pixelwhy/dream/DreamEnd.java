package org.pixelwhy.dream;

/** Why a dream ended. */
public enum DreamEnd {
  /** It has not. */
  GOES_ON("goes on"),
  /** The last step was taken. */
  LAST_STEP("took all steps"),
  /** Neither mask nor numbers changed any more. */
  SETTLED("mask and features no longer change"),
  /** The gradient is zero, or what it changes is taken back. */
  STILL("the image no longer changes"),
  /** A value was not finite. */
  DIVERGED("diverged");

  private final String words;

  DreamEnd(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
