package org.pixelwhy.model.run;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.pixelwhy.model.card.AxisSize;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * The logits of an image, blended of those of its tiles.
 *
 * @param network gives the logits {@code [B,K,h,w]} of tiles {@code [B,C,h,w]}
 * @param batch tiles per run of the network
 */
record TiledLogits(Tiling tiling, UnaryOperator<Tensor> network, int batch) {
  TiledLogits {
    if (batch < 1) {
      throw new InputException(
          Text.format("illegal number of tiles per run: %d, must be at least 1", batch));
    }
  }

  /** Of an image {@code [1,C,H,W]}, {@code [1,K,H,W]}. */
  Tensor of(Tensor image) {
    Tensor padded = padded(image);
    TileAxis rows = axis(tiling.height());
    TileAxis columns = axis(tiling.width());
    TileGrid places = new TileGrid(rows, columns, padded.shape(), 1);
    float[] values = padded.toFloats();
    TileGrid grid = null;
    TileBlend blend = null;
    for (int first = 0; first < places.count(); first += batch) {
      int end = Math.min(places.count(), first + batch);
      List<Tensor> tiles =
          IntStream.range(first, end).mapToObj(i -> places.cut(values, i)).toList();
      Tensor found = network.apply(BatchProbe.stack(tiles));
      if (grid == null) {
        grid = new TileGrid(rows, columns, padded.shape(), (int) found.shape().dim(1));
        blend = grid.blend();
      }
      for (int i = first; i < end; i++) {
        grid.add(blend, BatchProbe.slice(found, i - first), i);
      }
    }
    return within(blend.whole(), image.shape());
  }

  private TileAxis axis(int extent) {
    return TileAxis.of(extent, extent, tiling.overlap(), new AxisSize.Stepped(1, 1));
  }

  private Tensor padded(Tensor image) {
    Shape shape = image.shape();
    int height = (int) Math.max(shape.dim(2), tiling.height());
    int width = (int) Math.max(shape.dim(3), tiling.width());
    return laid(image, height, width);
  }

  private static Tensor within(Tensor logits, Shape image) {
    return laid(logits, (int) image.dim(2), (int) image.dim(3));
  }

  /** Other extents: what is beyond the last row and column repeats them. */
  private static Tensor laid(Tensor from, int height, int width) {
    Shape shape = from.shape();
    int rows = (int) shape.dim(2);
    int columns = (int) shape.dim(3);
    if (rows == height && columns == width) {
      return from;
    }
    int channels = (int) shape.dim(1);
    float[] source = from.toFloats();
    float[] values = new float[channels * height * width];
    for (int i = 0; i < values.length; i++) {
      int row = Math.min(i / width % height, rows - 1);
      int column = Math.min(i % width, columns - 1);
      values[i] = source[(i / width / height * rows + row) * columns + column];
    }
    return Tensor.of(values, 1, channels, height, width);
  }
}
