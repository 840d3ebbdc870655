package org.pixelwhy.model.run;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.pixelwhy.model.card.AxisSize;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.InputSize;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * How an image that is larger than what a network takes at once is cut into tiles.
 *
 * @param height rows of a tile, in pixels of the network's input
 * @param width columns of a tile
 * @param overlap how many pixels neighbouring tiles share at least, along each axis; from 0 to less
 *     than the tile's shorter side
 */
public record Tiling(int height, int width, int overlap) {
  /** What neighbours share where nobody says how much: a quarter of a tile, as in MONAI. */
  private static final int USUAL_SHARE = 4;

  public Tiling {
    if (height < 1 || width < 1 || overlap < 0 || overlap >= Math.min(height, width)) {
      throw new InputException(
          Text.format(
              "illegal tiles of %d x %d pixels (width x height) that overlap by %d: expected sides of"
                  + " at least 1 and an overlap from 0 to less than the shorter one",
              width, height, overlap));
    }
  }

  /**
   * Tiles that a network takes.
   *
   * @param size the sizes that it takes
   * @param tile of a tile; where none is given, the only size that the network takes
   * @param overlap as in {@link Tiling}; a quarter of the tile's shorter side where none is given
   * @throws InputException if the network does not take tiles of that size, or takes many and none
   *     is given, or sees volumes
   */
  public static Tiling of(InputSize size, Optional<Size> tile, OptionalInt overlap) {
    if (size.axes().size() != 2) {
      throw InputException.about(
          "tiles",
          "the network sees volumes [N,C,D,H,W]; tiles are for networks that see pictures");
    }
    Size chosen = tile.orElseGet(() -> only(size));
    if (!size.accepts(chosen.height(), chosen.width())) {
      throw InputException.about(
          "tiles",
          Text.format(
              "tiles of %dx%d: the network takes height x width %s",
              chosen.width(), chosen.height(), size));
    }
    Tiling usual = of(chosen);
    return new Tiling(usual.height(), usual.width(), overlap.orElse(usual.overlap()));
  }

  /** Tiles of a size that overlap by the usual. */
  public static Tiling of(Size tile) {
    int shorter = Math.min(tile.height(), tile.width());
    return new Tiling(tile.height(), tile.width(), shorter / USUAL_SHARE);
  }

  /**
   * What a network says of whole images, put together of what it says of their tiles, as {@link
   * TiledRunner} does. An image that is smaller than a tile goes on beyond its edge with its last
   * row and column.
   *
   * @param network gives the logits {@code [B,K,h,w]} of tiles {@code [B,C,h,w]}
   * @param batch tiles per run of the network, at least 1
   * @return gives the logits {@code [1,K,H,W]} of an image {@code [1,C,H,W]}
   */
  public UnaryOperator<Tensor> over(UnaryOperator<Tensor> network, int batch) {
    return new TiledLogits(this, network, batch)::of;
  }

  private static Size only(InputSize size) {
    if (size.height() instanceof AxisSize.Fixed height
        && size.width() instanceof AxisSize.Fixed width) {
      return new Size(height.extent(), width.extent());
    }
    throw InputException.about(
        "tiles",
        Text.format(
            "the network takes many sizes (height x width %s); say how large a tile is", size));
  }
}
