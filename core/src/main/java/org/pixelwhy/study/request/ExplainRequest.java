package org.pixelwhy.study.request;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelwhy.catalogue.CamMethods;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.OptionFiles;
import org.pixelwhy.catalogue.ScoreCatalogue;
import org.pixelwhy.catalogue.option.Configurable;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.tensor.InputException;

/**
 * Images to be explained.
 *
 * @param images pictures, slices, or arrays with the network's finished input; a range of slices
 *     counts as its slices
 * @param methods identifiers of the catalogue, or what it finds by other names; naming one twice is
 *     the same as once
 * @param scores identifiers of the catalogue of scores; may be empty
 * @param settings what the methods share; class activation maps of all layers keep their negative
 *     values unless the settings say otherwise
 * @param sizing how pictures are brought to a size that the network takes
 * @param onBadImage what happens when one of several images cannot be explained
 */
public record ExplainRequest(
    ModelSource model,
    List<ImageSource> images,
    QuestionSpec question,
    List<String> methods,
    List<String> scores,
    Method.Settings settings,
    Sizing sizing,
    OnBadImage onBadImage) {
  public ExplainRequest {
    images = images.stream().flatMap(source -> source.images().stream()).toList();
    methods = methods.stream().map(name -> Catalogue.method(name).id()).distinct().toList();
    scores = scores.stream().map(name -> ScoreCatalogue.score(name).id()).distinct().toList();
    if (images.isEmpty()) {
      throw new InputException("no image is given; name at least one");
    }
    if (methods.isEmpty()) {
      throw new InputException(
          "no method is given; there are " + Catalogue.methods().stream().map(Method::id).toList());
    }
    settings
        .run()
        .require(
            Stream.concat(methods.stream(), scores.stream()).toList(),
            images.size(),
            question.targets().size());
    settings.options().require(configurables(methods, scores));
    for (String method : methods) {
      settings = CamMethods.signedAtAllLayers(Catalogue.method(method), settings);
    }
  }

  /**
   * With images as a whole.
   *
   * @param size to which pictures are brought, where it is not to be chosen
   */
  public ExplainRequest(
      ModelSource model,
      List<ImageSource> images,
      QuestionSpec question,
      List<String> methods,
      List<String> scores,
      Method.Settings settings,
      Optional<Size> size,
      OnBadImage onBadImage) {
    this(model, images, question, methods, scores, settings, new Sizing.Whole(size), onBadImage);
  }

  /** An image that cannot be explained does not keep the others from it. */
  public ExplainRequest(
      ModelSource model,
      List<ImageSource> images,
      QuestionSpec question,
      List<String> methods,
      List<String> scores,
      Method.Settings settings,
      Optional<Size> size) {
    this(model, images, question, methods, scores, settings, size, OnBadImage.SKIP);
  }

  /** Without scores; an image that cannot be explained does not keep the others from it. */
  public ExplainRequest(
      ModelSource model,
      List<ImageSource> images,
      QuestionSpec question,
      List<String> methods,
      Method.Settings settings,
      Optional<Size> size) {
    this(model, images, question, methods, List.of(), settings, size, OnBadImage.SKIP);
  }

  /** The same of other images. */
  public ExplainRequest of(List<ImageSource> otherImages, OnBadImage otherwise) {
    return new ExplainRequest(
        model, otherImages, question, methods, scores, settings, sizing, otherwise);
  }

  /** With other settings. */
  public ExplainRequest with(Method.Settings other) {
    return new ExplainRequest(model, images, question, methods, scores, other, sizing, onBadImage);
  }

  /** With images brought otherwise to a size that the network takes. */
  public ExplainRequest sized(Sizing other) {
    return new ExplainRequest(
        model, images, question, methods, scores, settings, other, onBadImage);
  }

  private static List<Configurable> configurables(List<String> methods, List<String> scores) {
    return Stream.<Configurable>concat(
            methods.stream().map(Catalogue::method), scores.stream().map(ScoreCatalogue::score))
        .toList();
  }

  /** The values of all options of all methods and scores, given or not, by owner and name. */
  public Map<String, Map<String, String>> options() {
    Map<String, Map<String, String>> values = new LinkedHashMap<>();
    for (Configurable owner : configurables(methods, scores)) {
      Map<String, String> own = settings.options().effective(owner);
      if (!own.isEmpty()) {
        values.put(owner.id(), own);
      }
    }
    return values;
  }

  /** The files that options name. */
  public List<Path> optionFiles() {
    Stream<Path> named =
        configurables(methods, scores).stream()
            .flatMap(owner -> OptionFiles.of(owner, settings.options()));
    Stream<Path> used =
        Stream.of(settings.run().masks(), settings.run().reference()).flatMap(Optional::stream);
    return Stream.concat(named, used).distinct().toList();
  }

  /** All files that are read, wherever they are. */
  public List<Path> files() {
    return Stream.of(model.files(), optionFiles(), ImageReader.files(images))
        .flatMap(List::stream)
        .toList();
  }
}
