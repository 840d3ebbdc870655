package org.pixelwhy.target;

import java.util.Objects;
import java.util.Optional;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.Prediction;

/**
 * A target as it is at one prediction; it asks the same of perturbed images.
 *
 * @param pixels in the geometry of the network's output
 * @param classIndex the output channel
 * @param description a few words for titles and reports
 * @param isSegment whether the pixels are a thing in the picture
 * @param reads the output that it reads, whatever a question says of that
 */
public record FixedTarget(
    Mask pixels, int classIndex, String description, boolean isSegment, Optional<OutputSpace> reads)
    implements Target {
  public FixedTarget {
    Objects.requireNonNull(reads, "reads");
    Objects.requireNonNull(pixels, "pixels");
    Objects.requireNonNull(description, "description");
  }

  /** One that reads what a question says. */
  public FixedTarget(Mask pixels, int classIndex, String description, boolean isSegment) {
    this(pixels, classIndex, description, isSegment, Optional.empty());
  }

  /** What a target is at a prediction: its description names the class. */
  static FixedTarget of(Target target, Mask pixels, int classIndex, String description) {
    return new FixedTarget(pixels, classIndex, description, target.isSegment(), target.reads());
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
