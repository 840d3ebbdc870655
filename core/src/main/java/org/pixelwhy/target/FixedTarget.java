package org.pixelwhy.target;

import java.util.Objects;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;

/**
 * A target as it is at one prediction; it asks the same of perturbed images.
 *
 * @param pixels in the geometry of the network's output
 * @param classIndex the output channel
 * @param description a few words for titles and reports
 * @param isSegment whether the pixels are a thing in the picture
 */
public record FixedTarget(Mask pixels, int classIndex, String description, boolean isSegment)
    implements Target {
  public FixedTarget {
    Objects.requireNonNull(pixels, "pixels");
    Objects.requireNonNull(description, "description");
  }

  /** What a target is at a prediction: its description names the class. */
  static FixedTarget of(Target target, Mask pixels, int classIndex, String description) {
    return new FixedTarget(pixels, classIndex, description, target.isSegment());
  }

  @Override
  public FixedTarget resolve(Prediction prediction) {
    OutputTarget.requireExtents(pixels, prediction.extents());
    return this;
  }

  @Override
  public TargetNodes append(TargetGraph graph) {
    return new TargetNodes(graph.constant(pixels), graph.channel(classIndex));
  }

  @Override
  public String toString() {
    return description;
  }
}
