package org.pixelwhy.target;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.Text;

/**
 * What a question is about: some pixels of one output channel, found in what is predicted for an
 * image. A target is written as text by {@code toString}, which {@link TargetKinds#parse} reads.
 *
 * <p>Targets are values and hold for any image. Resolved for one, against the prediction for the
 * unperturbed image, they stay the same from then on.
 */
public interface Target {
  /**
   * The pixels and the channel at a prediction.
   *
   * @throws org.pixelwhy.tensor.InputException if the target has no pixel there
   */
  FixedTarget resolve(Prediction prediction);

  /**
   * The same as nodes of a graph, for every image of one size.
   *
   * @throws UncompiledTarget if they cannot be computed by a graph
   */
  default TargetNodes append(TargetGraph graph) {
    throw new UncompiledTarget(Text.format("target '%s' cannot be compiled; choose another", this));
  }

  /** The output that the target reads, whatever a question says of that; empty for most. */
  default Optional<OutputSpace> reads() {
    return Optional.empty();
  }

  /** The class that is stated; open where it is left to what is predicted. */
  default ClassChoice choice() {
    return ClassChoice.OPEN;
  }

  /**
   * The same with the files that it names, if any, at other places.
   *
   * @param place the new path, as text, of a file
   */
  default Target moved(Function<Path, String> place) {
    return this;
  }

  /** Whether the pixels are a thing in the picture, rather than a part or a sample of one. */
  default boolean isSegment() {
    return true;
  }

  /** The output channel: the index of the class. */
  default int channel(Prediction prediction) {
    return resolve(prediction).classIndex();
  }

  /** The pixels, in the geometry of the network's output; never empty. */
  default Mask mask(Prediction prediction) {
    return resolve(prediction).pixels();
  }

  /** A few words for titles and reports. */
  default String describe(Prediction prediction) {
    return resolve(prediction).description();
  }
}
