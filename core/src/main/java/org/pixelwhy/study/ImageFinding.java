package org.pixelwhy.study;

import java.util.List;

/**
 * What came of one image.
 *
 * @param result about the targets that were explained; at least one
 * @param failures the targets that were not
 */
public record ImageFinding(ImageResult result, List<Failure> failures) {
  public ImageFinding {
    failures = List.copyOf(failures);
  }
}
