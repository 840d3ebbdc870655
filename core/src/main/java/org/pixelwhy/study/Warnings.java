package org.pixelwhy.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.CutOff;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.Quantised;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.onnx.autodiff.GradientPath;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** Finds what may make results misleading. */
final class Warnings {
  /** A probability this near to 0 or 1 has a gradient that is lost in rounding. */
  private static final double SATURATED = 1e-4;

  /** Logits of trained networks stay far below. */
  private static final double ABSURD = 1e4;

  private Warnings() {}

  /** About the prediction, whatever is asked about it. */
  static List<String> of(SegmentationModel model, Prediction prediction) {
    List<String> warnings = new ArrayList<>(ofOutput(model, prediction));
    randomness(model.graph()).ifPresent(warnings::add);
    boolean assumedLogits =
        model.card().activation() == Activation.LOGITS
            && model.card().guesses().stream().anyMatch(guess -> guess.startsWith("activation"));
    if (assumedLogits && liesBetween(0, 1, prediction.logits())) {
      warnings.add(
          "the output was taken for logits, but all its values lie between 0 and 1: if it is"
              + " probabilities, state the activation (sigmoid or softmax)");
    } else if (assumedLogits
        && liesBetween(0, 255, prediction.logits())
        && !liesBetween(0, 32, prediction.logits())) {
      warnings.add(
          "the output was taken for logits, but all its values lie between 0 and 255, like those"
              + " of a picture: if it is probabilities times 255, ask about the network before"
              + " that factor; masks are read off at 0 here");
    }
    return warnings;
  }

  /** Of a Dropout that was exported for training, every run of the network gives something else. */
  private static Optional<String> randomness(Graph graph) {
    List<Node> random =
        graph.nodes().stream()
            .filter(node -> node.op().equals("Dropout") && node.hasInput(2))
            .filter(node -> isOn(graph, node.input(2)))
            .toList();
    return random.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Text.format(
                "%s was exported for training, where it is random: every run gives another mask and"
                    + " another map; export the network for inference (model.eval() in PyTorch)",
                random.get(0)));
  }

  private static boolean isOn(Graph graph, String mode) {
    Tensor constant = graph.initializers().get(mode);
    return constant == null || constant.get(0) != 0;
  }

  /** About what is asked. */
  static List<String> of(Prediction prediction, Question question) {
    return question.on() == OutputSpace.PROBABILITIES
        ? saturation(prediction, question).stream().toList()
        : List.of();
  }

  /** Of values that no trained network gives, and of masks that hold nothing. */
  private static List<String> ofOutput(SegmentationModel model, Prediction prediction) {
    List<String> warnings = new ArrayList<>();
    double greatest = 0;
    for (float value : prediction.logits().toFloats()) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    if (greatest > ABSURD) {
      warnings.add(
          Text.format(
              "the output's values reach %.3g, which hardly any trained network gives: the image is"
                  + " probably not scaled as in training (%s)",
              greatest, preprocessing(model.card())));
    }
    int background = model.background().orElse(-1);
    boolean empty =
        IntStream.range(0, prediction.classes())
            .filter(k -> k != background)
            .allMatch(k -> prediction.mask(k).isEmpty());
    if (empty) {
      warnings.add(
          Text.format(
              "the predicted mask is empty: %s nowhere; is the image scaled as in training (%s)?",
              prediction.classes() - (background < 0 ? 0 : 1) == 1
                  ? "the class is predicted"
                  : "any class but the background is predicted",
              preprocessing(model.card())));
    }
    return warnings;
  }

  private static String preprocessing(ModelCard card) {
    boolean guessed = card.guesses().stream().anyMatch(guess -> guess.startsWith("preprocessing"));
    return (guessed ? "guessed preprocessing: " : "preprocessing: ") + card.preprocessing();
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

  private static boolean liesBetween(float least, float greatest, Tensor output) {
    for (float value : output.toFloats()) {
      if (value < least || value > greatest) {
        return false;
      }
    }
    return true;
  }

  /** About one map of a method. */
  static List<String> of(Attribution attribution, Method method, Evaluation at) {
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
      boolean gradient = method.needs() == Method.Needs.GRADIENT;
      warnings.add(
          (gradient ? stopped(attribution, at) : Optional.<String>empty())
              .orElseGet(() -> "the map is blank: " + blank(attribution, method.id())));
    }
    return warnings;
  }

  /** Why a map is blank where no gradient arrives at what it explains. */
  private static Optional<String> stopped(Attribution attribution, Evaluation at) {
    String tensor = attribution.layer().isEmpty() ? at.model().input() : attribution.layer();
    GradientPath path = GradientStops.path(at.model(), at.typed(), tensor);
    boolean exact = at.model().card().quantised() == Quantised.EXACT;
    String remedy =
        exact && GradientStops.areRounding(path)
            ? "; 'quantised: straight-through' in the model card lets them pass rounding"
            : "";
    return GradientStops.describe(path).map(stop -> "the map is blank: " + stop + remedy);
  }

  /** What makes a map of this method blank. */
  private static String blank(Attribution attribution, String method) {
    if (attribution.extras().cutOff().isPresent()) {
      return cutOff(attribution, attribution.extras().cutOff().get());
    } else if (method.startsWith("lrp")) {
      return "no relevance arrives: the target's value, which is shared out, is 0 (see the report's"
          + " value), or the target lies outside the receptive field, or every path is switched"
          + " off (dead Relu)";
    } else if (method.startsWith("guided-") || method.equals("deconvolution")) {
      return "these rules let only what speaks for the target pass each Relu, and nothing got"
          + " through to the image; saliency also shows what speaks against it";
    } else if (method.contains("deeplift")) {
      return "image and baseline agree in all that the target depends on, or every path to it is"
          + " switched off (dead Relu, saturated output)";
    } else if (attribution.layer().isEmpty()) {
      return "the target does not depend on the image, as when it lies outside"
          + " the receptive field, or every path to it is switched off (dead Relu, saturated"
          + " output)";
    }
    return "the target does not depend on layer '"
        + attribution.layer()
        + "', as when it is outside the layer's receptive field, or every path to it is switched"
        + " off";
  }

  private static String cutOff(Attribution attribution, CutOff cutOff) {
    return "at layer '"
        + attribution.layer()
        + "' all speaks against the target, and negative values are cut off; the signed map is"
        + " strongest, "
        + cutOff.strongest()
        + cutOff.otherLayer().map(layer -> "; layer '" + layer + "' is not blank").orElse("");
  }
}
