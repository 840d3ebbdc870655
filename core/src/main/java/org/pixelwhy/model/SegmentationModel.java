package org.pixelwhy.model;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.Quantised;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.rule.StraightThrough;
import org.pixelwhy.onnx.graph.Graph;

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
 * @param card what input and output mean
 * @param hash SHA-256 of the file, for provenance
 * @param notes what was found or changed, for the report; guesses are in the card
 */
public record SegmentationModel(
    Graph graph,
    String input,
    String logits,
    String probabilities,
    Decision decision,
    ModelCard card,
    String hash,
    List<String> notes) {
  public SegmentationModel {
    notes = List.copyOf(notes);
  }

  /** One name per class. */
  public List<String> classNames() {
    return card.classNames();
  }

  /** The class that is not an object of its own, if there is one. */
  public OptionalInt background() {
    return card.background();
  }

  /** How the output for an image that lies so in the input is read. */
  public Reading reading(Geometry geometry) {
    return new Reading(classNames(), background(), decision, geometry);
  }

  /** Rules of a method as this model has them: with or without gradients through rounding. */
  public RuleSet rules(RuleSet rules) {
    return card.quantised() == Quantised.STRAIGHT_THROUGH ? StraightThrough.over(rules) : rules;
  }

  /**
   * Name of the tensor that targets read; that of the entropy is in the graph only where {@link
   * Entropy#append} has put it.
   */
  public String output(OutputSpace space) {
    return switch (space) {
      case LOGITS -> logits;
      case PROBABILITIES -> probabilities;
      case ENTROPY -> "entropy:" + logits;
    };
  }

  /** Names of the tensors of this graph that an output is, or is computed from. */
  public Set<String> sources(OutputSpace space) {
    return space == OutputSpace.ENTROPY ? Set.of(logits, probabilities) : Set.of(output(space));
  }
}
