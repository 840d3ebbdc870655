package org.pixelwhy.study.prediction;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.output.LabelMask;
import org.pixelwhy.tensor.Tensor;

/**
 * What is predicted on one image.
 *
 * @param result the image as shown with the mask of each class, and nothing else
 * @param labels the number of the class at each pixel; of a volume that the network sees as a
 *     whole, at each voxel
 * @param probabilities {@code [K,H,W]} in the image's geometry, or {@code [K,D,H,W]} of such a
 *     volume; empty where they are not asked for
 * @param areas one for each class but the background
 */
public record PredictedImage(
    ImageResult result, LabelMask labels, Optional<Tensor> probabilities, List<ClassArea> areas) {
  public PredictedImage {
    areas = List.copyOf(areas);
  }

  /** Whether the network saw a volume as a whole. */
  public boolean isVolume() {
    return labels.axes().rank() > 2;
  }
}
