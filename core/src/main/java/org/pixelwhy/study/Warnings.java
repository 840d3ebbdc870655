package org.pixelwhy.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** Finds what may make results misleading. */
final class Warnings {
  /** A probability this near to 0 or 1 has a gradient that is lost in rounding. */
  private static final double SATURATED = 1e-4;

  private Warnings() {}

  /** About the prediction, whatever is asked about it. */
  static List<String> of(SegmentationModel model, Prediction prediction) {
    boolean assumedLogits =
        model.card().activation() == Activation.LOGITS
            && model.card().guesses().stream().anyMatch(guess -> guess.startsWith("activation"));
    return assumedLogits && liesBetweenZeroAndOne(prediction.logits())
        ? List.of(
            "the output was taken for logits, but all its values lie between 0 and 1: if it is"
                + " probabilities, state the activation (sigmoid or softmax)")
        : List.of();
  }

  /** About what is asked. */
  static List<String> of(Prediction prediction, Question question) {
    return question.on() == OutputSpace.PROBABILITIES
        ? saturation(prediction, question).stream().toList()
        : List.of();
  }

  private static Optional<String> saturation(Prediction prediction, Question question) {
    Mask mask = question.target().mask(prediction);
    int offset = question.target().channel(prediction) * mask.size();
    long saturated = 0;
    for (int pixel : mask.indices()) {
      double p = prediction.probabilities().get(offset + pixel);
      saturated += Math.min(p, 1 - p) < SATURATED ? 1 : 0;
    }
    double share = (double) saturated / mask.count();
    return share < 0.5
        ? Optional.empty()
        : Optional.of(
            Text.format(
                    "the output is saturated at %.0f %% of the target's pixels (probability within"
                        + " %s of 0",
                    100 * share, SATURATED)
                + " or 1), where gradients vanish: ask about logits");
  }

  private static boolean liesBetweenZeroAndOne(Tensor output) {
    for (float value : output.toFloats()) {
      if (value < 0 || value > 1) {
        return false;
      }
    }
    return true;
  }

  /** About one map. */
  static List<String> of(Attribution attribution) {
    double greatest = 0;
    double least = 0;
    for (float value : attribution.values().toFloats()) {
      if (!Float.isFinite(value)) {
        return List.of("the map holds values that are not finite; the network overflows here");
      }
      greatest = Math.max(greatest, value);
      least = Math.min(least, value);
    }
    List<String> warnings = new ArrayList<>(attribution.extras().warnings());
    // A part, such as what is better, may well have nothing to show.
    if (greatest == 0 && least == 0 && attribution.extras().part().isEmpty()) {
      warnings.add(blank(attribution));
    }
    return warnings;
  }

  private static String blank(Attribution attribution) {
    if (attribution.layer().isEmpty()) {
      return "the map is blank: the target does not depend on the image, as when it lies outside"
          + " the receptive field, or every path to it is switched off (dead Relu, saturated"
          + " output)";
    }
    return "the map is blank: at layer '"
        + attribution.layer()
        + "' nothing speaks for the target (negative sums are cut off), or the target is outside"
        + " the layer's receptive field";
  }
}
