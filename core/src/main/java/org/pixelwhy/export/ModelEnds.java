package org.pixelwhy.export;

import java.util.List;
import java.util.Map;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;

/**
 * The input and the output that a model's file declares, which preparation may have put further in.
 *
 * @param input name of the image's tensor in the file
 * @param output name of the segmentation's tensor in the file, mostly an output of it
 */
public record ModelEnds(String input, String output) {
  /**
   * The ends of a model.
   *
   * @param file the graph that the model was prepared from
   */
  public static ModelEnds of(Graph file, SegmentationModel model) {
    String tensor = model.probabilities();
    while (file.producer(tensor).isEmpty()) {
      // Preparation appends nothing but an activation and moves of values.
      tensor = model.graph().producer(tensor).orElseThrow().input(0);
    }
    return new ModelEnds(file.inputs().get(0).name(), tensor);
  }

  /** Makes the file's own input the graph's again, by turning round what puts channels first. */
  void restoreInput(GraphBuilder whole, SegmentationModel model, TypedGraph typed) {
    if (input.equals(model.input())) {
      return;
    }
    Node first = typed.graph().producer(input).orElseThrow();
    Shape shape = typed.shape(input);
    long[] back = new long[shape.rank()];
    back[1] = shape.rank() - 1;
    for (int axis = 2; axis < back.length; axis++) {
      back[axis] = axis - 1;
    }
    DataType type = typed.type(input).type();
    whole.remove(first).removeInput(model.input()).input(Value.of(input, type, shape.dims()));
    Map<String, Attribute> permutation = Map.of("perm", Attribute.ofInts(back));
    whole.add(Node.of("Transpose", List.of(input), List.of(model.input()), permutation));
  }
}
