package org.pixelwhy.study.noise;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.Provenance;

/**
 * How well maps tell what a network needs.
 *
 * @param className the class that was looked at
 * @param images number of images
 * @param clean mean Dice of the masks of the whole images
 * @param warnings what is to be known before the maps are believed
 * @param maps in the order in which they were named
 * @param curves of every map, way and fill
 * @param placement where the importance of the maps lies
 * @param shown some images with their maps
 * @param forwardSeconds median time of the network's own forward pass of one image
 */
public record NoiseResult(
    NoiseRequest request,
    SegmentationModel model,
    String className,
    int images,
    double clean,
    List<String> warnings,
    List<JudgedMap> maps,
    List<VisibleCurve> curves,
    Placement placement,
    List<ShownCase> shown,
    double forwardSeconds,
    Provenance provenance) {
  /**
   * A kind of map.
   *
   * @param control whether it looks at no image
   * @param seconds median time that a map of one image takes, measured in this run
   * @param blank images of which it says the same about all pixels
   * @param parameters number of weights, for networks of their own
   * @param trainingSeconds how long its training took, where that is known
   */
  public record JudgedMap(
      String name,
      boolean control,
      double seconds,
      int blank,
      OptionalLong parameters,
      OptionalDouble trainingSeconds) {}

  public NoiseResult {
    warnings = List.copyOf(warnings);
    maps = List.copyOf(maps);
    curves = List.copyOf(curves);
    shown = List.copyOf(shown);
  }

  /** The curves of one way and one fill, in the order of the maps. */
  public List<VisibleCurve> curves(VisibleCurve.Way way, Fill fill) {
    return curves.stream().filter(c -> c.way() == way && c.fill() == fill).toList();
  }
}
