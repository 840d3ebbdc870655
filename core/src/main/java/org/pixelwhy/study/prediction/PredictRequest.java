package org.pixelwhy.study.prediction;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.study.request.Sizing;
import org.pixelwhy.tensor.InputException;

/**
 * Images whose masks are to be predicted.
 *
 * @param images pictures, slices, or arrays with the network's finished input; a range of slices
 *     counts as its slices
 * @param sizing how images are brought to a size that the network takes
 * @param truth the ground truth: a folder with a mask of each image's name, or one mask or volume
 *     of masks for all
 * @param onBadImage what happens when one of several images cannot be predicted
 */
public record PredictRequest(
    ModelSource model,
    List<ImageSource> images,
    Sizing sizing,
    Optional<Path> truth,
    OnBadImage onBadImage) {
  public PredictRequest {
    images = images.stream().flatMap(source -> source.images().stream()).toList();
    if (images.isEmpty()) {
      throw new InputException("no image is given; name at least one");
    }
  }

  /** All files that are read, wherever they are. */
  public List<Path> files() {
    return Stream.of(model.files(), truth.stream().toList(), ImageReader.files(images))
        .flatMap(List::stream)
        .toList();
  }
}
