package org.pixelwhy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.target.OutputTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * What a method needs to compute the array of one case.
 *
 * @param set for further arrays that the case's options name
 * @param golden the case
 * @param at the model at the case's first input
 */
record GoldenRun(GoldenSet set, GoldenCase golden, Evaluation at) {
  /** The pixels of the case's target. */
  Mask pixels() {
    return set.mask(region().mask());
  }

  GoldenCase.Region region() {
    return golden
        .target()
        .orElseThrow(
            () ->
                new InputException(
                    golden.file() + Text.format(": method %s needs a target", golden.method())));
  }

  /** The mean of the graph's output, as it is, over the target's pixels. */
  Question question() {
    return question(pixels());
  }

  /** The same over other pixels. */
  Question question(Mask pixels) {
    OutputTarget target =
        new OutputTarget(pixels, OptionalInt.of(region().channel()), region().kind());
    return new Question(target, Reduction.MEAN, space());
  }

  /** Where the graph's own output is: behind its Sigmoid or Softmax, if it ends in one. */
  OutputSpace space() {
    Activation activation = at.model().card().activation();
    return activation == Activation.SIGMOID || activation == Activation.SOFTMAX
        ? OutputSpace.PROBABILITIES
        : OutputSpace.LOGITS;
  }

  JsonNode param(String key) {
    JsonNode value = golden.params().path(key);
    if (value.isMissingNode()) {
      throw new InputException(golden.file() + ": the manifest gives no option '" + key + "'");
    }
    return value;
  }

  /** An array that an option names. */
  Tensor array(String key) {
    return set.array(param(key).asText());
  }
}
