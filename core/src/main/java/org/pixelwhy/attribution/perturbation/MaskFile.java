package org.pixelwhy.attribution.perturbation;

import java.nio.file.Path;
import java.util.Arrays;
import org.pixelwhy.image.io.NpyRows;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/** Masks {@code [N,H,W]}, or {@code [N,D,H,W]} for volumes, read from an {@code .npy} file. */
final class MaskFile implements Masks {
  private final Path file;
  private final NpyRows rows;

  /**
   * @param extents of the image
   * @throws InputException if the file cannot be used, or has masks of another size
   */
  MaskFile(Path file, int[] extents) {
    this.file = file;
    this.rows = NpyRows.open(file);
    Shape shape = rows.shape();
    long[] found = Arrays.copyOfRange(shape.dims(), 1, shape.rank());
    long[] expected = Arrays.stream(extents).asLongStream().toArray();
    if (!Arrays.equals(found, expected) || shape.dim(0) > Integer.MAX_VALUE) {
      rows.close();
      throw new InputException(
          Text.format(
              "%s: the masks have shape %s; expected is [number of masks, then the input's extents %s]",
              file, shape, Arrays.toString(extents)));
    }
  }

  @Override
  public int count() {
    return (int) rows.shape().dim(0);
  }

  @Override
  public void write(int index, float[] mask) {
    float[] values = rows.row(index).toFloats();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new InputException(
            Text.format("%s: mask %d holds a value that is not a finite number", file, index));
      }
      mask[i] = values[i];
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
