package org.pixelwhy.model;

import java.util.List;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.InputException;

/**
 * A segmentation network in one fixed form: image in as {@code [N,C,H,W]} (or {@code [N,C,D,H,W]}),
 * logits and probabilities out as {@code [N,K,H',W']}.
 *
 * <p>Whatever the file looked like (channels last, squeezed axes, Sigmoid in the graph or not),
 * {@link ModelPreparation} has brought it into this form by rewriting the graph.
 *
 * @param graph the rewritten graph; its outputs are {@code logits} and {@code probabilities}
 * @param input name of the image's tensor
 * @param logits name of the tensor before the final activation
 * @param probabilities name of the tensor after it
 * @param decision how masks are read off
 * @param classNames one name per class
 * @param hash SHA-256 of the file, for provenance
 * @param notes what was found or guessed about the model, for the report
 */
public record SegmentationModel(
    Graph graph,
    String input,
    String logits,
    String probabilities,
    Decision decision,
    List<String> classNames,
    String hash,
    List<String> notes) {
  public SegmentationModel {
    classNames = List.copyOf(classNames);
    notes = List.copyOf(notes);
  }

  /** Name of the tensor that targets read. */
  public String output(OutputSpace space) {
    return space == OutputSpace.LOGITS ? logits : probabilities;
  }

  /**
   * The index of a class given by name or number.
   *
   * @throws InputException if there is none, with the nearest names
   */
  public int classIndex(String nameOrNumber) {
    int byName = classNames.indexOf(nameOrNumber);
    if (byName >= 0) {
      return byName;
    }
    try {
      int index = Integer.parseInt(nameOrNumber.strip());
      if (index >= 0 && index < classNames.size()) {
        return index;
      }
    } catch (NumberFormatException e) {
      // No number: reported below like a number that is out of range.
    }
    throw new InputException(
        "unknown class '%s'; the network has %d classes: %s"
            .formatted(nameOrNumber, classNames.size(), abbreviated()));
  }

  private String abbreviated() {
    return classNames.size() <= 20
        ? String.join(", ", classNames)
        : String.join(", ", classNames.subList(0, 20)) + ", ...";
  }
}
