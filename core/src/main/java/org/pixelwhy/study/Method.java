package org.pixelwhy.study;

import java.util.List;
import java.util.function.Function;
import org.pixelwhy.attribution.Attributor;

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

  /**
   * Settings that methods share.
   *
   * @param layers for methods that look at layers
   * @param seed for methods that draw random numbers
   */
  public record Settings(List<String> layers, long seed) {
    public Settings {
      layers = List.copyOf(layers);
    }
  }
}
