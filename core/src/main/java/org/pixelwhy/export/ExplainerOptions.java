package org.pixelwhy.export;

import java.util.Objects;
import java.util.Optional;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.target.Target;
import org.pixelwhy.tensor.Shape;

/**
 * What an explainer is made for.
 *
 * @param input shape of the network's input, {@code [1,C,H,W]}; volumes likewise
 * @param target what is asked about every image; where there is none, whatever the explainer's
 *     second input says: the weights W {@code [1,K,H',W']} themselves
 * @param reduction how the target's pixels become one number; without meaning for a seed
 * @param on which output is asked about
 * @param preprocessing whether the explainer takes pictures, and preprocesses them itself
 */
public record ExplainerOptions(
    Shape input,
    Optional<Target> target,
    Reduction reduction,
    OutputSpace on,
    boolean preprocessing) {
  public ExplainerOptions {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(reduction, "reduction");
    Objects.requireNonNull(on, "on");
    on = target.flatMap(Target::reads).orElse(on);
  }
}
