package org.pixelwhy.model.run;

import java.util.List;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.InputSize;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Asks about images of any size a network that takes only some, tile by tile. Tiles overlap; where
 * they do, their logits are averaged with weights that fall off like a Gaussian from a tile's
 * middle, and probabilities come from the averages. An image that is smaller than a tile, or whose
 * rest beyond the last tile is no whole number of output positions, is padded by its last rows and
 * columns.
 *
 * <p>Of a network that looks at each pixel by itself the result is that of the whole image. Of
 * others it is wherever every tile that holds a position lets the network see all that the whole
 * image would; elsewhere the tiles' borders show, as little as the weights allow.
 *
 * <p>The output is a sum over tiles, {@code y = sum s_t y_t}, so that a gradient is the sum of the
 * tiles' gradients for their shares {@code s_t W} of the target's weights: nothing is approximated,
 * and only tiles run of which the target reads something.
 *
 * <p>Tiles after Isensee et al.: nnU-Net, Nature Methods 18, 2021.
 */
public final class TiledRunner {
  private final ModelRunner runner;
  private final TileAxis rows;
  private final TileAxis columns;
  private final int overlap;
  private final int classes;

  /**
   * @param runner stays its owner's property
   * @throws InputException if the network does not take such tiles
   */
  public TiledRunner(ModelRunner runner, Tiling tiling) {
    this.runner = runner;
    SegmentationModel model = runner.model();
    ModelCard card = model.card();
    Shape input = Shape.of(1, card.channels().channels(), tiling.height(), tiling.width());
    Shape output = runner.typed(input).type(model.logits()).shape();
    this.overlap = tiling.overlap();
    this.classes = (int) output.dim(1);
    this.rows =
        TileAxis.of(tiling.height(), (int) output.dim(-2), tiling.overlap(), card.size().height());
    this.columns =
        TileAxis.of(tiling.width(), (int) output.dim(-1), tiling.overlap(), card.size().width());
  }

  /** The card by which images are prepared for this: as the network's own, but of any size. */
  public ModelCard card() {
    return runner.model().card().withSize(new InputSize(List.of(rows.whole(), columns.whole())));
  }

  /**
   * How the network sees an image, in words.
   *
   * @param input shape {@code [1,C,H,W]}, as {@link #evaluate} takes it
   */
  public String describe(Shape input) {
    return Text.format(
        "the network saw the image in %s, which overlap by %d or more",
        new TileGrid(rows, columns, input, classes), overlap);
  }

  /**
   * Begins to ask about one image; the model is run when the first question needs it.
   *
   * @param input the whole image {@code [1,C,H,W]}, prepared by {@link #card}
   * @param geometry how the image lies in it
   * @throws InputException if the input is no picture of such a size, or holds values that are not
   *     finite
   */
  public Evaluation evaluate(Tensor input, Geometry geometry, Steps steps) {
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
    ModelRunner.requireFinite(input);
    return new TiledEvaluation(
        runner, new TileGrid(rows, columns, shape, classes), input, geometry, steps);
  }
}
