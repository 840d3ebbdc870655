package org.pixelwhy.attribution.learned;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Channels;
import org.pixelwhy.attribution.Attribution.Extras;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.ExplainerGraph;
import org.pixelwhy.attribution.GraphAttributor;
import org.pixelwhy.attribution.GraphMap;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.noise.NoiseExplainer;

/**
 * U-Noise: a network that was trained for a utility says how much noise every pixel bears before
 * the utility segments the image worse; what bears little is important.
 *
 * <p>Of the network's logit z the map is {@code max(0, -z)} over its greatest value in the image,
 * {@code [1,1,H,W]}, 0 to 1, as published; or {@code -z} itself, which ranks all pixels. One
 * forward pass of the explainer, none of the model. The map is the same for every target: what
 * counts was chosen when the explainer was trained.
 *
 * <p>Where no z is negative, every pixel bears more than half of the noise: the map is zero, and a
 * warning says so.
 *
 * <p>Koker, Mireshghallah, Titcombe, Kaissis: U-Noise: Learnable Noise Masks for Interpretable
 * Image Segmentation, ICIP 2021.
 */
public final class UNoise implements GraphAttributor {
  private static final String ID = "unoise";

  private final NoiseExplainer explainer;
  private final Shown shown;

  /** What the map shows. */
  public enum Shown {
    /** {@code max(0, -z)}, scaled to 0 to 1. */
    IMPORTANCE,
    /** {@code -z}. */
    SIGNED
  }

  public UNoise(NoiseExplainer explainer, Shown shown) {
    this.explainer = Objects.requireNonNull(explainer, "explainer");
    this.shown = Objects.requireNonNull(shown, "shown");
  }

  /**
   * Runs the explainer.
   *
   * @throws InputException if it takes images that are prepared in another way than the model's
   */
  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    question.weights(at.prediction());
    explainer.requireSameInput(at.model().card(), at.image().shape());
    Map<String, Tensor> given =
        at.beside(ID + explainer.sha256(), explainer.maps(), explainer.image());
    Tensor importance = given.get(NoiseExplainer.IMPORTANCE);
    Tensor values =
        shown == Shown.IMPORTANCE ? importance : negative(given.get(NoiseExplainer.LOGIT));
    List<String> warnings = new ArrayList<>();
    if (shown == Shown.IMPORTANCE && isZero(importance)) {
      warnings.add(
          "no pixel bears less than half of the noise that the explainer knows: by its measure"
              + " nothing in this image is important");
    }
    explainer.otherNetwork(at.model().hash()).ifPresent(warnings::add);
    return List.of(
        new Attribution(
            ID, "", values, sign(), notes(), Channels.SUM, Extras.NONE.withWarnings(warnings)));
  }

  private Sign sign() {
    return shown == Shown.IMPORTANCE ? Sign.UNSIGNED : Sign.SIGNED;
  }

  private static Tensor negative(Tensor z) {
    float[] values = z.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = -values[i];
    }
    return Tensor.of(values, z.shape().dims());
  }

  private static boolean isZero(Tensor importance) {
    for (float value : importance.toFloats()) {
      if (value > 0) {
        return false;
      }
    }
    return true;
  }

  private List<String> notes() {
    NoiseExplainer.Facts facts = explainer.facts();
    return List.of(
        Text.format(
            "U-Noise was trained for %s, whatever target is asked about; its network has %,d"
                + " parameters",
            facts.target().map(name -> "class " + name).orElse("all classes"), facts.parameters()));
  }

  @Override
  public List<GraphMap> append(ExplainerGraph graph) {
    explainer.requireSameInput(graph.model().card(), graph.typed().shape(graph.model().input()));
    List<String> outputs =
        graph.copy(explainer.graph(), Map.of(explainer.image(), graph.model().input()));
    List<String> names = explainer.graph().outputNames();
    String map =
        shown == Shown.IMPORTANCE
            ? outputs.get(names.indexOf(NoiseExplainer.IMPORTANCE))
            : graph.ops().neg(outputs.get(names.indexOf(NoiseExplainer.LOGIT)));
    Shape shape = graph.typed().shape(graph.model().input()).with(1, 1);
    return List.of(new GraphMap("", map, shape, sign(), notes()));
  }
}
