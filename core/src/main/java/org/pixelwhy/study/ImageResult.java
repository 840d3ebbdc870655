package org.pixelwhy.study;

import java.util.List;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageSource;

/**
 * All that was found out about one image.
 *
 * @param source where the image came from
 * @param image the image as shown, in its own geometry
 * @param masks what was predicted, in the image's geometry, one per class
 * @param target the target, resolved
 * @param maps the explanations
 * @param layerStudies what methods that explained several layers saw where
 * @param notes what was done with the image
 * @param warnings what may make the results misleading
 */
public record ImageResult(
    ImageSource source,
    Image image,
    List<Mask> masks,
    TargetResult target,
    List<MapResult> maps,
    List<LayerStudy> layerStudies,
    List<String> notes,
    List<String> warnings) {
  public ImageResult {
    masks = List.copyOf(masks);
    maps = List.copyOf(maps);
    layerStudies = List.copyOf(layerStudies);
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
  }

  /**
   * A target resolved for an image.
   *
   * @param description in words
   * @param mask its pixels, in the image's geometry
   * @param pixels their number in the network's output
   * @param channel of the output that is read: the class
   * @param value the target's value t
   */
  public record TargetResult(
      String description, Mask mask, int pixels, int channel, double value) {}
}
