package org.pixelwhy.study.noise;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.data.Entry;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.study.ForegroundClass;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.target.ClassChoice;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Maps that are to be judged by what a network still finds where only they are shown.
 *
 * @param model whose masks are looked at
 * @param data images with the truth
 * @param choice the class; where none is stated, the only one besides the background
 * @param explainers networks that were trained on noise
 * @param methods of the catalogue, {@link #RANDOM} and {@link #CENTRE} among them
 * @param fills what is put where pixels are hidden, at least one
 * @param settings of the methods, with the seed of all that is drawn
 */
public record NoiseRequest(
    ModelSource model,
    Data data,
    ClassChoice choice,
    List<Explainer> explainers,
    List<String> methods,
    List<Fill> fills,
    Method.Settings settings) {
  /** The ranking that is drawn. */
  public static final String RANDOM = "random";

  /** The ranking by the distance from the middle of the image. */
  public static final String CENTRE = "centre";

  /**
   * Images with the truth.
   *
   * @param name for people
   * @param entries at least one
   * @param classes number of classes that the labels have, the background included
   * @param size to which images are brought, where that is stated
   */
  public record Data(String name, List<Entry> entries, int classes, Optional<Size> size) {
    public Data {
      entries = List.copyOf(entries);
      if (entries.isEmpty()) {
        throw new InputException(name + ": there are no images to evaluate on");
      }
    }
  }

  /**
   * A network that was trained on noise.
   *
   * @param name what it is called in tables and figures
   */
  public record Explainer(String name, Path file) {}

  public NoiseRequest {
    explainers = List.copyOf(explainers);
    methods = List.copyOf(methods);
    fills = fills.stream().distinct().toList();
    Set<String> names = new HashSet<>();
    for (Explainer explainer : explainers) {
      unique(names, explainer.name());
    }
    for (String method : methods) {
      unique(names, method);
      if (!isControl(method)) {
        Catalogue.method(method);
      }
    }
    settings
        .options()
        .require(methods.stream().filter(id -> !isControl(id)).map(Catalogue::method).toList());
    if (names.isEmpty() || fills.isEmpty()) {
      throw new InputException("there is nothing to evaluate: name an explainer or a method");
    }
  }

  private static void unique(Set<String> names, String name) {
    if (!names.add(name)) {
      throw new InputException(
          Text.format("two maps are called '%s'; give each a name of its own", name));
    }
  }

  static boolean isControl(String method) {
    return method.equals(RANDOM) || method.equals(CENTRE);
  }

  private static MapMaker method(String id, Method.Settings settings) {
    return isControl(id)
        ? ControlMaps.valueOf(id.toUpperCase(Locale.ROOT)).maker(id, settings.seed())
        : new MethodMaps(Catalogue.method(id), settings);
  }

  /** Those that need no file. */
  List<MapMaker> methodMakers() {
    List<MapMaker> makers = new ArrayList<>();
    methods.forEach(id -> makers.add(method(id, settings)));
    return makers;
  }

  /**
   * The channel of the class.
   *
   * @throws InputException if it must be stated, or there is no such class
   */
  int channel(SegmentationModel network) {
    return ForegroundClass.of(network, choice);
  }

  /**
   * The label that the class has in the data set.
   *
   * @throws InputException if the data set has no such label
   */
  int label(SegmentationModel network) {
    return ForegroundClass.label(network, channel(network), data.classes(), data.name());
  }
}
