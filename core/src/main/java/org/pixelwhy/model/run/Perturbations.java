package org.pixelwhy.model.run;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.pixelwhy.tensor.Tensor;

/**
 * Runs perturbed versions of one image forward, as little of the network as the change and the
 * target allow. Belongs to an {@link Evaluation}, which closes it. Not thread-safe.
 */
public interface Perturbations {
  /** How the usual versions are run, if not simply in batches. */
  List<String> notes();

  /**
   * Runs the model on every version without leaving anything to be collected: a version is read
   * before the next one is drawn, and outputs are good only until the consumer returns.
   *
   * @param versions tensors {@code [1,C,H,W]}, like the image; each may share its memory with the
   *     one before
   * @param together number of versions in a batch
   * @param consumer gets the outputs, in the order of the versions
   */
  void stream(Iterator<Tensor> versions, int together, Consumer<ForwardOutput> consumer);
}
