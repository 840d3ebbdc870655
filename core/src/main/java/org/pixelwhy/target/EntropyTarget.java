package org.pixelwhy.target;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.card.Decision;

/**
 * How undecided the network is: the entropy of its class probabilities at another target's pixels,
 * or at every pixel of the image.
 *
 * <p>Where classes exclude each other the entropy is that of all of them, whichever class the other
 * target is about; else that of the class's own yes or no.
 *
 * @param where the pixels; every one where this is empty
 */
public record EntropyTarget(Optional<Target> where) implements Target {
  static final TargetKind KIND =
      new TargetKind(
          "entropy",
          "entropy[:TARGET]",
          "how undecided the network is there, or at every pixel",
          "entropy:rectangle:10,20,60,40",
          EntropyTarget::parse);

  public EntropyTarget {
    Objects.requireNonNull(where, "where");
  }

  /** At another target's pixels. */
  public static EntropyTarget at(Target where) {
    return new EntropyTarget(Optional.of(where));
  }

  private static EntropyTarget parse(TargetText text) {
    return text.rest().isBlank()
        ? new EntropyTarget(Optional.empty())
        : at(TargetKinds.standard().parse(text.rest()));
  }

  @Override
  public Optional<OutputSpace> reads() {
    return Optional.of(OutputSpace.ENTROPY);
  }

  @Override
  public FixedTarget resolve(Prediction prediction) {
    if (where.isPresent()) {
      FixedTarget there = where.get().resolve(prediction);
      String description = "entropy: " + there.description();
      return FixedTarget.of(this, there.pixels(), there.classIndex(), description);
    }
    boolean exclusive = prediction.decision() == Decision.ARGMAX;
    int channel = exclusive ? 0 : ClassChoice.OPEN.orLargest(prediction);
    String of = exclusive ? "" : ", class " + prediction.describe(channel);
    return FixedTarget.of(this, prediction.inside(), channel, "entropy: whole image" + of);
  }

  @Override
  public TargetNodes append(TargetGraph graph) {
    if (where.isPresent()) {
      return where.get().append(graph);
    }
    String channel = graph.isExclusive() ? graph.channel(0) : graph.orLargest(ClassChoice.OPEN);
    return new TargetNodes(graph.image(), channel);
  }

  @Override
  public ClassChoice choice() {
    return where.map(Target::choice).orElse(ClassChoice.OPEN);
  }

  @Override
  public EntropyTarget moved(Function<Path, String> place) {
    return new EntropyTarget(where.map(target -> target.moved(place)));
  }

  @Override
  public boolean isSegment() {
    return where.map(Target::isSegment).orElse(false);
  }

  @Override
  public String toString() {
    return "entropy" + where.map(target -> ":" + target).orElse("");
  }
}
