package org.pixelwhy.model.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Questions about one image. The network sees the image as a whole, or tile by tile; whoever asks
 * does not notice, except that tiles have no layers in common ({@link NotInTilesException}). Must
 * be closed.
 */
public sealed interface Evaluation extends AutoCloseable permits WholeEvaluation, TiledEvaluation {
  SegmentationModel model();

  /** The network's input {@code [1,C,H,W]}. */
  Tensor image();

  /** How what is explained lies in the network's input. */
  Geometry geometry();

  /**
   * The model's graph with the types and shapes at the size at which it runs: the image's, or a
   * tile's.
   */
  TypedGraph typed();

  /** The shape {@code [1,K,H',W']} of what is predicted for the image. */
  Shape output();

  /** How often the network runs for one pass over the image: once, or for each tile. */
  int runs();

  /**
   * How often it runs to find out what a target reads.
   *
   * @param weights of the target on the output
   */
  int runs(Tensor weights);

  /** Who hears of the steps of long work. */
  Steps steps();

  /** Where a method runs programs of its own, such as products of large matrices. */
  Engine engine();

  /** Runs many perturbed versions of this image forward, in batches where the model allows it. */
  ForwardBatches batches();

  /**
   * Runs many perturbed versions of this image forward: in batches, or by windows where they differ
   * little from it.
   *
   * @param target what alone is asked of them, if that is known; outputs then hold only where the
   *     target reads them
   * @param extents of the box in which versions usually differ from the image
   */
  Perturbations perturbations(Optional<FrozenTarget> target, int[] extents);

  /**
   * Announces gradients that will be asked for, so that all of them come out of one forward pass,
   * and those by the same rules out of one backward pass. Without this each request gets what it
   * needs, in more passes.
   */
  void expect(List<GradientRequest> requests);

  /** The graphs that run for some gradients, all out of one forward pass. */
  PassGraphs graphs(List<GradientRequest> requests);

  /** Compiles the programs for what is expected, without running them. */
  void compile();

  /** Compiles what the forward pass needs, and makes sure that what is expected has its rules. */
  void compileForward();

  /**
   * Tells that nobody will ask anything more than this of what was announced, about this image or
   * another: what serves none of it is closed, and compiled and computed again if it is asked for
   * all the same.
   */
  void upcoming(List<GradientRequest> requests);

  /** Logits, probabilities and masks; runs the model if it has not run yet. */
  Prediction prediction();

  /** The values of layers, from a forward pass of their own. */
  Map<String, Tensor> activations(Set<String> tensors);

  /**
   * The gradients {@code dt/dx} of {@code t = sum(seed * y)}, by name of the tensor x.
   *
   * @param seed weights on the output y, of its shape
   */
  Map<String, Tensor> gradients(GradientRequest request, Tensor seed);

  /**
   * What is read out of layers and their gradients {@code dA = dt/dA} of {@code t = sum(seed * y)}.
   *
   * @param seed weights on the output y, of its shape
   */
  Map<Readout.At, Tensor> readouts(GradientRequest request, Tensor seed);

  /** How many seeds {@link #ahead} takes at once within the memory that batches may take. */
  int seedsAtOnce();

  /**
   * Runs backward for several seeds at once, where the network treats the items of a batch apart.
   * What is then asked about these seeds is answered from that, until this is called again. Seeds
   * that windows serve need no company.
   *
   * @param seeds at most {@link #seedsAtOnce}
   */
  void ahead(List<GradientRequest> requests, List<Tensor> seeds);

  /** The value of a tensor that a gradient was or will be asked for. */
  Tensor activation(GradientRequest request, String tensor);

  /** The value that a tensor has at the reference of a request. */
  Tensor reference(GradientRequest request, String tensor);

  /**
   * Questions about another image of the same shape, such as a perturbed one; maps of it are
   * nobody's answer, and so not shown while they come about.
   */
  Evaluation elsewhere(Tensor other);

  /** Questions about the same image, asked of another model that takes the same input. */
  Evaluation elsewhere(ModelRunner other);

  /**
   * What a graph other than the model's gives of the same image; it is compiled once for all
   * images.
   *
   * @param key tells it from others
   * @param input name of the image's tensor in it
   */
  Map<String, Tensor> beside(String key, Graph graph, String input);

  /** What the model would predict if a layer had other values. */
  Continuation continuation(String layer);

  @Override
  void close();
}
