package org.pixelwhy.model.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Questions about an image that the network sees tile by tile. With {@code y = sum s_t y_t} the
 * gradient of {@code sum(W y)} is the sum of the tiles' gradients of {@code sum(s_t W y_t)}, each
 * at its place; tiles in which {@code s_t W} is zero do not run.
 */
final class TiledEvaluation implements Evaluation {
  private final ModelRunner runner;
  private final TileGrid grid;
  private final Tensor image;
  private final Geometry geometry;
  private final Steps steps;
  private final OpenTiles tiles;
  private TileActivation activation;
  private Prediction prediction;
  private TiledBatches batches;

  /** Where it is only a step of other work, which tells of itself. */
  private boolean quiet;

  /**
   * @param image whose values are finite
   */
  TiledEvaluation(ModelRunner runner, TileGrid grid, Tensor image, Geometry geometry, Steps steps) {
    this.runner = runner;
    this.grid = grid;
    this.image = image;
    this.geometry = geometry;
    this.steps = steps;
    this.tiles = new OpenTiles(runner, grid, image.toFloats());
  }

  @Override
  public SegmentationModel model() {
    return runner.model();
  }

  @Override
  public Tensor image() {
    return image;
  }

  @Override
  public Geometry geometry() {
    return geometry;
  }

  @Override
  public TypedGraph typed() {
    return runner.typed(grid.tile());
  }

  @Override
  public Shape output() {
    return grid.output();
  }

  @Override
  public int runs() {
    return grid.count();
  }

  @Override
  public int runs(Tensor weights) {
    float[] read = weights.toFloats();
    return (int) IntStream.range(0, grid.count()).filter(i -> grid.reads(read, i)).count();
  }

  @Override
  public Steps steps() {
    return steps;
  }

  @Override
  public Engine engine() {
    return runner.engine();
  }

  @Override
  public ForwardBatches batches() {
    batches = batches == null ? changed(Optional.empty()) : batches;
    return batches;
  }

  @Override
  public Perturbations perturbations(Optional<FrozenTarget> target, int[] extents) {
    return new TiledPerturbations(changed(target));
  }

  private TiledBatches changed(Optional<FrozenTarget> target) {
    return new TiledBatches(runner, grid, this, target.map(known -> known.weights().toFloats()));
  }

  /** How probabilities come from blended logits. */
  TileActivation activation() {
    if (activation == null) {
      try (Evaluation first = tiles.passing(0)) {
        activation = TileActivation.of(first.prediction());
      }
    }
    return activation;
  }

  @Override
  public void expect(List<GradientRequest> requests) {
    tiles.expect(requests.stream().map(this::inTiles).toList());
  }

  /** What is asked of a tile where something is asked of the whole. */
  private GradientRequest inTiles(GradientRequest request) {
    request.sorted().stream()
        .filter(tensor -> !tensor.equals(model().input()))
        .findFirst()
        .ifPresent(
            tensor -> {
              throw NotInTilesException.layer(tensor);
            });
    return new GradientRequest(
        request.rules(),
        BlendedOutput.asked(activation(), request, model().decision()),
        request.tensors(),
        request.readouts(),
        request.reference());
  }

  @Override
  public PassGraphs graphs(List<GradientRequest> requests) {
    return tiles.get(0).graphs(requests.stream().map(this::inTiles).toList());
  }

  @Override
  public void compile() {
    tiles.get(0).compile();
  }

  @Override
  public void compileForward() {
    tiles.get(0).compileForward();
  }

  @Override
  public void upcoming(List<GradientRequest> requests) {
    tiles.upcoming(requests.stream().map(this::inTiles).toList());
  }

  @Override
  public Prediction prediction() {
    if (prediction == null) {
      TileBlend logits = grid.blend();
      TileBlend probabilities = grid.blend();
      boolean follow = activation() != TileActivation.UNKNOWN;
      for (int i = 0; i < grid.count(); i++) {
        if (!quiet) {
          steps.step("tile", i, grid.count());
        }
        try (Evaluation tile = tiles.passing(i)) {
          grid.add(logits, tile.prediction().logits(), i);
          if (!follow) {
            grid.add(probabilities, tile.prediction().probabilities(), i);
          }
        }
      }
      Tensor whole = logits.whole();
      Tensor likely = follow ? activation().apply(whole) : probabilities.whole();
      prediction = new Prediction(whole, likely, model().reading(geometry));
    }
    return prediction;
  }

  @Override
  public Map<String, Tensor> activations(Set<String> tensors) {
    throw NotInTilesException.layer(String.join("', '", new TreeSet<>(tensors)));
  }

  @Override
  public Map<String, Tensor> gradients(GradientRequest request, Tensor seed) {
    GradientRequest asked = inTiles(request);
    float[] weights = BlendedOutput.weights(activation(), request.of(), prediction(), seed);
    float[] gradient = new float[image.size()];
    List<Integer> read = read(weights);
    for (int i : read) {
      GradientRequest own = tiles.of(asked, i);
      Map<String, Tensor> found = tiles.get(i).gradients(own, grid.share(weights, i));
      grid.add(found.get(model().input()).toFloats(), i, gradient);
    }
    return Map.of(model().input(), Tensor.of(gradient, image.shape().dims()));
  }

  private List<Integer> read(float[] weights) {
    List<Integer> read = new ArrayList<>();
    for (int i = 0; i < grid.count(); i++) {
      if (grid.reads(weights, i)) {
        read.add(i);
      }
    }
    return read;
  }

  @Override
  public Map<Readout.At, Tensor> readouts(GradientRequest request, Tensor seed) {
    throw NotInTilesException.layer(String.join("', '", request.sorted()));
  }

  @Override
  public int seedsAtOnce() {
    return 1;
  }

  /** Each seed is asked by itself. */
  @Override
  public void ahead(List<GradientRequest> requests, List<Tensor> seeds) {
    // One after the other is as fast here.
  }

  @Override
  public Tensor activation(GradientRequest request, String tensor) {
    if (!tensor.equals(model().input())) {
      throw NotInTilesException.layer(tensor);
    }
    return image;
  }

  @Override
  public Tensor reference(GradientRequest request, String tensor) {
    Tensor there = request.reference().orElseThrow();
    if (tensor.equals(model().input())) {
      return there;
    } else if (!tensor.equals(model().output(request.of()))) {
      throw NotInTilesException.layer(tensor);
    }
    try (Evaluation at = elsewhere(there)) {
      return at.prediction().output(request.of());
    }
  }

  @Override
  public Evaluation elsewhere(Tensor other) {
    ModelRunner.requireFinite(other);
    return with(runner, other);
  }

  @Override
  public Evaluation elsewhere(ModelRunner other) {
    return with(other, image);
  }

  private TiledEvaluation with(ModelRunner otherRunner, Tensor otherImage) {
    TiledEvaluation other =
        new TiledEvaluation(otherRunner, grid, otherImage, geometry, steps::step);
    other.quiet = true;
    other.activation = activation;
    return other;
  }

  @Override
  public Map<String, Tensor> beside(String key, Graph graph, String input) {
    return runner.beside(key, graph).run(Map.of(input, image));
  }

  @Override
  public Continuation continuation(String layer) {
    throw NotInTilesException.layer(layer);
  }

  @Override
  public void close() {
    tiles.close();
  }
}
