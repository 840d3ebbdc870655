package org.pixelwhy.attribution.cam;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.pixelwhy.attribution.ExplainerGraph;
import org.pixelwhy.attribution.GraphAttributor;
import org.pixelwhy.attribution.GraphMap;
import org.pixelwhy.model.Arrangement;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.model.run.Readout;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Class activation maps whose formula is made of sums and products, so that it is written as nodes:
 * the maps of all layers come finished out of one backward pass, and neither features nor gradients
 * are copied out of the program.
 */
abstract class GraphCam extends Cam implements GraphAttributor {
  /** The formula, which instances share where {@link GraphCam#formula} is equal. */
  private record Formula(GraphCam cam, Arrangement arrangement) implements Readout {
    @Override
    public String append(Ops ops, String activation, String gradient, Shape shape) {
      String a = arrangement.layOut(ops, activation);
      String g = arrangement.layOut(ops, gradient);
      return cam.map(new FeatureGraph(ops, a, g, arrangement.features()));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Formula formula
          && formula.cam.formula().equals(cam.formula())
          && formula.arrangement.equals(arrangement);
    }

    @Override
    public int hashCode() {
      return Objects.hash(cam.formula(), arrangement);
    }

    /** As different as {@link #equals}, for outputs of programs are named after it. */
    @Override
    public String toString() {
      return cam.id() + " " + cam.formula();
    }
  }

  GraphCam(String id, CamOptions options) {
    super(id, options);
  }

  /** All that the formula depends on: instances of which this is equal append the same nodes. */
  Object formula() {
    return getClass();
  }

  /** Appends the formula of the raw map; gives its name. */
  abstract String map(FeatureGraph features);

  @Override
  public final List<GradientRequest> requests(Evaluation at, OutputSpace on) {
    return List.of(request(layers(at), on));
  }

  private Readout.At readout(Layer layer) {
    return new Readout.At(layer.tensor(), new Formula(this, layer.arrangement()));
  }

  private GradientRequest request(List<Layer> layers, OutputSpace on) {
    Set<Readout.At> readouts = new LinkedHashSet<>();
    layers.forEach(layer -> readouts.add(readout(layer)));
    return GradientRequest.reading(StandardRules.standard(), on, readouts);
  }

  @Override
  final boolean looksElsewhere() {
    return true;
  }

  @Override
  final List<double[]> maps(Evaluation at, WeightedQuestion question, List<Layer> layers) {
    GradientRequest request = request(layers, question.question().on());
    Map<Readout.At, Tensor> maps = at.readouts(request, question.weights());
    return layers.stream().map(layer -> maps.get(readout(layer)).toDoubles()).toList();
  }

  @Override
  public final List<GraphMap> append(ExplainerGraph graph) {
    List<Layer> layers = layers(graph.model(), graph.typed());
    List<String> tensors = layers.stream().map(Layer::tensor).toList();
    Map<String, String> gradients =
        graph.gradients(StandardRules.standard(), graph.weights(), tensors);
    List<GraphMap> maps = new ArrayList<>();
    for (Layer layer : layers) {
      String tensor = layer.tensor();
      String a = layer.arrangement().layOut(graph.ops(), tensor);
      String g = layer.arrangement().layOut(graph.ops(), gradients.get(tensor));
      String raw = map(new FeatureGraph(graph.ops(), a, g, layer.shape()));
      maps.add(finish(graph, raw, layer));
    }
    return maps;
  }
}
