package org.pixelwhy.catalogue;

import java.util.List;
import java.util.function.Function;
import org.pixelwhy.catalogue.option.Configurable;
import org.pixelwhy.catalogue.option.NamedOption;

/**
 * An entry of the catalogue of scores: how well a map says what the network does.
 *
 * @param id what users write, such as {@code infidelity}
 * @param title for headings
 * @param better which values are better
 * @param unit of its values
 * @param summary one sentence
 * @param options what may be chosen about it; the factory reads no others
 * @param factory makes the scorer
 */
public record Score(
    String id,
    String title,
    Better better,
    String unit,
    String summary,
    List<NamedOption<?>> options,
    Function<Method.Chosen, Scorer> factory)
    implements Configurable {
  public Score {
    options = List.copyOf(options);
  }

  /** Which values are better. */
  public enum Better {
    LOWER,
    HIGHER
  }

  /** The direction in words. */
  public String direction() {
    return better == Better.LOWER ? "lower is better" : "higher is better";
  }
}
