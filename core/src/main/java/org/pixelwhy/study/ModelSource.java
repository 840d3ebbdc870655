package org.pixelwhy.study;

import java.nio.file.Path;
import java.util.Optional;
import org.pixelwhy.model.PartialCard;

/**
 * Where a model comes from.
 *
 * @param file an ONNX file, or a bioimage.io package: its folder or its {@code rdf.yaml} or {@code
 *     bioimageio.yaml}
 * @param card a model card file, if there is one
 * @param stated what the user states beside; it wins over the card, the card over the package
 */
public record ModelSource(Path file, Optional<Path> card, PartialCard stated) {
  /** An ONNX file or package about which nothing more is stated. */
  public static ModelSource of(Path file) {
    return new ModelSource(file, Optional.empty(), PartialCard.EMPTY);
  }
}
