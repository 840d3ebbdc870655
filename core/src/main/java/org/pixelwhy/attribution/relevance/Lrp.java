package org.pixelwhy.attribution.relevance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Extras;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.ExplainerGraph;
import org.pixelwhy.attribution.GraphAttributor;
import org.pixelwhy.attribution.GraphMap;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Layer-wise relevance propagation: the target's value, shared out layer by layer down to the input
 * or a layer.
 *
 * <p>Relevance starts as {@code W * y}, so that it sums to the target t, and every operator passes
 * on what it gets. Map {@code [1,C,H,W]}, in target units. Layers with weights follow the rules of
 * a {@link Composite}; activations and normalisations over the image pass relevance on as it is;
 * BatchNormalization is folded into the convolution before it; sums share in proportion to their
 * terms, averages and interpolations to their weighted inputs; of the inputs of a MaxPool the
 * greatest takes all; gates (Sigmoid or Softmax times a feature map) get nothing. What biases take
 * is lost; how far the sum of the map misses t is among its notes.
 *
 * <p>Bach et al.: On Pixel-Wise Explanations by Layer-Wise Relevance Propagation, PLoS ONE 2015;
 * Montavon et al.: Layer-Wise Relevance Propagation: An Overview, 2019; composites as in Anders et
 * al.: Zennit, 2021.
 */
public final class Lrp implements GraphAttributor {
  /** A sum beyond so many targets is no loss to biases any more, but an explosion. */
  private static final double MANY_TIMES = 3;

  /**
   * @param composite which rule serves which layer
   * @param layers {@link Layers#AUTO}, {@link Layers#ALL}, or names of tensors; none for the input
   */
  public record Options(Composite composite, List<String> layers) {
    public Options {
      Objects.requireNonNull(composite, "composite");
      layers = List.copyOf(layers);
    }

    /** EpsilonPlus, at the input. */
    public static Options defaults() {
      return new Options(Composite.epsilonPlus(), List.of());
    }
  }

  private final Options options;

  public Lrp(Options options) {
    this.options = options;
  }

  /** The layers explained; the image where none is asked for. */
  private List<Layer> layers(SegmentationModel model, TypedGraph typed) {
    return new Layers(model, typed).selectOrImage(options.layers());
  }

  private List<String> tensors(SegmentationModel model, TypedGraph typed) {
    return layers(model, typed).stream().map(Layer::tensor).toList();
  }

  @Override
  public List<GradientRequest> requests(Evaluation at, OutputSpace on) {
    return List.of(
        new GradientRequest(
            LrpRules.of(options.composite()),
            on,
            new LinkedHashSet<>(tensors(at.model(), at.typed()))));
  }

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public boolean additive() {
    return options.layers().isEmpty();
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    GradientRequest request = requests(at, question.on()).get(0);
    Tensor weights = question.weights(at.prediction());
    Tensor start = product(weights, question.output(at.prediction()));
    Map<String, Tensor> relevance = at.gradients(request, start);
    List<Attribution> maps = new ArrayList<>();
    for (Layer place : layers(at.model(), at.typed())) {
      String tensor = place.tensor();
      Tensor map = place.arrangement().layOut(relevance.get(tensor));
      String layer = tensor.equals(at.model().input()) ? "" : tensor;
      Extras extras = Extras.NONE.withWarnings(warnings(sum(map), sum(start)));
      maps.add(
          new Attribution(
              "lrp", layer, map, Sign.SIGNED, List.of(note(sum(map), sum(start))), extras));
    }
    return maps;
  }

  @Override
  public List<GraphMap> append(ExplainerGraph graph) {
    List<String> tensors = tensors(graph.model(), graph.typed());
    String start = graph.ops().mul(graph.weights(), graph.model().output(graph.on()));
    Map<String, String> relevance =
        graph.gradients(LrpRules.of(options.composite()), start, tensors);
    List<GraphMap> maps = new ArrayList<>();
    for (Layer place : layers(graph.model(), graph.typed())) {
      String tensor = place.tensor();
      String layer = tensor.equals(graph.model().input()) ? "" : tensor;
      String map = place.arrangement().layOut(graph.ops(), relevance.get(tensor));
      maps.add(new GraphMap(layer, map, place.shape(), Sign.SIGNED, List.of()));
    }
    return maps;
  }

  private static Tensor product(Tensor a, Tensor b) {
    float[] values = a.toFloats();
    float[] factors = b.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factors[i];
    }
    return Tensor.of(values, a.shape().dims());
  }

  private static double sum(Tensor tensor) {
    double sum = 0;
    for (float value : tensor.toFloats()) {
      sum += value;
    }
    return sum;
  }

  private String note(double sum, double target) {
    return Text.format(
        "LRP %s: relevance sums to %.6g of the target's %.6g; biases and stabilisers took the rest",
        options.composite().name(), sum, target);
  }

  private static List<String> warnings(double sum, double target) {
    return Math.abs(sum) <= MANY_TIMES * Math.abs(target)
        ? List.of()
        : List.of(
            Text.format(
                "relevance sums to %.4g, many times what it shares out (%.4g): on the way there are"
                    + " sums near zero, whose terms get large shares of both signs; a larger"
                    + " epsilon (such as 0.25) or another composite may tame them",
                sum, target));
  }
}
