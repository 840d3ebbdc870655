package org.pixelwhy.attribution;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.Tensor;

/**
 * A map that answers a question: one number per element of the input, or per position of a layer.
 *
 * @param method identifier of the method
 * @param layer the tensor of the layer that was looked at; empty where none was
 * @param values {@code [1,C,H,W]} for the input, {@code [1,1,h,w]} or {@code [1,F,h,w]} for a layer
 * @param sign whether negative values mean something of their own
 * @param notes what a reader of the map should know
 * @param channels how one number per position is made of the channels, for pictures and sums
 * @param extras what only some methods tell
 */
public record Attribution(
    String method,
    String layer,
    Tensor values,
    Sign sign,
    List<String> notes,
    Channels channels,
    Extras extras) {
  /** Whether negative values carry meaning. */
  public enum Sign {
    /** Zero is neutral; negative values speak against. */
    SIGNED,
    /** Zero is least; there are no negative values. */
    UNSIGNED
  }

  /**
   * What only some methods tell.
   *
   * @param part which of several answers this is, such as "standard error"; empty for the map
   *     itself
   * @param course how the map came about, if the model was run many times
   * @param marked pixels {@code [H,W]} of the map that have no value of their own
   * @param warnings why the map may mislead
   */
  public record Extras(
      String part, Optional<Course> course, Optional<Marked> marked, List<String> warnings) {
    /** Nothing but the map. */
    public static final Extras NONE = new Extras("", Optional.empty(), Optional.empty(), List.of());

    public Extras {
      warnings = List.copyOf(warnings);
    }

    public Extras withPart(String newPart) {
      return new Extras(newPart, course, marked, warnings);
    }

    public Extras withCourse(Course newCourse) {
      return new Extras(part, Optional.of(newCourse), marked, warnings);
    }

    public Extras withMarked(Marked newMarked) {
      return new Extras(part, course, Optional.of(newMarked), warnings);
    }

    public Extras withWarnings(List<String> newWarnings) {
      return new Extras(part, course, marked, newWarnings);
    }
  }

  /**
   * Pixels that have no value of their own.
   *
   * @param label why, in few words, such as "no segment"
   */
  public record Marked(String label, Mask pixels) {}

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

  /** A map and nothing else. */
  public Attribution(String method, String layer, Tensor values, Sign sign, List<String> notes) {
    this(method, layer, values, sign, notes, Channels.STRONGEST, Extras.NONE);
  }

  /** A map and nothing else. */
  public Attribution(
      String method,
      String layer,
      Tensor values,
      Sign sign,
      List<String> notes,
      Channels channels) {
    this(method, layer, values, sign, notes, channels, Extras.NONE);
  }

  /** With {@link Channels#STRONGEST}. */
  public Attribution(
      String method, String layer, Tensor values, Sign sign, List<String> notes, Extras extras) {
    this(method, layer, values, sign, notes, Channels.STRONGEST, extras);
  }
}
