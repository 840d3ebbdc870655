package org.pixelwhy.study.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pixelwhy.image.Mask;
import org.pixelwhy.overlap.DistanceTransform;

/**
 * What is known of the pixels of an image: the class; what the data set says besides, or else what
 * lies around the class; and the rest. Each pixel belongs to the first of them that it lies in.
 *
 * @param names of the regions
 * @param numbers the region of each pixel of the input that belongs to the image, in their order
 */
record KnownRegions(List<String> names, int[] numbers) {
  /** How far what lies around reaches, as a share of the input's shorter side. */
  static final double AROUND = 0.1;

  private static final String REST = "elsewhere";

  /**
   * Those of an image.
   *
   * @param className of the class
   * @param label that it has in the data set
   */
  static KnownRegions of(NoiseCase at, String className, int label) {
    int[] extents = at.inputExtents();
    List<String> names = new ArrayList<>();
    List<Mask> masks = new ArrayList<>();
    names.add(className);
    masks.add(at.inInput(at.sample().labels().mask(label)));
    for (Map.Entry<String, Mask> region : at.sample().regions().entrySet()) {
      names.add(region.getKey());
      masks.add(at.inInput(region.getValue()));
    }
    if (masks.size() == 1) {
      names.add("around it");
      double reach = AROUND * Math.min(extents[0], extents[1]);
      DistanceTransform distance = DistanceTransform.of(masks.get(0));
      masks.add(Mask.of(extents, i -> distance.get(i) <= reach));
    }
    names.add(REST);
    masks.add(Mask.full(extents));
    int[] places = at.places();
    int[] numbers = new int[places.length];
    for (int i = 0; i < numbers.length; i++) {
      while (!masks.get(numbers[i]).get(places[i])) {
        numbers[i]++;
      }
    }
    return new KnownRegions(names, numbers);
  }
}
