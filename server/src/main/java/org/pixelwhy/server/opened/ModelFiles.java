package org.pixelwhy.server.opened;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.pixelwhy.model.card.ModelCardYaml;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.server.store.Blobs;
import org.pixelwhy.server.store.Blobs.Held;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.InputException;

/** What is kept of a model of this machine that whoever started the server named. */
final class ModelFiles {
  private ModelFiles() {}

  /** What whoever named it stated about it. */
  static PartialCard stated(ModelSource source) {
    return source
        .card()
        .map(file -> source.stated().orElse(ModelCardYaml.read(file)))
        .orElse(source.stated());
  }

  private static boolean isOneFile(ModelSource source) {
    String name = source.file().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".onnx")
        && source.inputs().isEmpty()
        && Files.isRegularFile(source.file());
  }

  /** Whether a network that can be read from its place can be read from its file's bytes alone. */
  private static boolean isWhole(Path file) {
    try {
      OnnxReader.read(Files.readAllBytes(file));
      return true;
    } catch (InputException e) {
      // Its tensors lie in other files, which a copy would not find.
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A copy of its file, where that is all of it. What is there already was whole; only what is new
   * is read once more, to find out.
   */
  static Optional<Held> copied(Blobs blobs, ModelSource source, String hash) {
    if (!isOneFile(source)) {
      return Optional.empty();
    }
    Optional<Held> known = blobs.known(hash);
    return known.isEmpty() && isWhole(source.file())
        ? Optional.of(blobs.put(source.file()))
        : known;
  }
}
