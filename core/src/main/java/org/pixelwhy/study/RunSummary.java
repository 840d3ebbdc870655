package org.pixelwhy.study;

import java.util.List;

/**
 * How a run ended.
 *
 * @param explained the number of images that were explained, for one target at least
 * @param failures what was not, in the order of the images
 */
public record RunSummary(int explained, List<Failure> failures, Provenance provenance) {
  public RunSummary {
    failures = List.copyOf(failures);
  }
}
