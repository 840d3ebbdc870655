package org.pixelwhy.export;

import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Masks and a target's weights W as nodes: {@code W = pixels * channel * reduction}, with pixels
 * {@code [1,K or 1,H',W']} and a channel {@code [1,K,1,1]} of zeros and a one.
 *
 * <p>Ties go to the lower class, as in {@link org.pixelwhy.model.Prediction}.
 */
final class TargetWeights {
  private final Ops ops;
  private final SegmentationModel model;
  private final Shape output;
  private final long[] spatial;

  /**
   * @param output shape of the network's output {@code [1,K,H',W']}
   */
  TargetWeights(Ops ops, SegmentationModel model, Shape output) {
    this.ops = ops;
    this.model = model;
    this.output = output;
    this.spatial = LongStream.range(2, output.rank()).toArray();
  }

  /**
   * The mask: class numbers {@code [1,1,H',W']} where classes exclude each other, else 0 and 1 for
   * each class {@code [1,K,H',W']}; whole numbers.
   */
  String mask() {
    return model.decision() == Decision.ARGMAX ? winner() : ops.cast(above(), DataType.INT64);
  }

  Shape maskShape() {
    return model.decision() == Decision.ARGMAX ? output.with(1, 1) : output;
  }

  private String winner() {
    return argMax(model.logits());
  }

  private String above() {
    return ops.op("Greater", model.probabilities(), ops.scalar(0.5));
  }

  private String argMax(String values) {
    return ops.op("ArgMax", Map.of("axis", 1, "keepdims", 1), values);
  }

  /** W {@code [1,K,H',W']}; zeros where the target has no pixel. */
  String weights(ExplainerTarget target, Reduction reduction) {
    String pixels;
    String channel;
    if (target instanceof ExplainerTarget.Region region) {
      pixels = constant(region.pixels());
      channel = region.classIndex().isPresent() ? chosen(region.classIndex()) : mostVoted(pixels);
    } else if (target instanceof ExplainerTarget.Everywhere all) {
      pixels = ops.filled(output.with(1, 1), 1);
      channel = chosen(all.classIndex());
    } else if (target instanceof ExplainerTarget.Predicted predicted) {
      pixels = predicted.border() ? border(masks()) : masks();
      channel = chosen(predicted.classIndex());
    } else {
      throw new IllegalArgumentException("a seed is an input, no target to compute: " + target);
    }
    return reduced(ops.mul(pixels, channel), reduction);
  }

  private String reduced(String chosen, Reduction reduction) {
    return switch (reduction) {
      case SUM -> chosen;
      case GAP -> ops.scale(chosen, (double) output.dim(0) * output.dim(1) / output.size());
      case MEAN -> {
        long[] all = LongStream.range(0, output.rank()).toArray();
        String count = ops.op("Max", ops.reduceSum(chosen, true, all), ops.scalar(1));
        yield ops.div(chosen, count);
      }
    };
  }

  /** 1 on each class's pixels, {@code [1,K,H',W']}. */
  private String masks() {
    return ops.indicator(
        model.decision() == Decision.ARGMAX ? ops.op("Equal", winner(), numbers()) : above());
  }

  /** The class numbers, along the channel axis. */
  private String numbers() {
    long[] dims = LongStream.generate(() -> 1).limit(output.rank()).toArray();
    dims[1] = output.dim(1);
    return ops.constant(Tensor.of(LongStream.range(0, dims[1]).toArray(), dims));
  }

  private String chosen(OptionalInt classIndex) {
    if (classIndex.isEmpty()) {
      return largest();
    }
    if (classIndex.getAsInt() >= output.dim(1)) {
      throw new InputException(
          Text.format(
              "there is no class %d; the network has classes 0 to %d",
              classIndex.getAsInt(), output.dim(1) - 1));
    }
    String number = ops.constant(Tensor.vector(classIndex.getAsInt()));
    return ops.indicator(ops.op("Equal", numbers(), number));
  }

  /** The class with the most pixels besides the background. */
  private String largest() {
    String counts = ops.reduceSum(masks(), true, spatial);
    if (model.background().isPresent()) {
      String background = chosen(model.background());
      counts = ops.sub(counts, ops.scale(background, output.size() + 1.0));
    }
    return ops.indicator(ops.op("Equal", argMax(counts), numbers()));
  }

  /** The class that has the greatest output at most of some pixels. */
  private String mostVoted(String pixels) {
    String voters = ops.indicator(ops.op("Equal", winner(), numbers()));
    String votes = ops.reduceSum(ops.mul(voters, pixels), true, spatial);
    return ops.indicator(ops.op("Equal", argMax(votes), numbers()));
  }

  /** The pixels with a neighbour outside; beyond the edge counts as inside, as padding is least. */
  private String border(String masks) {
    String outside = ops.sub(ops.scalar(1), masks);
    String near = "";
    for (int axis = 0; axis < spatial.length; axis++) {
      long[] kernel = LongStream.generate(() -> 1).limit(spatial.length).toArray();
      kernel[axis] = 3;
      long[] pads = new long[2 * kernel.length];
      pads[axis] = 1;
      pads[axis + kernel.length] = 1;
      Map<String, ?> window = Map.of("kernel_shape", kernel, "pads", pads);
      String reached = ops.op("MaxPool", window, outside);
      near = near.isEmpty() ? reached : ops.op("Max", near, reached);
    }
    return ops.mul(masks, near);
  }

  private String constant(Mask mask) {
    boolean[] pixels = new boolean[mask.size()];
    for (int pixel : mask.indices()) {
      pixels[pixel] = true;
    }
    return ops.indicator(ops.constant(Tensor.of(pixels, output.with(1, 1).dims())));
  }
}
