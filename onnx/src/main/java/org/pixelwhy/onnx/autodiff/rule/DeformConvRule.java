package org.pixelwhy.onnx.autodiff.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * DeformConv of images: {@code y = sum_k W_k (m_k x(u_k)) + b}, x read by linear interpolation at
 * {@code u_k = o stride + k dilation - pad + offset_k} for window o and element k of the kernel.
 *
 * <p>Between the product with W, which is a product of matrices, and the interpolation ({@link
 * PositionGradient}) lie the columns, {@code [N,C,K,oH,oW]}: what each window reads.
 *
 * <p>Dai et al.: Deformable Convolutional Networks, ICCV 2017; Zhu et al.: Deformable ConvNets v2,
 * CVPR 2019.
 */
final class DeformConvRule implements GradientRule {
  private static final int OFFSET = 2;
  private static final int BIAS = 3;
  private static final int MASK = 4;

  @Override
  public void differentiate(RuleContext context) {
    Pass pass = new Pass(context);
    if (context.needs(BIAS)) {
      context.accumulate(
          BIAS, new PerChannel(context.outputShape(0)).sum(context.ops(), context.gradient()));
    }
    if (context.needs(1)) {
      context.accumulate(1, pass.weightGradient());
    }
    if (context.needs(0) || context.needs(OFFSET) || context.needs(MASK)) {
      pass.columnGradients();
    }
  }

  /** One application: n images, g groups of offsets, K elements of the kernel, P windows. */
  private static final class Pass {
    private final RuleContext context;
    private final Ops ops;
    private final Window window;
    private final Shape x;
    private final Shape y;
    private final long images;
    private final long offsetGroups;
    private final long groups;
    private final long elements;
    private final long windows;
    private final Shape perOffsets;

    Pass(RuleContext context) {
      this.context = context;
      this.ops = context.ops();
      this.x = context.inputShape(0);
      this.y = context.outputShape(0);
      long[] weight = context.inputShape(1).dims();
      long[] kernel = Arrays.copyOfRange(weight, 2, weight.length);
      this.window = Window.of(context.node(), kernel, x, y);
      this.images = x.dim(0);
      this.offsetGroups = context.node().intAttribute("offset_group", 1);
      this.groups = context.node().intAttribute("group", 1);
      this.elements = window.size();
      this.windows = y.dim(2) * y.dim(3);
      long channels = x.dim(1) / offsetGroups;
      this.perOffsets = Shape.of(images * offsetGroups, channels, elements * windows);
    }

    /** {@code [n g,C/g,H,W]}: every group of offsets as an image of its own. */
    private Shape split() {
      return Shape.of(images * offsetGroups, x.dim(1) / offsetGroups, x.dim(2), x.dim(3));
    }

    /** Positions along an axis, {@code [n g,1,K P]}. */
    private String positions(int axis) {
      Shape byElement = Shape.of(images * offsetGroups, elements, 2, y.dim(2), y.dim(3));
      String offsets = ops.reshape(context.input(OFFSET), byElement);
      String moved = ops.slice(offsets, 2, axis, axis + 1);
      String start = ops.constant(starts(axis));
      return ops.reshape(ops.add(moved, start), perOffsets.with(1, 1));
    }

    /** Where each element of each window lies without offsets, {@code [1,K,1,oH,oW]}. */
    private Tensor starts(int axis) {
      int rows = (int) y.dim(2);
      int columns = (int) y.dim(3);
      double[] starts = new double[(int) elements * rows * columns];
      for (int i = 0; i < starts.length; i++) {
        int element = i / (rows * columns);
        int o = axis == 0 ? i / columns % rows : i % columns;
        long width = window.kernel()[1];
        long k = axis == 0 ? element / width : element % width;
        starts[i] = o * window.strides()[axis] + k * window.dilations()[axis] - window.begin(axis);
      }
      return Tensor.of(starts, 1, elements, 1, rows, columns).as(ops.type());
    }

