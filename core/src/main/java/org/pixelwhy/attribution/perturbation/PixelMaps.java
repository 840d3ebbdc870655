package org.pixelwhy.attribution.perturbation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.model.Evaluation;
import org.pixelwhy.model.FrozenTarget;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.DataType;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.NativeTensors;
import org.pixelwhy.onnx.runtime.Program;

/**
 * One RISE map for each of the target's T pixels, merged by their maximum, without ever holding all
 * of them or all masks.
 *
 * <p>The maps are the product {@code scores^T masks} of {@code [N,T]} and {@code [N,H*W]}. The
 * network fills the scores, row by row, into a file. Then the maps of one block of pixels after the
 * other are summed up over all masks, which are drawn anew for each block, and only the winner at
 * each position is remembered. Last, the winners' maps are summed up once more in double precision,
 * which also gives their standard error.
 */
final class PixelMaps {
  /** Bytes for the maps of one block of pixels, and for the masks that are added to it at once. */
  private static final long BLOCK_BYTES = 64L << 20;

  private static final int MOST_MASKS = 256;

  private final Evaluation at;
  private final Pixels pixels;
  private final Masks masks;
  private final FrozenTarget target;
  private final int area;
  private final int block;
  private final int together;

  PixelMaps(Evaluation at, Pixels pixels, Masks masks, FrozenTarget target) {
    this.at = at;
    this.pixels = pixels;
    this.masks = masks;
    this.target = target;
    this.area = pixels.area();
    int affordable = (int) Math.max(1, BLOCK_BYTES / (4L * area));
    this.block = Math.min(affordable, target.places().length);
    this.together = Math.min(Math.min(affordable, MOST_MASKS), masks.count());
  }

  /** The merged map, and how sure it is. */
  Moments moments() {
    int[] places = target.places();
    try (ScoreFile scores = new ScoreFile(places.length)) {
      Rise.run(
          at,
          pixels,
          masks,
          (output, mask) -> {
            Tensor values = output.output(target.on());
            float[] row = new float[places.length];
            for (int i = 0; i < row.length; i++) {
              row[i] = (float) values.get(places[i]);
            }
            scores.append(row);
          });
      int[] winners = winners(scores, places.length);
      return sumUp(scores, winners);
    }
  }

  /** At each position, which of the target's pixels has the greatest map. */
  private int[] winners(ScoreFile scores, int places) {
    int[] winners = new int[area];
    float[] best = new float[area];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
    try (Program product = at.engine().compile(product())) {
      for (int first = 0; first < places; first += block) {
        at.steps().step("RISE: maps of single pixels", first, places);
        int size = Math.min(block, places - first);
        float[] sums = blockOfMaps(product, scores, first, size);
        for (int pixel = 0; pixel < size; pixel++) {
          for (int i = 0; i < area; i++) {
            if (sums[pixel * area + i] > best[i]) {
              best[i] = sums[pixel * area + i];
              winners[i] = first + pixel;
            }
          }
        }
      }
    }
    return winners;
  }

  /** {@code sums + scores^T masks}. */
  private static Graph product() {
    GraphBuilder builder = Graph.builder("sums of masks", 21);
    builder.input(matrix("scores", "masks", "pixels"));
    builder.input(matrix("drawn", "masks", "positions"));
    builder.input(matrix("sums", "pixels", "positions"));
    String sums =
        builder.add("Gemm", List.of("scores", "drawn", "sums"), Map.of("transA", Attribute.of(1)));
    return builder.outputs(List.of(sums)).build();
  }

  private static Value matrix(String name, String rows, String columns) {
    List<Dimension> dims = List.of(Dimension.symbol(rows), Dimension.symbol(columns));
    return new Value(name, Optional.of(DataType.FLOAT), Optional.of(dims));
  }

  private float[] blockOfMaps(Program product, ScoreFile scores, int first, int size) {
    String output = product.outputs().get(0);
    NativeTensors sums = null;
    NativeTensor current = at.engine().load(Tensor.of(new float[size * area], size, area));
    try {
      for (int row = 0; row < masks.count(); row += together) {
        int rows = Math.min(together, masks.count() - row);
        try (NativeTensor some = at.engine().load(scores.read(row, rows, first, size));
            NativeTensor drawn = at.engine().load(draw(row, rows))) {
          NativeTensors next =
              product.call(Map.of("scores", some, "drawn", drawn, "sums", current));
          current.close();
          sums = next;
          current = next.get(output);
        }
      }
      return sums.tensor(output).toFloats();
    } finally {
      current.close();
    }
  }

  private Tensor draw(int first, int count) {
    float[] drawn = new float[count * area];
    float[] mask = new float[area];
    for (int i = 0; i < count; i++) {
      masks.write(first + i, mask);
      System.arraycopy(mask, 0, drawn, i * area, area);
    }
    return Tensor.of(drawn, count, area);
  }

  private Moments sumUp(ScoreFile scores, int[] winners) {
    Moments moments = new Moments(area);
    float[] mask = new float[area];
    for (int i = 0; i < masks.count(); i++) {
      at.steps().step("RISE: merging", i, masks.count());
      masks.write(i, mask);
      float[] row = scores.read(i, 1, 0, scores.columns()).toFloats();
      moments.add(row, winners, mask);
    }
    return moments;
  }
}
