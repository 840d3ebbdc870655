package org.pixelwhy.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.ModelPreparation;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.InputSize;
import org.pixelwhy.onnx.autodiff.GradientPath;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.format.OnnxModel;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;

/**
 * What there is to know of a model before anything is explained.
 *
 * @param producer what wrote the file; empty where it does not say
 * @param inputs of the file
 * @param outputs of the file
 * @param model the prepared model
 * @param probed the input shape at which the layers' shapes were found out
 * @param layers the layers, in the order in which they are computed
 * @param principal tensors of the layers worth looking at
 * @param auto the tensor of the layer that {@link Layers#AUTO} stands for, if there is one
 * @param parameters number of weights
 * @param operators how often each operator occurs in the file
 * @param gradients the way of gradients from the logits back to the image
 */
public record Inspection(
    String producer,
    List<Value> inputs,
    List<Value> outputs,
    SegmentationModel model,
    Shape probed,
    List<Layer> layers,
    Set<String> principal,
    Optional<String> auto,
    long parameters,
    Map<String, Integer> operators,
    GradientPath gradients) {
  /** Extent at which a network that takes any size is probed. */
  private static final int USUAL_EXTENT = 256;

  public Inspection {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    layers = List.copyOf(layers);
    operators = new TreeMap<>(operators);
  }

  /**
   * Loads a model and looks at it.
   *
   * @throws InputException if it cannot be used
   */
  public static Inspection of(Engine engine, ModelSource source) {
    ModelLoader.Opened opened = ModelLoader.open(source);
    OnnxModel file = opened.file();
    SegmentationModel model = ModelPreparation.prepare(engine, file, opened.card());
    Shape shape = usualShape(model);
    TypedGraph typed = new ShapeProbe(engine).probe(model.graph(), Map.of(model.input(), shape));
    Layers layers = new Layers(model, typed);
    Map<String, Integer> operators = new LinkedHashMap<>();
    for (Node node : file.original().nodes()) {
      operators.merge(node.qualifiedOp(), 1, Integer::sum);
    }
    return new Inspection(
        file.producer(),
        file.original().inputs(),
        file.original().outputs(),
        model,
        shape,
        layers.all(),
        layers.principal().stream().map(Layer::tensor).collect(Collectors.toSet()),
        layers.deepestFirst().stream().findFirst().map(Layer::tensor),
        parameters(file.graph(), source.inputs().keySet()),
        operators,
        GradientStops.path(model, typed, model.input()));
  }

  /** Operators on the way of gradients that have no rule. */
  public Set<String> withoutRule() {
    return Stream.concat(gradients.missing().stream(), gradients.stops().stream())
        .map(Node::qualifiedOp)
        .filter(op -> !StandardRules.standard().operators().contains(op))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Shape usualShape(SegmentationModel model) {
    InputSize size = model.card().size();
    long[] dims = new long[size.axes().size() + 2];
    dims[0] = 1;
    dims[1] = model.card().channels().channels();
    for (int i = 2; i < dims.length; i++) {
      dims[i] = size.axes().get(i - 2).atLeast(USUAL_EXTENT);
    }
    return Shape.of(dims);
  }

  /** Whole numbers are shapes and indices, and Resize reads scales: those are no weights. */
  private static long parameters(Graph graph, Set<String> held) {
    return graph.initializers().entrySet().stream()
        .filter(entry -> !held.contains(entry.getKey()))
        .filter(entry -> entry.getValue().type().isFloating())
        .filter(
            entry ->
                graph.consumers(entry.getKey()).stream()
                    .anyMatch(reader -> !reader.op().equals("Resize")))
        .mapToLong(entry -> entry.getValue().size())
        .sum();
  }
}
