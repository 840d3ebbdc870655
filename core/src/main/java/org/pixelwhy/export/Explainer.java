package org.pixelwhy.export;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.GraphAttributor;
import org.pixelwhy.attribution.GraphMap;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Interpolation;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.target.TargetGraph;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.TensorType;

/**
 * An explanation as a graph of its own. Inputs: what the model takes, and the target's weights
 * where those were left open. Outputs, in this order: the model's own output; the mask, class
 * numbers {@code [1,1,H',W']} or 0 and 1 for each class {@code [1,K,H',W']}; the maps.
 *
 * <p>A map of one channel is brought to the size of the input, linearly with half-pixel centres.
 * Where the target has no pixel in an image, W is zero, and so is every map that depends on it.
 *
 * @param maps one map, or one for each layer, named like the graph's outputs
 */
public record Explainer(Graph graph, List<GraphMap> maps) {
  public Explainer {
    maps = List.copyOf(maps);
  }

  /**
   * Compiles a method.
   *
   * @param source names and layout of what the model's file takes and gives
   * @param typed the prepared model's graph at the size of {@link ExplainerOptions#input}
   * @throws org.pixelwhy.tensor.InputException if the method or the target cannot be compiled for
   *     this model
   */
  public static Explainer compile(
      SegmentationModel model,
      ModelEnds source,
      TypedGraph typed,
      GraphAttributor method,
      ExplainerOptions options) {
    ExplainerBuilder builder = new ExplainerBuilder(model, typed, options.on());
    Shape output = typed.shape(model.logits());
    TargetGraph target =
        new TargetGraph(builder.ops(), model, output, Geometry.covering(options.input()));
    List<Value> inputs = new ArrayList<>();
    if (options.target().isEmpty()) {
      Value seed = builder.input("seed", typed.type(model.logits()));
      inputs.add(seed);
      builder.ask(seed.name());
    } else {
      builder.ask(target.weights(options.target().get(), options.reduction()));
    }
    List<GraphMap> maps = publish(builder, method.append(builder));
    Value mask =
        Value.of(
            builder.publish(target.mask(), "mask"),
            new TensorType(DataType.INT64, target.maskShape()));
    if (options.preprocessing()) {
      inputs.add(0, Pictures.preprocess(builder, model));
    }
    GraphBuilder whole = builder.whole(inputs);
    if (!options.preprocessing()) {
      source.restoreInput(whole, model, typed);
    }
    whole.outputs(List.of());
    whole.output(Value.of(source.output(), typed.type(source.output()))).output(mask);
    DataType type = builder.ops().type();
    maps.forEach(map -> whole.output(Value.of(map.tensor(), new TensorType(type, map.shape()))));
    return new Explainer(whole.prune().build(), maps);
  }

  /** The maps at the size of the image, under names that users see. */
  private static List<GraphMap> publish(ExplainerBuilder builder, List<GraphMap> maps) {
    Shape input = builder.typed().shape(builder.model().input());
    List<GraphMap> published = new ArrayList<>();
    for (GraphMap map : maps) {
      boolean enlarge = map.shape().dim(1) == 1 && !map.shape().equals(input.with(1, 1));
      String tensor =
          enlarge ? builder.resize(map.tensor(), map.shape(), Interpolation.LINEAR) : map.tensor();
      String name = maps.size() == 1 ? "map" : "map_" + (published.size() + 1);
      Shape shape = enlarge ? input.with(1, 1) : map.shape();
      Sign sign = map.sign();
      published.add(
          new GraphMap(map.layer(), builder.publish(tensor, name), shape, sign, map.notes()));
    }
    return published;
  }

  /** What readers of the maps should know. */
  public Set<String> notes() {
    Set<String> notes = new LinkedHashSet<>();
    maps.forEach(map -> notes.addAll(map.notes()));
    return notes;
  }

  /** This explainer with more properties in its file. */
  public Explainer withMetadata(Map<String, String> properties) {
    GraphBuilder builder = graph.edit();
    properties.forEach(builder::metadata);
    return new Explainer(builder.build(), maps);
  }
}
