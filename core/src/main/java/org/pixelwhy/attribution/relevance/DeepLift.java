package org.pixelwhy.attribution.relevance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Extras;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.attribution.ExplainerGraph;
import org.pixelwhy.attribution.GraphAttributor;
import org.pixelwhy.attribution.GraphMap;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.ReferencePass;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * DeepLIFT with the Rescale rule: how much each element of the input, or of a layer, contributes to
 * the difference between the target at the image and at a baseline.
 *
 * <p>Map = {@code (a - a0) * m}, of a's shape {@code [1,C,H,W]}, in target units. The multiplier m
 * is passed back like a gradient, except that an activation passes {@code (y - y0) / (x - x0)}
 * instead of its slope, and a MaxPool the cross rule, which takes the maxima of both inputs into
 * account. Where all else is linear, the map sums to {@code t(x) - t(x0)}; how far it misses that
 * is among the map's notes.
 *
 * <p>Deviations from the paper: the cross rule of MaxPool, which is Captum's, with what overlapping
 * windows give to a cell added up; Softmax by Captum's rule, element by element, or as a whole;
 * products of feature maps and normalisation by their gradient at the image, or by rules that keep
 * the sum ({@link DeepLiftRules#COMPLETE}).
 *
 * <p>Shrikumar, Greenside, Kundaje: Learning Important Features Through Propagating Activation
 * Differences, ICML 2017.
 */
public final class DeepLift implements GraphAttributor {
  /**
   * @param baseline what the image is compared with
   * @param layers {@link Layers#AUTO}, {@link Layers#ALL}, or names of tensors; none for the input
   * @param rescaled operators with the Rescale rule, see {@link DeepLiftRules}
   */
  public record Options(Baseline baseline, List<String> layers, Set<String> rescaled) {
    public Options {
      Objects.requireNonNull(baseline, "baseline");
      layers = List.copyOf(layers);
      rescaled = Set.copyOf(rescaled);
    }

    /** The input, against zeros, by Captum's choice of rules. */
    public static Options defaults() {
      return new Options(Baseline.ZERO, List.of(), DeepLiftRules.CAPTUM);
    }

    public Options withBaseline(Baseline other) {
      return new Options(other, layers, rescaled);
    }

    public Options withLayers(List<String> other) {
      return new Options(baseline, other, rescaled);
    }

    public Options withRescaled(Set<String> other) {
      return new Options(baseline, layers, other);
    }
  }

  /** By this share of the change its contributions may miss it before the map is doubtful. */
  private static final double TOLERABLE = 0.05;

  private final Options options;

  public DeepLift(Options options) {
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
    Set<String> tensors = new LinkedHashSet<>(tensors(at.model(), at.typed()));
    Tensor reference = options.baseline().of(at.image());
    return List.of(
        new GradientRequest(
            DeepLiftRules.rescaling(options.rescaled()), on, tensors, Optional.of(reference)));
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
    Map<String, Tensor> multipliers = at.gradients(request, weights);
    Tensor output = question.output(at.prediction());
    Tensor outputThere = at.reference(request, at.model().output(question.on()));
    double change = weighted(weights, output) - weighted(weights, outputThere);
    List<Attribution> maps = new ArrayList<>();
    for (Layer layer : layers(at.model(), at.typed())) {
      String tensor = layer.tensor();
      boolean isInput = tensor.equals(at.model().input());
      Tensor here = at.activation(request, tensor);
      Tensor there = at.reference(request, tensor);
      Tensor map = contributions(here, there, multipliers.get(tensor));
      double sum = sum(map);
      maps.add(
          new Attribution(
              isInput ? "deeplift" : "layer-deeplift",
              isInput ? "" : tensor,
              layer.arrangement().layOut(map),
              Sign.SIGNED,
              List.of(note(sum, change, isInput)),
              Extras.NONE.withWarnings(isInput ? warnings(sum, change) : List.of())));
    }
    return maps;
  }

  @Override
  public List<GraphMap> append(ExplainerGraph graph) {
    String input = graph.model().input();
    Ops ops = graph.ops();
    graph.compareWith(options.baseline().append(ops, input, graph.typed().shape(input)));
    List<String> tensors = tensors(graph.model(), graph.typed());
    Map<String, String> multipliers =
        graph.gradients(DeepLiftRules.rescaling(options.rescaled()), graph.weights(), tensors);
    List<GraphMap> maps = new ArrayList<>();
    for (Layer place : layers(graph.model(), graph.typed())) {
      String tensor = place.tensor();
      String difference = ops.sub(tensor, ReferencePass.name(tensor));
      String product = ops.mul(difference, multipliers.get(tensor));
      String map = place.arrangement().layOut(ops, product);
      String layer = tensor.equals(input) ? "" : tensor;
      maps.add(new GraphMap(layer, map, place.shape(), Sign.SIGNED, List.of()));
    }
    return maps;
  }

  private static Tensor contributions(Tensor here, Tensor there, Tensor multipliers) {
    float[] values = here.toFloats();
    float[] reference = there.toFloats();
    float[] m = multipliers.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - reference[i]) * m[i];
    }
    return Tensor.of(values, here.shape().dims());
  }

  private static double weighted(Tensor weights, Tensor output) {
    float[] w = weights.toFloats();
    float[] y = output.toFloats();
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += (double) w[i] * y[i];
    }
    return sum;
  }

  private static double sum(Tensor map) {
    double sum = 0;
    for (float value : map.toFloats()) {
      sum += value;
    }
    return sum;
  }

  private static String note(double sum, double change, boolean isInput) {
    String gap =
        Text.format(
            "contributions sum to %.6g; from baseline to image the target changes by %.6g:"
                + " summation-to-delta error %.3g",
            sum, change, sum - change);
    return isInput ? gap : gap + " (paths around the layer count as error)";
  }

  private List<String> warnings(double sum, double change) {
    if (Math.abs(sum - change) <= TOLERABLE * Math.abs(change)) {
      return List.of();
    }
    String gap =
        Text.format(
            "contributions do not sum to what they share out: they sum to %.4g, from baseline to"
                + " image the target changes by %.4g",
            sum, change);
    boolean complete = options.rescaled().containsAll(DeepLiftRules.COMPLETE);
    return List.of(
        complete ? gap : gap + "; rescaled=all gives every operator a rule that keeps the sum");
  }
}
