package org.pixelwhy.model.card;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a bioimage.io package says.
 *
 * @param card what it states of input and output
 * @param weights the ONNX file
 * @param testInput an input as it is before preprocessing, {@code .npy}
 * @param testOutput what the model makes of the test input, after postprocessing, {@code .npy}
 * @param postprocessing steps from the ONNX file's output to the test output
 * @param notes what a user should know
 */
public record BioImageIoPackage(
    PartialCard card,
    Path weights,
    Optional<Path> testInput,
    Optional<Path> testOutput,
    List<Step> postprocessing,
    List<String> notes) {
  public BioImageIoPackage {
    postprocessing = List.copyOf(postprocessing);
    notes = List.copyOf(notes);
  }
}
