package org.pixelwhy.study;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.runtime.Engine;

/**
 * Enough to run it again.
 *
 * @param modelHash SHA-256 of the ONNX file
 * @param imageHashes SHA-256 of what each image is read from, and of each file that an option
 *     names, by its name
 * @param versions of PixelWhy, ONNX Runtime and Java
 * @param started when the work began
 * @param seconds how long it took, the model's loading included
 */
public record Provenance(
    String modelHash,
    Map<String, String> imageHashes,
    Map<String, String> versions,
    Instant started,
    double seconds) {
  public Provenance {
    imageHashes = Map.copyOf(imageHashes);
    versions = Map.copyOf(versions);
  }

  /** Of work that ends now. */
  public static Provenance of(
      Engine engine, SegmentationModel model, List<ImageSource> sources, Instant started) {
    Map<String, String> hashes = new LinkedHashMap<>();
    // Slices of one volume are read from the same files, which are hashed once.
    Map<Path, String> known = new HashMap<>();
    for (ImageSource source : sources) {
      String hash =
          source
              .path()
              .map(path -> known.computeIfAbsent(path, key -> InputFile.hash(source)))
              .orElseGet(() -> InputFile.hash(source));
      hashes.put(source.name(), hash);
    }
    Map<String, String> versions =
        Map.of(
            "pixelwhy", Version.current(),
            "onnxruntime", engine.version(),
            "java", Runtime.version().toString());
    double seconds = Duration.between(started, Instant.now()).toNanos() / 1e9;
    return new Provenance(model.hash(), hashes, versions, started, seconds);
  }
}
