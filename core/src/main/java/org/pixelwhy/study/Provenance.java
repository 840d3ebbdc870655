package org.pixelwhy.study;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
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
      Engine engine, SegmentationModel model, FileHashes hashes, Instant started) {
    Map<String, String> versions =
        Map.of(
            "pixelwhy", Version.current(),
            "onnxruntime", engine.version(),
            "java", Runtime.version().toString());
    double seconds = Duration.between(started, Instant.now()).toNanos() / 1e9;
    return new Provenance(model.hash(), hashes.byName(), versions, started, seconds);
  }

  /** The same work, for which more files were read. */
  public Provenance with(FileHashes more) {
    Map<String, String> all = new LinkedHashMap<>(imageHashes);
    all.putAll(more.byName());
    return new Provenance(modelHash, all, versions, started, seconds);
  }
}
