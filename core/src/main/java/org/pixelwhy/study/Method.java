package org.pixelwhy.study;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.PixelMean;

/**
 * An entry of the catalogue.
 *
 * @param id what users write, such as {@code grad-cam}
 * @param title for headings
 * @param needs what a model must offer
 * @param summary one sentence
 * @param unit of the map's values, for colour bars
 * @param factory makes the attributor from the settings that methods share
 */
public record Method(
    String id,
    String title,
    Needs needs,
    String summary,
    String unit,
    Function<Settings, Attributor> factory) {
  /** What a method needs of a model. */
  public enum Needs {
    /** Only to run it. */
    FORWARD,
    /** A gradient rule for every operator between what is explained and the output. */
    GRADIENT
  }

  /** The map of a target of several pixels, for methods where that is not the mean of theirs. */
  public enum Border {
    /** The map of the mean output: one backward pass. */
    FAST,
    /** The mean of every pixel's own map: a backward pass for each pixel. */
    EXACT
  }

  /**
   * Settings that methods share.
   *
   * @param layers for methods that look at layers
   * @param seed for methods that draw random numbers
   * @param border for methods that are not linear in the question's weights
   */
  public record Settings(List<String> layers, long seed, Border border) {
    public Settings {
      layers = List.copyOf(layers);
      Objects.requireNonNull(border, "border");
    }

    /** With {@link Border#FAST}. */
    public Settings(List<String> layers, long seed) {
      this(layers, seed, Border.FAST);
    }
  }

  /**
   * The method, ready to explain. {@link Border#EXACT} concerns methods of the gradient only: for
   * others every pixel would cost many forward passes.
   */
  public Attributor attributor(Settings settings) {
    Attributor attributor = factory.apply(settings);
    boolean exact = settings.border() == Border.EXACT && needs == Needs.GRADIENT;
    return exact && !attributor.linear() ? new PixelMean(attributor) : attributor;
  }
}
