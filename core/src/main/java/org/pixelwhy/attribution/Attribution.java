package org.pixelwhy.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * A map that answers a question: one number per element of the input, or per position of a layer.
 *
 * @param method identifier of the method
 * @param layer the tensor of the layer that was looked at; empty where none was
 * @param values {@code [1,C,H,W]} for the input, {@code [1,1,h,w]} or {@code [1,F,h,w]} for a layer
 * @param sign whether negative values mean something of their own
 * @param notes what a reader of the map should know
 * @param channels how one number per position is made of the channels, for pictures and scores
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
    /** Zero is neutral; positive values speak for the target, negative ones against it. */
    SIGNED,
    /** Zero is neutral; neither side speaks for or against, as in the features of a layer. */
    TWO_SIDED,
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
   * @param cutOff what was there before negative values were cut off, where that left nothing
   */
  public record Extras(
      String part,
      Optional<Course> course,
      Optional<Marked> marked,
      List<String> warnings,
      Optional<CutOff> cutOff) {
    /** Nothing but the map. */
    public static final Extras NONE =
        new Extras("", Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    public Extras {
      warnings = List.copyOf(warnings);
    }

    public Extras withPart(String newPart) {
      return new Extras(newPart, course, marked, warnings, cutOff);
    }

    public Extras withCourse(Course newCourse) {
      return new Extras(part, Optional.of(newCourse), marked, warnings, cutOff);
    }

    public Extras withMarked(Marked newMarked) {
      return new Extras(part, course, Optional.of(newMarked), warnings, cutOff);
    }

    public Extras withWarnings(List<String> newWarnings) {
      return new Extras(part, course, marked, newWarnings, cutOff);
    }

    public Extras withCutOff(CutOff newCutOff) {
      return new Extras(part, course, marked, warnings, Optional.of(newCutOff));
    }
  }

  /**
   * A map of which all is negative, and so was cut off.
   *
   * @param strongest its strongest value and where that is, in words
   * @param otherLayer a layer whose map is not blank, if one was found
   */
  public record CutOff(String strongest, Optional<String> otherLayer) {}

  /**
   * Pixels that have no value of their own.
   *
   * @param label why, in few words, such as "no segment"
   */
  public record Marked(String label, Mask pixels) {}

  /** What a position's channels are together. */
  public enum Channels {
    /**
     * The greatest magnitude, which has no sign: for gradients and what is made of them, whose sign
     * says which way a channel would have to change, and which channels do not share out.
     */
    STRONGEST {
      @Override
      double merge(double before, float value) {
        return Math.max(before, Math.abs(value));
      }
    },
    /** The sum, which keeps its sign: the channels share something out, or there is but one. */
    SUM {
      @Override
      double merge(double before, float value) {
        return before + value;
      }
    };

    abstract double merge(double before, float value);

    /** One number per position, {@code [1,1,H,W]}, of a map {@code [1,C,H,W]}. */
    public Tensor combine(Tensor values) {
      Shape shape = values.shape().with(1, 1);
      double[] merged = new double[Math.toIntExact(shape.size())];
      float[] all = values.toFloats();
      for (int i = 0; i < all.length; i++) {
        merged[i % merged.length] = merge(merged[i % merged.length], all[i]);
      }
      float[] combined = new float[merged.length];
      for (int i = 0; i < combined.length; i++) {
        combined[i] = (float) merged[i];
      }
      return Tensor.of(combined, shape.dims());
    }
  }

  public Attribution {
    Objects.requireNonNull(sign, "sign");
    Objects.requireNonNull(channels, "channels");
    notes = List.copyOf(notes);
  }

  /** A map and nothing else, with {@link Channels#SUM}. */
  public Attribution(String method, String layer, Tensor values, Sign sign, List<String> notes) {
    this(method, layer, values, sign, notes, Channels.SUM, Extras.NONE);
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

  /** The same with one more note. */
  public Attribution noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Attribution(method, layer, values, sign, more, channels, extras);
  }

  /** With {@link Channels#SUM}. */
  public Attribution(
      String method, String layer, Tensor values, Sign sign, List<String> notes, Extras extras) {
    this(method, layer, values, sign, notes, Channels.SUM, extras);
  }

  /** One number per position, {@code [1,1,H,W]}: what is drawn, ranked and compared. */
  public Tensor positions() {
    return channels.combine(values);
  }

  /** Whether all its values are 0: such a map tells nothing apart. */
  public boolean isBlank() {
    for (float value : values.toFloats()) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** The sign of {@link #positions}: magnitudes have none. */
  public Sign positionSign() {
    return channels == Channels.STRONGEST ? Sign.UNSIGNED : sign;
  }
}
