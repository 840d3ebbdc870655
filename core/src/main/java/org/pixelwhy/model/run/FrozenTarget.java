package org.pixelwhy.model.run;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.onnx.window.Box;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * A target whose pixels and weights are fixed, so that it asks the same of perturbed images: {@code
 * t = sum(W * y)}.
 */
public final class FrozenTarget {
  private final Tensor weights;
  private final OutputSpace on;
  private final int[] places;
  private final float[] values;

  /**
   * @param weights W {@code [1,K,H',W']}, as a question gives them for the unperturbed prediction
   * @param on the output y that is read
   */
  public FrozenTarget(Tensor weights, OutputSpace on) {
    this.weights = weights;
    this.on = on;
    float[] all = weights.toFloats();
    this.places = IntStream.range(0, all.length).filter(i -> all[i] != 0).toArray();
    this.values = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      values[i] = all[places[i]];
    }
  }

  /** W {@code [1,K,H',W']}. */
  public Tensor weights() {
    return weights;
  }

  /** The output that is read. */
  public OutputSpace on() {
    return on;
  }

  /** The elements of the output that count, in C order. */
  public int[] places() {
    return Arrays.copyOf(places, places.length);
  }

  /** The least box of the output's positions that holds all that count. */
  Box box() {
    int[] extents =
        Arrays.stream(weights.shape().dims()).skip(2).mapToInt(Math::toIntExact).toArray();
    int area = Arrays.stream(extents).reduce(1, Math::multiplyExact);
    return Box.around(Arrays.stream(places).map(place -> place % area).toArray(), extents);
  }

  /** t at an output of the same shape. */
  public double value(Tensor output) {
    if (!output.shape().equals(weights.shape())) {
      throw new GraphException(
          Text.format(
              "the output has shape %s, the target's weights %s", output.shape(), weights.shape()));
    }
    double sum = 0;
    for (int i = 0; i < places.length; i++) {
      sum += values[i] * output.get(places[i]);
    }
    return sum;
  }
}
