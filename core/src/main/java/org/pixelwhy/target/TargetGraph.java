package org.pixelwhy.target;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * A model's graph to which targets append their pixels and channels; what {@link
 * org.pixelwhy.model.Prediction} is to values. W is {@code pixels * channel * reduction}, with
 * pixels {@code [1,K or 1,H',W']} and a channel {@code [1,K,1,1]} of zeros and a one.
 *
 * <p>Ties go to the lower class, as in a prediction.
 */
public final class TargetGraph {
  private final Ops ops;
  private final SegmentationModel model;
  private final Shape output;
  private final Geometry geometry;
  private final Mask inside;
  private final long[] spatial;

  /**
   * @param output shape of the network's output {@code [1,K,H',W']}
   * @param geometry how images lie in the network's input
   */
  public TargetGraph(Ops ops, SegmentationModel model, Shape output, Geometry geometry) {
    this.ops = ops;
    this.model = model;
    this.output = output;
    this.geometry = geometry;
    this.inside = geometry.inside(extents());
    this.spatial = LongStream.range(2, output.rank()).toArray();
  }

  /** Appends any nodes. */
  public Ops ops() {
    return ops;
  }

  /** How images lie in the network's input. */
  public Geometry geometry() {
    return geometry;
  }

  /** The output's extents: rows and columns, or slices, rows and columns. */
  public int[] extents() {
    return Arrays.stream(output.dims()).skip(2).mapToInt(Math::toIntExact).toArray();
  }

  /**
   * The mask: class numbers {@code [1,1,H',W']} where classes exclude each other, else 0 and 1 for
   * each class {@code [1,K,H',W']}; whole numbers.
   */
  public String mask() {
    return model.decision() == Decision.ARGMAX ? winner() : ops.cast(above(), DataType.INT64);
  }

  /** The shape of {@link #mask}. */
  public Shape maskShape() {
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

  /** W {@code [1,K,H',W']} of a target; zeros where it has no pixel. */
  public String weights(Target target, Reduction reduction) {
    TargetNodes nodes = target.append(this);
    String chosen = ops.mul(nodes.pixels(), nodes.channel());
    return switch (reduction) {
      case SUM -> chosen;
      case GAP -> ops.scale(chosen, 1.0 / inside.count());
      case MEAN -> {
        long[] all = LongStream.range(0, output.rank()).toArray();
        String count = ops.op("Max", ops.reduceSum(chosen, true, all), ops.scalar(1));
        yield ops.div(chosen, count);
      }
    };
  }

  private boolean isPadded() {
    return inside.count() < inside.size();
  }

  /** Whether a pixel belongs to one class only. */
  boolean isExclusive() {
    return model.decision() == Decision.ARGMAX;
  }

  /** 1 on each pixel of the image, {@code [1,1,H',W']}. */
  public String image() {
    return isPadded() ? constant(inside) : ops.filled(output.with(1, 1), 1);
  }

  /** 1 on each class's pixels in the image, {@code [1,K,H',W']}. */
  public String masks() {
    String masks =
        ops.indicator(
            model.decision() == Decision.ARGMAX ? ops.op("Equal", winner(), numbers()) : above());
    return isPadded() ? ops.mul(masks, constant(inside)) : masks;
  }

  /** The class numbers, along the channel axis. */
  private String numbers() {
    long[] dims = LongStream.generate(() -> 1).limit(output.rank()).toArray();
    dims[1] = output.dim(1);
    return ops.constant(Tensor.of(LongStream.range(0, dims[1]).toArray(), dims));
  }

  /** The channel of the class, or where it is open of the one with the most pixels. */
  public String orLargest(ClassChoice choice) {
    OptionalInt stated = choice.among(model.classNames());
    return stated.isPresent() ? channel(stated.getAsInt()) : largest();
  }

  /**
   * The channel of the class, or where it is open of the one predicted at most of some pixels.
   *
   * @param pixels 1 there and 0 elsewhere, {@code [1,1,H',W']}
   */
  public String orMostVoted(ClassChoice choice, String pixels) {
    OptionalInt stated = choice.among(model.classNames());
    return stated.isPresent() ? channel(stated.getAsInt()) : mostVoted(pixels);
  }

  /** The channel of the class with this number. */
  public String channel(int classIndex) {
    String number = ops.constant(Tensor.vector(classIndex));
    return ops.indicator(ops.op("Equal", numbers(), number));
  }

  /** The class with the most pixels besides the background. */
  private String largest() {
    String counts = ops.reduceSum(masks(), true, spatial);
    if (model.background().isPresent()) {
      String background = channel(model.background().getAsInt());
      counts = ops.sub(counts, ops.scale(background, output.size() + 1.0));
    }
    return ops.indicator(ops.op("Equal", argMax(counts), numbers()));
  }

  private String mostVoted(String pixels) {
    String voters = ops.indicator(ops.op("Equal", winner(), numbers()));
    String votes = ops.reduceSum(ops.mul(voters, pixels), true, spatial);
    return ops.indicator(ops.op("Equal", argMax(votes), numbers()));
  }

  /**
   * Of 0 and 1 at each pixel those ones with a neighbour in the image that is 0; beyond the edge
   * counts as one, as padding is least.
   */
  public String border(String masks) {
    String outside = ops.sub(isPadded() ? constant(inside) : ops.scalar(1), masks);
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

  /** 1 on given pixels, {@code [1,1,H',W']}. */
  public String constant(Mask mask) {
    boolean[] pixels = new boolean[mask.size()];
    for (int pixel : mask.indices()) {
      pixels[pixel] = true;
    }
    return ops.indicator(ops.constant(Tensor.of(pixels, output.with(1, 1).dims())));
  }
}
