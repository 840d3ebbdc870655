package org.pixelwhy.catalogue;

import java.util.List;
import org.pixelwhy.tensor.InputException;

/**
 * The methods that there are: those of the families in this package, and those that a {@link
 * CatalogueProvider} on the class path adds.
 */
public final class Catalogue {
  private Catalogue() {}

  /**
   * All methods, in the order in which they are listed to users.
   *
   * @throws InputException if what is added on the class path cannot be used
   */
  public static List<Method> methods() {
    return Entries.installed().methods();
  }

  /**
   * A method by its identifier, or as others write its name: {@code GradCAM}, {@code grad-cam++}.
   *
   * @throws InputException if there is none, with the nearest names
   */
  public static Method method(String id) {
    return Entries.find("method", methods(), Method::title, id);
  }
}
