package org.pixelwhy.model.card;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/** What can be guessed of a model from its graph, where nobody states it. */
public final class CardGuess {
  private CardGuess() {}

  /**
   * The layout of a declared input: channels last where only the last extent looks like channels.
   *
   * @throws InputException if the input is no picture and no volume
   */
  public static Layout inputLayout(Value input) {
    List<Dimension> dims =
        input
            .dims()
            .filter(d -> d.size() == 4 || d.size() == 5)
            .orElseThrow(
                () ->
                    new InputException(
                        Text.format(
                            "input '%s' is no picture [N,C,H,W] and no volume [N,C,D,H,W]",
                            input)));
    boolean last = isChannels(dims.get(dims.size() - 1)) && !isChannels(dims.get(1));
    return layout(dims.size(), last);
  }

  private static boolean isChannels(Dimension dim) {
    return dim.isFixed() && dim.extent() >= 1 && dim.extent() <= 4;
  }

  private static Layout layout(int rank, boolean channelsLast) {
    if (rank == 4) {
      return channelsLast ? Layout.NHWC : Layout.NCHW;
    }
    return channelsLast ? Layout.NDHWC : Layout.NCDHW;
  }

  public static ChannelOrder channels(Value input, Layout layout) {
    Dimension channels = input.dims().orElseThrow().get(layout.channelAxis());
    return !channels.isFixed() || channels.extent() == 3
        ? ChannelOrder.RGB
        : ChannelOrder.of(channels.extent());
  }

  /** The declared size, if it is fixed. */
  public static Optional<InputSize> fixedSize(Value input, Layout layout) {
    List<Dimension> dims =
        input
            .dims()
            .orElseThrow()
            .subList(layout.firstSpatialAxis(), layout.firstSpatialAxis() + layout.spatialRank());
    return dims.stream().allMatch(Dimension::isFixed)
        ? Optional.of(
            InputSize.fixed(dims.stream().mapToInt(d -> Math.toIntExact(d.extent())).toArray()))
        : Optional.empty();
  }

  /**
   * Values from 0 to 255 scaled to 0..1; as they are where the network takes whole numbers.
   *
   * @param stored the type of the input in the network's file
   */
  public static List<Step> preprocessing(Optional<DataType> stored) {
    if (stored.isEmpty() || stored.get().isFloating()) {
      return List.of(new Scale(List.of(1 / 255.0), List.of(0.0)));
    }
    return stored.get() == DataType.UINT8 ? List.of(new Scale(1, 0)) : List.of();
  }

  /**
   * The layout of an output of this shape: that of the input, unless only the other one makes the
   * aspect ratio of the input's.
   */
  public static Layout outputLayout(Shape output, Layout input, long height, long width) {
    boolean last =
        hasAspect(output, layout(output.rank(), true), height, width)
            && (input.channelsLast()
                || !hasAspect(output, layout(output.rank(), false), height, width));
    return layout(output.rank(), last);
  }

  private static boolean hasAspect(Shape shape, Layout layout, long height, long width) {
    int first = layout.firstSpatialAxis();
    long rows = shape.dim(first + layout.spatialRank() - 2);
    long columns = shape.dim(first + layout.spatialRank() - 1);
    return rows > 1 && columns > 1 && Math.abs(rows * width - columns * height) <= height + width;
  }

  public static List<String> classNames(int classes) {
    return classes == 1
        ? List.of("foreground")
        : IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }

  /** Class 0 where the classes exclude each other. */
  public static OptionalInt background(Decision decision) {
    return decision == Decision.ARGMAX ? OptionalInt.of(0) : OptionalInt.empty();
  }
}
