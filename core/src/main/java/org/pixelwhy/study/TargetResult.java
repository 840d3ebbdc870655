package org.pixelwhy.study;

import java.util.List;
import org.pixelwhy.image.Mask;
import org.pixelwhy.target.Target;

/**
 * What was found out about one target of an image.
 *
 * @param spec the target as it was asked for
 * @param description the target resolved, in words
 * @param mask its pixels, in the image's geometry
 * @param pixels their number in the network's output
 * @param channel of the output that is read: the class
 * @param value the target's value t
 * @param maps the explanations
 * @param layerStudies what methods that explained several layers saw where
 * @param warnings what may make the maps misleading
 */
public record TargetResult(
    Target spec,
    String description,
    Mask mask,
    int pixels,
    int channel,
    double value,
    List<MapResult> maps,
    List<LayerStudy> layerStudies,
    List<String> warnings) {
  public TargetResult {
    maps = List.copyOf(maps);
    layerStudies = List.copyOf(layerStudies);
    warnings = List.copyOf(warnings);
  }
}
