package org.pixelwhy.model.run;

import java.util.List;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.InputSize;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Predicts images of any size with a network that takes only some, tile by tile. Tiles overlap;
 * where they do, their logits are averaged with weights that fall off like a Gaussian from a tile's
 * middle, and probabilities come from the averages. An image that is smaller than a tile, or whose
 * rest beyond the last tile is no whole number of output positions, is padded by its last rows and
 * columns.
 *
 * <p>Of a network that looks at each pixel by itself the result is that of the whole image. Of
 * others it is wherever every tile that holds a position lets the network see all that the whole
 * image would; elsewhere the tiles' borders show, as little as the weights allow.
 *
 * <p>After Isensee et al.: nnU-Net, Nature Methods 18, 2021.
 */
public final class TiledPrediction {
  private final SegmentationModel model;
  private final ModelRunner runner;
  private final TileAxis rows;
  private final TileAxis columns;

  /**
   * @param runner stays its owner's property
   * @throws InputException if the network does not take such tiles
   */
  public TiledPrediction(ModelRunner runner, Tiling tiling) {
    this.runner = runner;
    this.model = runner.model();
    ModelCard card = model.card();
    Shape input = Shape.of(1, card.channels().channels(), tiling.height(), tiling.width());
    Shape output = runner.typed(input).type(model.logits()).shape();
    this.rows =
        TileAxis.of(tiling.height(), (int) output.dim(-2), tiling.overlap(), card.size().height());
    this.columns =
        TileAxis.of(tiling.width(), (int) output.dim(-1), tiling.overlap(), card.size().width());
  }

  /** The card by which images are prepared for this: as the network's own, but of any size. */
  public ModelCard card() {
    return model.card().withSize(new InputSize(List.of(rows.whole(), columns.whole())));
  }

  /**
   * What the network predicts.
   *
   * @param input the whole image {@code [1,C,H,W]}, prepared by {@link #card}
   * @param geometry how the image lies in it
   * @throws InputException if the input is no picture of such a size, or the network refuses it
   */
  public Prediction of(Tensor input, Geometry geometry, Steps steps) {
    Shape shape = input.shape();
    boolean fits =
        shape.rank() == 4
            && rows.whole().accepts((int) shape.dim(2))
            && columns.whole().accepts((int) shape.dim(3));
    if (!fits) {
      throw InputException.about(
          "tiles",
          Text.format(
              "tiles need an input whose height x width is %s x %s, found one of shape %s",
              rows.whole(), columns.whole(), shape));
    }
    float[] values = input.toFloats();
    int[] tops = rows.starts((int) shape.dim(2));
    int[] lefts = columns.starts((int) shape.dim(3));
    TileBlend logits = null;
    TileBlend probabilities = null;
    TileActivation activation = null;
    for (int i = 0; i < tops.length * lefts.length; i++) {
      steps.step("tile", i, tops.length * lefts.length);
      int top = tops[i / lefts.length];
      int left = lefts[i % lefts.length];
      Prediction tile = predict(cut(values, shape, top, left));
      if (logits == null) {
        activation = TileActivation.of(tile);
        logits = blend(tile, shape);
        probabilities = activation == TileActivation.UNKNOWN ? blend(tile, shape) : null;
      }
      add(logits, tile.logits(), top, left);
      if (probabilities != null) {
        add(probabilities, tile.probabilities(), top, left);
      }
    }
    Tensor whole = logits.whole();
    Tensor likely = probabilities == null ? activation.apply(whole) : probabilities.whole();
    return new Prediction(whole, likely, model.reading(geometry));
  }

  /** How many tiles an input has. */
  public int tiles(Shape input) {
    return rows.starts((int) input.dim(2)).length * columns.starts((int) input.dim(3)).length;
  }

  private Prediction predict(Tensor tile) {
    try (Evaluation at = runner.evaluate(tile)) {
      return at.prediction();
    }
  }

  private Tensor cut(float[] from, Shape whole, int top, int left) {
    int channels = (int) whole.dim(1);
    int height = (int) whole.dim(2);
    int width = (int) whole.dim(3);
    float[] values = new float[channels * rows.input() * columns.input()];
    for (int row = 0; row < channels * rows.input(); row++) {
      int source = row / rows.input() * height + top + row % rows.input();
      System.arraycopy(from, source * width + left, values, row * columns.input(), columns.input());
    }
    return Tensor.of(values, 1, channels, rows.input(), columns.input());
  }

  private TileBlend blend(Prediction tile, Shape input) {
    return new TileBlend(
        tile.classes(), rows.positions((int) input.dim(2)), columns.positions((int) input.dim(3)));
  }

  private void add(TileBlend blend, Tensor tile, int top, int left) {
    blend.add(
        tile, rows.positions(top), columns.positions(left), rows.weights(), columns.weights());
  }
}
