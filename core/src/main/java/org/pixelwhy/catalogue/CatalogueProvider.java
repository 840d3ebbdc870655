package org.pixelwhy.catalogue;

import java.util.List;
import org.pixelwhy.target.TargetKind;

/**
 * Adds methods, scores and kinds of targets from outside. A class that implements it is found by
 * {@link java.util.ServiceLoader}: its jar, on the class path, names it in {@code
 * META-INF/services/org.pixelwhy.catalogue.CatalogueProvider}. From then on library, command line
 * and report know its entries like the built-in ones.
 *
 * <p>It has a public constructor without parameters. Identifiers have to differ from those of all
 * other methods and scores; whoever adds some is well advised to begin them with a name of their
 * own, as in {@code acme-saliency}.
 */
public interface CatalogueProvider {
  /** Methods to add. */
  default List<Method> methods() {
    return List.of();
  }

  /** Scores to add. */
  default List<Score> scores() {
    return List.of();
  }

  /** Kinds of targets to add. */
  default List<TargetKind> targets() {
    return List.of();
  }
}
