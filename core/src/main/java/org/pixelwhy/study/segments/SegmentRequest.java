package org.pixelwhy.study.segments;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.OptionFiles;
import org.pixelwhy.catalogue.SegmentQuestion;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.tensor.InputException;

/**
 * Images of whose segments tables are asked.
 *
 * @param images pictures, slices, or arrays with the network's finished input; a range of slices
 *     counts as its slices
 * @param question what is asked about each
 * @param size to which images are brought, where it is not to be chosen
 * @param onBadImage what happens when one of several images cannot be explained
 */
public record SegmentRequest(
    ModelSource model,
    List<ImageSource> images,
    SegmentQuestion question,
    Optional<Size> size,
    OnBadImage onBadImage) {
  public SegmentRequest {
    Objects.requireNonNull(question, "question");
    images = images.stream().flatMap(source -> source.images().stream()).toList();
    if (images.isEmpty()) {
      throw new InputException("no image is given; name at least one");
    }
  }

  /** All files that are read, wherever they are. */
  public List<Path> files() {
    Stream<Path> options =
        question.methods().stream()
            .map(Catalogue::method)
            .flatMap(method -> OptionFiles.of(method, question.settings().options()));
    return Stream.of(model.files(), options.toList(), ImageReader.files(images))
        .flatMap(List::stream)
        .toList();
  }
}
