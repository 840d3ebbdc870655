package org.pixelwhy.study;

import java.time.Instant;
import java.util.Map;

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
}
