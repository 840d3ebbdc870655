package org.example.deviation;

import java.util.List;
import org.pixelwhy.catalogue.CatalogueProvider;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.Method.Needs;

/** Adds the method to the catalogue; named in {@code META-INF/services}. */
public final class DeviationMethods implements CatalogueProvider {
  static final String ID = "example-deviation-x-gradient";

  @Override
  public List<Method> methods() {
    return List.of(
        new Method(
            ID,
            "Deviation x gradient",
            Needs.GRADIENT,
            "The gradient times what a pixel differs from the mean.",
            "sum of the map over channels",
            chosen -> new DeviationXGradient()));
  }
}
