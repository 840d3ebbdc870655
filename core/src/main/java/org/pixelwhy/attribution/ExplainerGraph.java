package org.pixelwhy.attribution;

import java.util.List;
import java.util.Map;
import org.pixelwhy.image.Interpolation;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.Shape;

/**
 * A model's graph at one size of its input, to which a method appends what makes its maps; what
 * {@link org.pixelwhy.model.run.Evaluation} is to values. Tensors are named by what is returned.
 */
public interface ExplainerGraph {
  SegmentationModel model();

  /** The forward pass. */
  TypedGraph typed();

  /** Appends nodes; its numbers are of the model's element type. */
  Ops ops();

  /** The output y that is asked about. */
  OutputSpace on();

  /** The question's weights W on the output, {@code [1,K,H',W']}: zeros where nothing is asked. */
  String weights();

  /**
   * The gradients {@code dt/dx} of {@code t = sum(seed * y)}, by name of the tensor x.
   *
   * @param seed of y's shape
   * @param tensors the model's input, or layers
   */
  Map<String, String> gradients(RuleSet rules, String seed, List<String> tensors);

  /**
   * Runs the model on a second input too; rules and methods then find the values that its tensors
   * have there by {@link org.pixelwhy.onnx.autodiff.ReferencePass#name}. Before {@link #gradients}.
   *
   * @param reference of the input's shape
   */
  void compareWith(String reference);

  /**
   * {@code sum_i weights_i dt/dx(start + shares_i (x - start))}: plain gradients at the input along
   * a straight way to it, one after the other.
   *
   * @param start of the input's shape
   */
  String pathGradient(String start, double[] shares, double[] weights);

  /**
   * Appends the nodes of another graph.
   *
   * @param inputs names of tensors here by name of the graph's inputs
   * @return names here of the graph's outputs, in order
   */
  List<String> copy(Graph graph, Map<String, String> inputs);

  /** A map {@code [1,C,...]} at the size of the model's input. */
  String resize(String map, Shape shape, Interpolation interpolation);
}
