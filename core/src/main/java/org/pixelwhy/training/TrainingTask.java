package org.pixelwhy.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Batch;
import org.pixelwhy.data.Entry;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.tensor.Tensor;

/**
 * One use of {@link Training}: what a network learns from, what its steps minimise, and how it is
 * judged. All of it follows from the batch and the number of the step, so that an interrupted
 * training goes on bit for bit.
 */
public interface TrainingTask {
  /** Images to learn from. */
  List<Entry> train();

  /** What happens when an image cannot be read. */
  BadFiles badFiles();

  /**
   * The step that learns from a batch.
   *
   * @param number of steps done before it, of all epochs
   * @throws org.pixelwhy.tensor.InputException if an image cannot be used
   */
  Step step(Batch batch, long number);

  /**
   * Judges a network, as it is run, on images that it does not learn from.
   *
   * @return measures by name, always the same ones
   * @throws ArithmeticException if what the network gives is not finite
   */
  Map<String, Double> judge(Engine engine, Graph network);

  /**
   * Measures the best network on images that neither taught nor chose it; empty where there are
   * none.
   *
   * @param weights its parameters and statistics
   * @throws org.pixelwhy.tensor.InputException if an image cannot be used, or what the network
   *     gives is not finite
   */
  default Optional<OverlapScores> test(Engine engine, Map<String, Tensor> weights) {
    return Optional.empty();
  }
}
