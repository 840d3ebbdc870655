package org.pixelwhy.target;

import java.util.Objects;
import java.util.function.Function;

/**
 * A kind of target, as users write it.
 *
 * @param id what its text begins with, such as {@code pixel}
 * @param notation its text with names for what varies, such as {@code pixel:X,Y[:CLASS]}
 * @param summary what it is, in a few words
 * @param example a text, for messages
 * @param parser makes a target of what follows the identifier
 */
public record TargetKind(
    String id,
    String notation,
    String summary,
    String example,
    Function<TargetText, Target> parser) {
  public TargetKind {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(notation, "notation");
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(example, "example");
    Objects.requireNonNull(parser, "parser");
  }
}
