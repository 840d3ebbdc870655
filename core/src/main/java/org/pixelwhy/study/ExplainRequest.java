package org.pixelwhy.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.model.ImagePreparation.Size;
import org.pixelwhy.onnx.graph.InputException;

/**
 * Images to be explained.
 *
 * @param images picture files, or {@code .npy} files with the network's finished input
 * @param methods identifiers of the catalogue; naming one twice is the same as once
 * @param settings what the methods share
 * @param size the size to which pictures are brought, where it is not to be chosen
 */
public record ExplainRequest(
    ModelSource model,
    List<Path> images,
    QuestionSpec question,
    List<String> methods,
    Method.Settings settings,
    Optional<Size> size) {
  public ExplainRequest {
    images = List.copyOf(images);
    methods = methods.stream().distinct().toList();
    if (images.isEmpty()) {
      throw new InputException("no image is given; name at least one");
    }
    if (methods.isEmpty()) {
      throw new InputException(
          "no method is given; 'pixelwhy methods' lists them: "
              + Catalogue.methods().stream().map(Method::id).toList());
    }
    methods.forEach(Catalogue::method);
  }
}
