package org.pixelwhy.attribution.perturbation;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.model.run.ForwardOutput;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.NativeTensors;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

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
  /**
   * Bytes for the maps of one block of pixels, and for the masks that are added to it at once.
   * Fixed, because sums depend on it in their last bits.
   */
  private static final long BLOCK_BYTES = 16L << 20;

  private static final int MOST_MASKS = 256;

  private final MaskedRun run;
  private final Masks masks;
  private final ScoreFile scores;
  private final Convergence convergence;
  private final int[] places;
  private final FrozenTarget target;
  private final int area;
  private final int block;
  private final int together;
  private final float[] mask;
  private final ByteBuffer zeros;
  private final ByteBuffer maps;
  private final ByteBuffer drawn;
  private final ByteBuffer read;

  PixelMaps(MaskedRun run, FrozenTarget target, Convergence convergence) {
    this.run = run;
    this.masks = run.masks();
    this.scores = run.scores();
    this.convergence = convergence;
    this.target = target;
    this.places = target.places();
    this.area = run.pixels().area();
    int affordable = (int) Math.max(1, BLOCK_BYTES / (4L * area));
    this.block = Math.min(affordable, places.length);
    this.together = Math.min(affordable, MOST_MASKS);
    this.mask = new float[area];
    // One for all blocks: what is freed outside Java's heap comes back late.
    this.zeros = ScoreFile.buffer(block * area * Float.BYTES);
    this.maps = ScoreFile.buffer(block * area * Float.BYTES);
    this.drawn = ScoreFile.buffer(together * area * Float.BYTES);
    this.read = ScoreFile.buffer(together * block * Float.BYTES);
  }

  /**
   * The merged map, and how sure it is.
   *
   * @param early whether to merge as masks are added, to see when the map is stable; else once, and
   *     what converges is the map of the pixels that win in the end
   */
  Moments moments(boolean early) {
    Passes passes = run.passes(Optional.of(target));
    int total = masks.count();
    int done = early ? 0 : total;
    Moments moments;
    do {
      done = early ? Convergence.next(done, total) : total;
      passes.run(done, this::masked, this::measure);
      int[] winners = winners(done);
      moments = sumUp(winners, done, !early);
      if (early) {
        run.look(convergence, moments);
      }
    } while (done < total && !convergence.stable());
    return moments;
  }

  private Tensor masked(int index) {
    masks.write(index, mask);
    return run.pixels().times(mask);
  }

  private void measure(ForwardOutput output, ByteBuffer row) {
    Tensor values = output.output(target.on());
    for (int place : places) {
      row.putFloat((float) values.get(place));
    }
  }

  /** At each position, which of the target's pixels has the greatest map. */
  private int[] winners(int count) {
    int[] winners = new int[area];
    float[] best = new float[area];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
    try (Program product = run.at().engine().compile(product())) {
      for (int first = 0; first < places.length; first += block) {
        run.at().steps().step("RISE: maps of single pixels", first, places.length);
        int size = Math.min(block, places.length - first);
        FloatBuffer sums = blockOfMaps(product, count, first, size);
        for (int pixel = 0; pixel < size; pixel++) {
          for (int i = 0; i < area; i++) {
            float sum = sums.get(pixel * area + i);
            if (sum > best[i]) {
              best[i] = sum;
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

  private FloatBuffer blockOfMaps(Program product, int count, int first, int size) {
    String output = product.outputs().get(0);
    NativeTensors sums = null;
    NativeTensor current = run.at().engine().load(tensor(zeros, size));
    try {
      for (int row = 0; row < count; row += together) {
        int rows = Math.min(together, count - row);
        try (NativeTensor some = run.at().engine().load(read(row, rows, first, size));
            NativeTensor drawn = run.at().engine().load(draw(row, rows))) {
          NativeTensors next =
              product.call(Map.of("scores", some, "drawn", drawn, "sums", current));
          current.close();
          sums = next;
          current = next.get(output);
        }
      }
      return sums.tensor(output, maps).bytes().asFloatBuffer();
    } finally {
      current.close();
    }
  }

  /** As many rows of a buffer's floats as are asked for, {@code [rows, H*W]}. */
  private Tensor tensor(ByteBuffer buffer, int rows) {
    ByteBuffer bytes = buffer.clear().limit(rows * area * Float.BYTES);
    return Tensor.of(DataType.FLOAT, Shape.of(rows, area), bytes);
  }

  private Tensor draw(int first, int count) {
    FloatBuffer floats = drawn.clear().asFloatBuffer();
    for (int i = 0; i < count; i++) {
      masks.write(first + i, mask);
      floats.put(mask);
    }
    return tensor(drawn, count);
  }

  /** The scores {@code [rows, pixels]} of some masks at some of the target's pixels. */
  private Tensor read(int row, int rows, int first, int size) {
    ByteBuffer bytes = scores.read(row, rows, first * Float.BYTES, size * Float.BYTES, read);
    return Tensor.of(DataType.FLOAT, Shape.of(rows, size), bytes);
  }

  private Moments sumUp(int[] winners, int count, boolean look) {
    Moments moments = run.moments();
    float[] row = new float[places.length];
    ByteBuffer bytes = ScoreFile.buffer(row.length * Float.BYTES);
    for (int i = 0; i < count; i++) {
      run.at().steps().step("RISE: merging", i, count);
      masks.write(i, mask);
      scores.read(i, 1, 0, row.length * Float.BYTES, bytes).asFloatBuffer().get(row);
      moments.add(row, winners, mask);
      run.offer(moments);
      if (look && moments.count() == Convergence.next(i, count)) {
        run.look(convergence, moments);
      }
    }
    return moments;
  }
}
