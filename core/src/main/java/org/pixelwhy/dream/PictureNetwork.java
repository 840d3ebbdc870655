package org.pixelwhy.dream;

import java.util.List;
import java.util.Map;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Step;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Inlining;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;
import org.pixelwhy.tensor.Text;

/**
 * A network that takes pictures as they are before the card's preprocessing, whose steps are part
 * of its graph, and whose first output is the map that a neuron belongs to. Must be closed.
 *
 * <p>So the gradients of pictures are the gradients of its input, which {@link Evaluation} takes:
 * the mask comes from the forward half of the same step, and the backward half of a small neuron is
 * computed only where the neuron looks.
 */
final class PictureNetwork implements AutoCloseable {
  private static final String PICTURE = "picture";
  private static final long OPSET = 21;

  private final ModelRunner runner;
  private final Names names;
  private final GradientRequest request;
  private final Shape map;
  private final Geometry geometry;

  /**
   * Tensors of the graph.
   *
   * @param decisive what tells the class of a pixel: the logits where they are the map, else the
   *     probabilities, whose greatest is the same
   */
  private record Names(String decisive, String probabilities, String map) {}

  /**
   * What one step gives.
   *
   * @param decisive whose greatest tells the class
   * @param map responses {@code [1,F,h,w]}
   * @param gradient with respect to the picture {@code [1,C,H,W]}
   */
  record Result(Tensor decisive, Tensor probabilities, Tensor map, Tensor gradient) {}

  private PictureNetwork(
      ModelRunner runner, Names names, GradientRequest request, Shape map, Geometry geometry) {
    this.runner = runner;
    this.names = names;
    this.request = request;
    this.map = map;
    this.geometry = geometry;
  }

  /**
   * Opens a network.
   *
   * @param network the network as it is
   * @param picture {@code [1,C,H,W]}
   * @param geometry how the image lies in pictures
   * @throws InputException if the network has no such map
   */
  static PictureNetwork open(ModelRunner network, Shape picture, Site site, Geometry geometry) {
    SegmentationModel model = network.model();
    TypedGraph typed = network.typed(picture);
    GraphBuilder inner = typed.graph().edit();
    String tensor = tensor(model, typed, site, new Ops(inner, DataType.FLOAT));
    List<String> wanted = List.of(model.probabilities(), tensor).stream().distinct().toList();
    Graph body = inner.outputs(List.of()).outputs(wanted).prune().build();
    GraphBuilder builder = Graph.builder("dream", OPSET);
    model.graph().opsets().forEach(builder::opset);
    builder.input(Value.of(PICTURE, new TensorType(DataType.FLOAT, picture)));
    String input = prepared(model, picture, new Ops(builder, DataType.FLOAT));
    List<String> made = new Inlining(body, builder).copy(Map.of(model.input(), input));
    made.stream().distinct().forEach(builder::tap);
    String map = made.get(wanted.indexOf(tensor));
    String probabilities = made.get(wanted.indexOf(model.probabilities()));
    Names names =
        new Names(tensor.equals(model.logits()) ? map : probabilities, probabilities, map);
    ModelRunner runner =
        new ModelRunner(network.engine(), of(model, builder.build(), names), network.precision());
    GradientRequest request = GradientRequest.plain(OutputSpace.LOGITS, PICTURE);
    Shape responses = checked(runner.typed(picture).shape(map), site);
    return new PictureNetwork(runner, names, request, responses, geometry);
  }

  /** The model whose gradients are taken: its "logits" are the neuron's map. */
  private static SegmentationModel of(SegmentationModel model, Graph graph, Names names) {
    return new SegmentationModel(
        graph,
        PICTURE,
        names.map,
        names.probabilities,
        model.decision(),
        model.card().withPreprocessing(List.of()),
        model.hash(),
        model.notes());
  }

  private static String prepared(SegmentationModel model, Shape picture, Ops ops) {
    String values = PICTURE;
    for (Step step : model.card().preprocessing()) {
      values = step.append(ops, values, picture);
    }
    return values;
  }

  private static String tensor(SegmentationModel model, TypedGraph typed, Site site, Ops ops) {
    if (site instanceof Site.Output output) {
      return model.output(output.on());
    }
    Site.LayerChannel wanted = (Site.LayerChannel) site;
    Layer layer = new Layers(model, typed).select(List.of(wanted.tensor())).get(0);
    if (layer.shape().rank() != 4) {
      throw new InputException(
          Text.format(
              "layer %s is no map of rows and columns, found %s", layer.tensor(), layer.shape()));
    }
    return layer.arrangement().isPlain()
        ? layer.tensor()
        : layer.arrangement().layOut(ops, layer.tensor());
  }

  private static Shape checked(Shape map, Site site) {
    if (site.channel() >= map.dim(1)) {
      throw new InputException(
          Text.format(
              "there is no channel %d in %s; it has channels 0 to %d",
              site.channel(),
              site instanceof Site.LayerChannel layer ? "layer " + layer.tensor() : "the output",
              map.dim(1) - 1));
    }
    return map;
  }

  /** {@code [1,F,h,w]}, the shape of the neuron's map and of the seed. */
  Shape map() {
    return map;
  }

  /** The neuron's map of a picture. */
  Tensor responses(Tensor picture) {
    try (Evaluation at = evaluate(picture)) {
      return at.activation(request, names.map);
    }
  }

  /**
   * Runs a step.
   *
   * @param seed weights on the neuron's map
   */
  Result run(Tensor picture, Tensor seed) {
    try (Evaluation at = evaluate(picture)) {
      return new Result(
          at.activation(request, names.decisive),
          at.activation(request, names.probabilities),
          at.activation(request, names.map),
          at.gradients(request, seed).get(PICTURE));
    }
  }

  private Evaluation evaluate(Tensor picture) {
    Evaluation at = runner.evaluate(picture, geometry, Steps.SILENT);
    at.expect(List.of(request));
    return at;
  }

  @Override
  public void close() {
    runner.close();
  }
}
