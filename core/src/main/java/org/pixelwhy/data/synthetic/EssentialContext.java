package org.pixelwhy.data.synthetic;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pixelwhy.image.Mask;

/**
 * Which pixels must matter to a network that solves the task, because the image was made so.
 *
 * @param segment what is to be segmented
 * @param deciding what decides that, without being segmented; may be empty
 * @param distractor what a network might look at and need not; may be empty
 */
public record EssentialContext(Mask segment, Mask deciding, Mask distractor) {
  /** The pixels that must matter: segment and deciding shape. */
  public Mask essential() {
    return Mask.of(segment.extents(), i -> segment.get(i) || deciding.get(i));
  }

  /**
   * What is known besides the segment, as a sample holds it.
   *
   * @param decides what the deciding pixels are called
   * @param distracts what the distractor is called
   */
  Map<String, Mask> regions(String decides, String distracts) {
    Map<String, Mask> regions = new LinkedHashMap<>();
    regions.put(decides, deciding);
    regions.put(distracts, distractor);
    return regions;
  }
}
