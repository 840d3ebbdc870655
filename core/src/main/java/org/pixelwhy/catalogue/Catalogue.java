package org.pixelwhy.catalogue;

import java.util.List;
import java.util.stream.Stream;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;

/** The methods that there are. A new method is added to its family here, and nowhere else. */
public final class Catalogue {
  private static final List<Method> METHODS =
      Stream.of(GradientMethods.ALL, CamMethods.ALL, RelevanceMethods.ALL, PerturbationMethods.ALL)
          .flatMap(List::stream)
          .toList();

  private Catalogue() {}

  /** All methods, in the order in which they are listed to users. */
  public static List<Method> methods() {
    return METHODS;
  }

  /**
   * A method by its identifier.
   *
   * @throws InputException if there is none, with the nearest names
   */
  public static Method method(String id) {
    return METHODS.stream()
        .filter(method -> method.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    Text.format(
                        "unknown method '%s'.%s",
                        id, NearestNames.suggest(id, METHODS.stream().map(Method::id).toList()))));
  }
}
