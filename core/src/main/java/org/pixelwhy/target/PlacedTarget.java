package org.pixelwhy.target;

import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.InputException;

/** A target whose pixels do not depend on what is predicted there, such as a rectangle. */
public interface PlacedTarget extends Target {
  /** The class; where none is stated, the one predicted at most of the pixels. */
  @Override
  ClassChoice choice();

  /**
   * The pixels.
   *
   * @param geometry how the image lies in the network's input
   * @param extents of the network's output, in whose geometry the pixels are
   */
  Mask pixels(Geometry geometry, int[] extents);

  /** The place in a few words for reports, such as {@code rectangle 10,10,50,40}. */
  String place();

  private Mask required(Geometry geometry, int[] extents) {
    Mask pixels = pixels(geometry, extents);
    if (pixels.isEmpty()) {
      throw new InputException("the region '" + place() + "' holds no pixel of the image");
    }
    return pixels;
  }

  @Override
  default FixedTarget resolve(Prediction prediction) {
    Mask pixels = required(prediction.geometry(), prediction.extents());
    int found = choice().orMostVoted(prediction, pixels.indices());
    String description = place() + ", class " + prediction.describe(found);
    return FixedTarget.of(this, pixels, found, description);
  }

  @Override
  default TargetNodes append(TargetGraph graph) {
    String pixels = graph.constant(required(graph.geometry(), graph.extents()));
    return new TargetNodes(pixels, graph.orMostVoted(choice(), pixels));
  }
}
