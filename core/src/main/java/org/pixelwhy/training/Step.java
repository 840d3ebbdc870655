package org.pixelwhy.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/**
 * One step of training.
 *
 * @param objective what it minimises
 * @param feeds tensors by name: the images under the name of the network's input, and what the
 *     objective reads beside them
 */
public record Step(Objective objective, Map<String, Tensor> feeds) {
  public Step {
    Objects.requireNonNull(objective, "objective");
    feeds = Collections.unmodifiableMap(new LinkedHashMap<>(feeds));
  }

  /** What steps have in common that one program serves. */
  Kind kind() {
    return new Kind(
        objective,
        feeds.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, feed -> feed.getValue().tensorType())));
  }

  /** An objective, and types and shapes of what is fed. */
  record Kind(Objective objective, Map<String, TensorType> feeds) {}
}
