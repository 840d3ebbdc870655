package org.pixelwhy.study.request;

/** What happens when an image of several cannot be explained. */
public enum OnBadImage {
  /** The others are explained, and the run's end names it. */
  SKIP,
  /** The run ends. */
  STOP
}
