package org.pixelwhy.attribution;

import java.util.List;
import java.util.Objects;
import org.pixelwhy.onnx.graph.Tensor;

/**
 * A map that answers a question: one number per element of the input, or per position of a layer.
 *
 * @param method identifier of the method
 * @param layer the tensor of the layer that was looked at; empty where none was
 * @param values {@code [1,C,H,W]} for the input, {@code [1,1,h,w]} or {@code [1,F,h,w]} for a layer
 * @param sign whether negative values mean something of their own
 * @param notes what a reader of the map should know
 * @param channels how one number per position is made of the channels, for pictures and sums
 */
public record Attribution(
    String method, String layer, Tensor values, Sign sign, List<String> notes, Channels channels) {
  /** Whether negative values carry meaning. */
  public enum Sign {
    /** Zero is neutral; negative values speak against. */
    SIGNED,
    /** Zero is least; there are no negative values. */
    UNSIGNED
  }

  /** What a position's channels are together. */
  public enum Channels {
    /** The greatest magnitude. */
    STRONGEST,
    /** The sum: the channels share something out. */
    SUM
  }

  public Attribution {
    Objects.requireNonNull(sign, "sign");
    Objects.requireNonNull(channels, "channels");
    notes = List.copyOf(notes);
  }

  /** With {@link Channels#STRONGEST}. */
  public Attribution(String method, String layer, Tensor values, Sign sign, List<String> notes) {
    this(method, layer, values, sign, notes, Channels.STRONGEST);
  }
}
