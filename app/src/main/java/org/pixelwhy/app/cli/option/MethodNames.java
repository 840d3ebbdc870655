package org.pixelwhy.app.cli.option;

import java.util.List;
import java.util.stream.Stream;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.Method.Needs;

/** Names of methods on the command line, some of which stand for several. */
final class MethodNames {
  private static final String ALL = "all";
  private static final String QUICK = "quick";

  private MethodNames() {}

  /** The names that stand for several. */
  static List<String> groups() {
    return List.of(QUICK, ALL);
  }

  /**
   * The names with those that stand for several resolved; of these, none needs more than a model.
   */
  static List<String> resolve(List<String> names) {
    return names.stream().flatMap(MethodNames::resolve).toList();
  }

  private static Stream<String> resolve(String name) {
    Stream<Method> ready = Catalogue.methods().stream().filter(Method::readyMade);
    return switch (name) {
      case ALL -> ready.map(Method::id);
      case QUICK -> ready.filter(method -> method.needs() == Needs.GRADIENT).map(Method::id);
      default -> Stream.of(name);
    };
  }
}