    /** What is read, without the mask, {@code [n g,C/g,K P]}. */
    private String read() {
      String image = ops.reshape(context.input(0), split());
      List<String> components = new ArrayList<>();
      for (int axis = 1; axis >= 0; axis--) {
        // GridSample counts from -1 to 1; with corners aligned, u = (g + 1) (extent - 1) / 2. An
        // axis of one element is read as if it had two, of which the other one is zero.
        long last = Math.max(1, x.dim(2 + axis) - 1);
        String scaled = ops.mul(positions(axis), ops.scalar(2.0 / last));
        String component = ops.sub(scaled, ops.scalar(1));
        components.add(ops.reshape(component, images * offsetGroups, elements * windows, 1, 1));
      }
      image = ops.pad(image, new long[4], new long[] {0, 0, one(2), one(3)});
      Map<String, Object> attributes = Map.of("align_corners", 1, "mode", "linear");
      String values = ops.op("GridSample", attributes, image, ops.concat(-1, components));
      return ops.reshape(values, perOffsets);
    }

    private long one(int axis) {
      return x.dim(axis) == 1 ? 1 : 0;
    }

    /** The mask, {@code [n g,1,K P]}. */
    private String mask() {
      return ops.reshape(context.input(MASK), perOffsets.with(1, 1));
    }

    /** Columns by groups of channels, {@code [n,G,C/G K,P]}. */
    private Shape byGroups() {
      return Shape.of(images, groups, x.dim(1) / groups * elements, windows);
    }

    private String gradientByGroups() {
      return ops.reshape(context.gradient(), Shape.of(images, groups, y.dim(1) / groups, windows));
    }

    /** {@code sum over images of dy columns^T}. */
    String weightGradient() {
      String read = read();
      String columns = context.node().hasInput(MASK) ? ops.mul(read, mask()) : read;
      String transposed = ops.transpose(ops.reshape(columns, byGroups()), 0, 1, 3, 2);
      String products = ops.matmul(gradientByGroups(), transposed);
      return ops.reshape(ops.reduceSum(products, false, 0), context.inputShape(1));
    }

    /** {@code W^T dy}, and from there to x, offsets and mask. */
    void columnGradients() {
      long rows = y.dim(1) / groups;
      String weight =
          ops.reshape(context.input(1), Shape.of(groups, rows, x.dim(1) / groups * elements));
      String columns = ops.matmul(ops.transpose(weight, 0, 2, 1), gradientByGroups());
      String byOffsets = ops.reshape(columns, perOffsets);
      if (context.needs(MASK)) {
        String change = ops.reduceSum(ops.mul(byOffsets, read()), true, 1);
        context.accumulate(MASK, ops.reshape(change, context.inputShape(MASK)));
      }
      String dRead = context.node().hasInput(MASK) ? ops.mul(byOffsets, mask()) : byOffsets;
      if (context.needs(0) || context.needs(OFFSET)) {
        interpolation(dRead);
      }
    }

    private void interpolation(String dRead) {
      List<List<GridTaps.Tap>> taps =
          List.of(
              GridTaps.linear(ops, x.dim(2)).at(positions(0)),
              GridTaps.linear(ops, x.dim(3)).at(positions(1)));
      String image = context.needs(OFFSET) ? ops.reshape(context.input(0), split()) : "";
      PositionGradient gradient =
          new PositionGradient(ops, image, split(), perOffsets, dRead, taps, context.needs(0));
      if (context.needs(0)) {
        context.accumulate(0, ops.reshape(gradient.ofX(), x));
      }
      if (context.needs(OFFSET)) {
        Shape one = Shape.of(images * offsetGroups, elements, 1, y.dim(2), y.dim(3));
        List<String> both =
            List.of(
                ops.reshape(gradient.ofPositions(0), one),
                ops.reshape(gradient.ofPositions(1), one));
        context.accumulate(OFFSET, ops.reshape(ops.concat(2, both), context.inputShape(OFFSET)));
      }
    }
  }
}
