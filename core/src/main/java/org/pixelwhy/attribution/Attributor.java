package org.pixelwhy.attribution;

import java.util.List;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.target.Question;

/** A method of explanation. Immutable: options are given to the constructor. */
public interface Attributor {
  /** Forward passes that one forward and one backward pass take, as measured. */
  double GRADIENT = 2.2;

  /**
   * The gradients that {@link #explain} will ask the evaluation for, so that several methods can
   * share one program; none for methods that only run the model forward.
   */
  default List<GradientRequest> requests(Evaluation at, OutputSpace on) {
    return List.of();
  }

  /**
   * Answers a question about one image: one map, or one for each layer asked for.
   *
   * @throws org.pixelwhy.tensor.InputException if the target is empty or the model lacks what the
   *     method needs
   */
  List<Attribution> explain(Evaluation at, Question question);

  /**
   * About how much work {@link #explain} is, in forward passes of the network, a gradient counting
   * as much as it takes: to tell beforehand how long it takes. What several methods share is
   * counted for each; what windows or an early end save is not known.
   *
   * @throws org.pixelwhy.tensor.InputException as {@link #explain}, perhaps
   */
  default double passes(Evaluation at, Question question) {
    return requests(at, question.on()).isEmpty() ? 1 : GRADIENT;
  }

  /**
   * Whether the map is linear in the question's weights: then the map of a mean over pixels is the
   * mean of the pixels' maps.
   */
  default boolean linear() {
    return false;
  }

  /**
   * Whether the first map covers the input and shares the target, or its difference from a
   * baseline, out among its elements: then its sum over a region is what the region contributes.
   */
  default boolean additive() {
    return false;
  }
}
