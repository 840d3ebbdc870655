package org.pixelwhy.dream;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ScaleRange;
import org.pixelwhy.model.card.Step;
import org.pixelwhy.model.card.VolumeRange;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Precision;
import org.pixelwhy.onnx.autodiff.Differentiator;
import org.pixelwhy.onnx.autodiff.GradientGraph;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Inlining;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.precision.DoublePrecision;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;
import org.pixelwhy.tensor.Text;

/**
 * A step as one program: from pictures, through the card's preprocessing and the network, to what
 * is predicted, the neuron's map, and the gradient with respect to the pictures. So the mask comes
 * out of the same forward pass as the gradient.
 */
final class AscentProgram implements AutoCloseable {
  private static final String PICTURE = "picture";
  private static final long OPSET = 21;

  private final Program program;
  private final Names names;
  private final Shape map;

  private record Names(
      String logits, String probabilities, String map, String seed, String gradient) {}

  /**
   * What one step gives.
   *
   * @param map responses {@code [N,F,h,w]}
   * @param gradient with respect to the pictures {@code [N,C,H,W]}
   */
  record Result(Tensor logits, Tensor probabilities, Tensor map, Tensor gradient) {}

  private AscentProgram(Program program, Names names, Shape map) {
    this.program = program;
    this.names = names;
    this.map = map;
  }

  /**
   * How many pictures of a size may be dreamt at once; 1 where the network takes them one by one.
   */
  static int together(ModelRunner runner, Tensor picture, int wanted) {
    boolean ordered =
        runner.model().card().preprocessing().stream()
            .anyMatch(step -> step instanceof ScaleRange || step instanceof VolumeRange);
    if (wanted == 1 || ordered) {
      return 1;
    }
    List<Step> steps = runner.model().card().preprocessing();
    int channels = (int) picture.shape().dim(1);
    float[] values = Step.applyAll(steps, picture.toFloats(), channels);
    return Math.min(wanted, runner.batches(Tensor.of(values, picture.shape().dims())).size());
  }

  /**
   * Compiles the program.
   *
   * @param pictures {@code [N,C,H,W]}
   * @throws InputException if the network has no such map, or no gradient comes from it
   */
  static AscentProgram compile(ModelRunner runner, Shape pictures, Site site) {
    SegmentationModel model = runner.model();
    int images = (int) pictures.dim(0);
    TypedGraph network =
        images == 1 ? runner.typed(pictures) : runner.typed(pictures.with(0, 1), images);
    GraphBuilder builder = Graph.builder("dream", OPSET);
    model.graph().opsets().forEach(builder::opset);
    builder.input(Value.of(PICTURE, new TensorType(DataType.FLOAT, pictures)));
    Ops ops = new Ops(builder, DataType.FLOAT);
    String input = PICTURE;
    for (Step step : model.card().preprocessing()) {
      // Where a step is of the picture as a whole, it is of each one.
      input = step.append(ops, input, pictures.with(0, 1));
    }
    GraphBuilder inner = network.graph().edit();
    String tensor = tensor(model, network, site, new Ops(inner, DataType.FLOAT));
    Graph body =
        inner
            .outputs(List.of())
            .outputs(
                List.of(model.logits(), model.probabilities(), tensor).stream().distinct().toList())
            .prune()
            .build();
    List<String> outputs = new Inlining(body, builder).copy(Map.of(model.input(), input));
    outputs.stream().distinct().forEach(builder::tap);
    TypedGraph forward =
        new ShapeProbe(runner.engine()).probe(builder.build(), Map.of(PICTURE, pictures));
    String logits = outputs.get(body.outputNames().indexOf(model.logits()));
    String probabilities = outputs.get(body.outputNames().indexOf(model.probabilities()));
    String map = outputs.get(body.outputNames().indexOf(tensor));
    GradientGraph gradient =
        new Differentiator(model.rules(StandardRules.standard()))
            .differentiate(forward, map, List.of(PICTURE));
    Names names =
        new Names(logits, probabilities, map, gradient.seed(), gradient.gradients().get(PICTURE));
    Shape responses = checked(forward.shape(map), site);
    return new AscentProgram(compile(runner, gradient.graph(), names), names, responses);
  }

  private static String tensor(SegmentationModel model, TypedGraph network, Site site, Ops ops) {
    if (site instanceof Site.Output output) {
      return model.output(output.on());
    }
    Site.LayerChannel wanted = (Site.LayerChannel) site;
    Layer layer = new Layers(model, network).select(List.of(wanted.tensor())).get(0);
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
    int channel = site.channel();
    if (channel >= map.dim(1)) {
      throw new InputException(
          Text.format(
              "there is no channel %d in %s; it has channels 0 to %d",
              channel,
              site instanceof Site.LayerChannel layer ? "layer " + layer.tensor() : "the output",
              map.dim(1) - 1));
    }
    return map;
  }

  private static Program compile(ModelRunner runner, Graph graph, Names names) {
    Engine engine = runner.engine();
    Graph whole =
        graph
            .edit()
            .outputs(List.of())
            .outputs(
                List.of(names.logits, names.probabilities, names.map, names.gradient).stream()
                    .distinct()
                    .toList())
            .prune()
            .build();
    if (runner.precision() == Precision.FLOAT) {
      return engine.compile(whole);
    }
    Set<String> floats = Set.of(PICTURE, names.seed);
    return engine.compileInDouble(
        DoublePrecision.of(new ShapeProbe(engine).probe(whole, Map.of()), floats));
  }

  /** {@code [N,F,h,w]}, the shape of the neuron's map and of the seed. */
  Shape map() {
    return map;
  }

  /**
   * Runs a step.
   *
   * @param seed weights on the neuron's map
   */
  Result run(Tensor pictures, Tensor seed) {
    Map<String, Tensor> results = program.run(Map.of(PICTURE, pictures, names.seed, seed));
    return new Result(
        results.get(names.logits),
        results.get(names.probabilities),
        results.get(names.map),
        results.get(names.gradient));
  }

  @Override
  public void close() {
    program.close();
  }
}
