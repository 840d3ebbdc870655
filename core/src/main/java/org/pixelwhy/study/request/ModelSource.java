package org.pixelwhy.study.request;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.GivenInput;
import org.pixelwhy.model.card.PartialCard;

/**
 * Where a model comes from.
 *
 * @param file an ONNX file, or a bioimage.io package: its folder or its {@code rdf.yaml} or {@code
 *     bioimageio.yaml}
 * @param card a model card file, if there is one
 * @param stated what the user states beside; it wins over the card, the card over the package
 * @param inputs what the network's inputs other than the image are held at, by name
 */
public record ModelSource(
    Path file, Optional<Path> card, PartialCard stated, Map<String, GivenInput> inputs) {
  public ModelSource {
    inputs = Map.copyOf(inputs);
  }

  /** A network whose only input is the image. */
  public ModelSource(Path file, Optional<Path> card, PartialCard stated) {
    this(file, card, stated, Map.of());
  }

  /** An ONNX file or package about which nothing more is stated. */
  public static ModelSource of(Path file) {
    return new ModelSource(file, Optional.empty(), PartialCard.EMPTY);
  }

  /** The model's file, and its card's where there is one. */
  public List<Path> files() {
    return Stream.concat(Stream.of(file), card.stream()).toList();
  }

  /**
   * What an input is held at, as users write it: a number, or a {@code .npy} file.
   *
   * @throws org.pixelwhy.tensor.InputException if it is neither
   */
  public static GivenInput input(String text) {
    try {
      return new GivenInput.Number(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return new GivenInput.Array(Npy.read(Path.of(text)), text);
    }
  }
}
