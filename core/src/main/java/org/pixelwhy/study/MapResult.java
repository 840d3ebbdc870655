package org.pixelwhy.study;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;

/**
 * One map of one image.
 *
 * @param method the entry of the catalogue
 * @param attribution the map as the method gave it, in the network's geometry
 * @param grid the map in the original image's geometry: what its channels are together, bilinearly
 *     enlarged
 * @param marked pixels of the image that have no value of their own, if the method marked any
 * @param warnings what may make it misleading
 * @param scores what was asked for
 */
public record MapResult(
    Method method,
    Attribution attribution,
    Grid grid,
    Optional<Mask> marked,
    List<String> warnings,
    List<ScoreResult> scores) {
  public MapResult {
    warnings = List.copyOf(warnings);
    scores = List.copyOf(scores);
  }

  /** For headings: the method, and the layer or the part of the answer where there is one. */
  public String title() {
    String part = attribution.extras().part();
    String at = attribution.layer().isEmpty() ? "" : " at " + attribution.layer();
    return method.title() + at + (part.isEmpty() ? "" : ": " + part);
  }
}
