package org.pixelwhy.study;

import java.util.List;
import org.pixelwhy.attribution.cam.GradCam;
import org.pixelwhy.attribution.gradient.Saliency;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.NearestNames;
import org.pixelwhy.study.Method.Needs;

/** The methods that there are. A new method is added here, and nowhere else. */
public final class Catalogue {
  private static final List<Method> METHODS =
      List.of(
          new Method(
              "saliency",
              "Saliency",
              Needs.GRADIENT,
              "How strongly the target reacts to each pixel: the gradient at the input.",
              "max |dt/dx|",
              settings -> new Saliency()),
          new Method(
              "grad-cam",
              "Grad-CAM",
              Needs.GRADIENT,
              "Where a layer saw what speaks for the target: its feature maps, weighted by their"
                  + " mean gradient.",
              "relu(sum w_f A_f)",
              settings -> new GradCam(new GradCam.Options(settings.layers(), true))));

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
                    "unknown method '%s'.%s"
                        .formatted(
                            id,
                            NearestNames.suggest(id, METHODS.stream().map(Method::id).toList()))));
  }
}
