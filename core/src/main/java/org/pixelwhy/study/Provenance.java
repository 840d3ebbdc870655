package org.pixelwhy.study;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.runtime.Engine;

/**
 * Enough to run it again.
 *
 * @param modelHash SHA-256 of the ONNX file
 * @param imageHashes SHA-256 of each image file, and of each that an option names, by its path
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
      Engine engine, SegmentationModel model, List<Path> files, Instant started) {
    Map<String, String> hashes = new LinkedHashMap<>();
    files.forEach(file -> hashes.put(file.toString(), InputFile.hash(file)));
    Map<String, String> versions =
        Map.of(
            "pixelwhy", Version.current(),
            "onnxruntime", engine.version(),
            "java", Runtime.version().toString());
    double seconds = Duration.between(started, Instant.now()).toNanos() / 1e9;
    return new Provenance(model.hash(), hashes, versions, started, seconds);
  }
}
