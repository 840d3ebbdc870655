package org.pixelwhy.model.run;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.Tensor;

/**
 * Runs versions of an image in tiles, one version after the other. Of each version only those tiles
 * run, together, in which it differs from the image and of which the target reads something; the
 * others say what they say of the image.
 */
final class TiledBatches implements ForwardBatches {
  private final TileGrid grid;
  private final TiledEvaluation image;
  private final List<Integer> read;
  private final ForwardBatches tiles;
  private Unchanged unchanged;

  /** What the network says of the image. */
  private record Unchanged(float[] input, List<Said> tiles, float[] logits, float[] likely) {}

  /** What it says of a tile; probabilities only where they do not follow from logits. */
  private record Said(Tensor logits, Optional<Tensor> probabilities) {}

  /**
   * @param image stays its owner's property
   * @param weights of the target that alone is asked for, if it is known
   */
  TiledBatches(
      ModelRunner runner, TileGrid grid, TiledEvaluation image, Optional<float[]> weights) {
    this.grid = grid;
    this.image = image;
    this.read =
        IntStream.range(0, grid.count())
            .filter(i -> weights.map(known -> grid.reads(known, i)).orElse(true))
            .boxed()
            .toList();
    this.tiles = runner.batches(grid.cut(image.image().toFloats(), 0));
  }

  /** Of the tiles of one image. */
  @Override
  public int size() {
    return tiles.size();
  }

  @Override
  public Optional<String> note() {
    return tiles.note();
  }

  @Override
  public long passes() {
    return tiles.passes();
  }

  /** What runs, in words. */
  String describe() {
    return "the image has "
        + grid
        + (read.size() < grid.count() ? ", the target reads " + read.size() + " of them" : "")
        + "; of each changed image only tiles run that differ";
  }

  @Override
  public void run(Iterator<Tensor> inputs, Consumer<ForwardOutput> consumer) {
    stream(inputs, size(), consumer);
  }

  @Override
  public void stream(Iterator<Tensor> inputs, int together, Consumer<ForwardOutput> consumer) {
    int index = 0;
    while (inputs.hasNext()) {
      consumer.accept(version(inputs.next().toFloats(), together, index++));
    }
  }

  private ForwardOutput version(float[] values, int together, int index) {
    Unchanged known = unchanged(together);
    float[] logits = known.logits().clone();
    float[] likely = known.likely().clone();
    List<Integer> changed =
        read.stream().filter(i -> !grid.agree(values, known.input(), i)).toList();
    List<Said> said = new ArrayList<>(known.tiles());
    tiles.stream(
        changed.stream().map(i -> grid.cut(values, i)).iterator(),
        together,
        output -> said.set(changed.get(output.index()), said(output)));
    for (int tile : changed) {
      Tensor there = grid.blended(tile, i -> said.get(i).logits());
      grid.putOutput(there, tile, logits);
      Tensor likelyThere =
          follow()
              ? image.activation().apply(there)
              : grid.blended(tile, i -> said.get(i).probabilities().orElseThrow());
      grid.putOutput(likelyThere, tile, likely);
    }
    return new ForwardOutput(index, output(logits), output(likely), image.model().decision());
  }

  private Tensor output(float[] values) {
    return Tensor.of(values, grid.output().dims());
  }

  private Unchanged unchanged(int together) {
    if (unchanged == null) {
      float[] input = image.image().toFloats();
      List<Said> said = new ArrayList<>();
      tiles.stream(
          IntStream.range(0, grid.count()).mapToObj(i -> grid.cut(input, i)).iterator(),
          together,
          output -> said.add(said(output)));
      Prediction prediction = image.prediction();
      unchanged =
          new Unchanged(
              input, said, prediction.logits().toFloats(), prediction.probabilities().toFloats());
    }
    return unchanged;
  }

  /** Whether probabilities follow from logits. */
  private boolean follow() {
    return image.activation() != TileActivation.UNKNOWN;
  }

  private Said said(ForwardOutput output) {
    return new Said(
        kept(output.logits()),
        follow() ? Optional.empty() : Optional.of(kept(output.probabilities())));
  }

  /** A copy, as memory of outputs is used again. */
  private static Tensor kept(Tensor output) {
    return Tensor.of(output.toFloats(), output.shape().dims());
  }
}
