package org.pixelwhy.attribution.cam;

import java.util.List;
import java.util.Objects;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/**
 * Features times their gradients, pooled in windows: between HiResCAM and Grad-CAM.
 *
 * <p>With {@code G = dt/dA}: the layer is divided into windows from its first corner on, {@code
 * P_f} holds at every position the mean or the maximum of {@code G_f} over the window that the
 * position lies in, map {@code = sum_f P_f * A_f}, of shape {@code [1,1,h,w]}. Windows of one
 * position make it HiResCAM; with the mean, one window as large as the layer makes it Grad-CAM.
 *
 * <p>Deviations: where windows do not divide the layer, the last ones are cut off at its edge (the
 * authors' code fills them up with zeros and stretches the result); the target is what the question
 * says, its mean by default (theirs is the sum).
 *
 * <p>Hasany, Petitjean, Meriaudeau: Seg-XRes-CAM: Explaining Spatially Local Regions in Image
 * Segmentation, CVPR Workshops 2023.
 */
public final class SegXResCam extends GraphCam {
  private final Options options;

  /** What is made of the gradients in a window. */
  public enum Pooling {
    /** The greatest one, with its sign. */
    MAX,
    /** Their mean. */
    MEAN
  }

  /**
   * How gradients are pooled.
   *
   * @param cam options of all class activation maps
   * @param window extents along the layer's axes, or one for all of them, in positions
   * @param pooling what is made of a window
   */
  public record Options(CamOptions cam, List<Integer> window, Pooling pooling) {
    public Options {
      Objects.requireNonNull(cam, "cam");
      Objects.requireNonNull(pooling, "pooling");
      window = List.copyOf(window);
      if (window.isEmpty() || window.stream().anyMatch(n -> n < 1)) {
        throw new InputException(
            Text.format(
                "illegal window of Seg-XRes-CAM: %s, must be 1 or more along each axis", window));
      }
    }

    /** The greatest gradient of 4 x 4 positions. */
    public static Options defaults() {
      return new Options(CamOptions.defaults(), List.of(4), Pooling.MAX);
    }

    /** With other windows. */
    public Options withWindow(Integer... extents) {
      return new Options(cam, List.of(extents), pooling);
    }

    /** With another pooling. */
    public Options withPooling(Pooling other) {
      return new Options(cam, window, other);
    }

    /** A window of a layer of these axes; none is larger than the layer. */
    private long extent(int axis, Shape layer) {
      int axes = layer.rank() - 2;
      if (window.size() != 1 && window.size() != axes) {
        throw new InputException(
            Text.format(
                "window %s of Seg-XRes-CAM needs one number, or one for each of %d axes",
                window, axes));
      }
      return Math.min(window.get(window.size() == 1 ? 0 : axis), layer.dim(axis + 2));
    }
  }

  public SegXResCam(Options options) {
    super("seg-xres-cam", options.cam());
    this.options = options;
  }

  @Override
  boolean linearFormula() {
    return options.pooling() == Pooling.MEAN;
  }

  @Override
  Object formula() {
    return List.of(options.window(), options.pooling());
  }

  @Override
  String map(FeatureGraph layer) {
    String pooled = layer.g();
    for (int axis = 0; axis < layer.shape().rank() - 2; axis++) {
      pooled = pooled(layer.ops(), pooled, layer.shape(), axis);
    }
    return layer.total(layer.ops().mul(pooled, layer.a()));
  }

  /**
   * Windows along one axis: means of means, and maxima of maxima, are those of the whole window.
   */
  private String pooled(Ops ops, String values, Shape layer, int axis) {
    long extent = layer.dim(axis + 2);
    long window = options.extent(axis, layer);
    if (window == 1) {
      return values;
    }
    long whole = extent / window * window;
    String first = ops.slice(values, axis + 2, 0, whole);
    String pooled = pool(ops, first, layer.with(axis + 2, whole), axis + 2, window);
    if (whole == extent) {
      return pooled;
    }
    String rest = ops.slice(values, axis + 2, whole, extent);
    Shape shape = layer.with(axis + 2, extent - whole);
    return ops.concat(axis + 2, List.of(pooled, pool(ops, rest, shape, axis + 2, extent - whole)));
  }

  /** Windows that divide the axis, each spread over its positions again. */
  private String pool(Ops ops, String values, Shape shape, int axis, long window) {
    long[] blocks = new long[shape.rank() + 1];
    long[] spread = new long[shape.rank() + 1];
    long[] dims = shape.dims();
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = i <= axis ? dims[i] : dims[i - 1];
      spread[i] = 1;
    }
    blocks[axis] = dims[axis] / window;
    blocks[axis + 1] = window;
    spread[axis + 1] = window;
    // The number of images stays open in a file that explains.
    blocks[0] = -1;
    dims[0] = -1;
    String divided = ops.reshape(values, blocks);
    String pooled =
        options.pooling() == Pooling.MAX
            ? ops.op("ReduceMax", divided, ops.longs(axis + 1))
            : ops.scale(ops.reduceSum(divided, true, axis + 1), 1.0 / window);
    return ops.reshape(ops.op("Expand", pooled, ops.longs(spread)), dims);
  }
}
