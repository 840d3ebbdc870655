package org.pixelwhy.model.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.Tensor;

/**
 * The programs of a backward half, which run one after the other, each on what the forward pass and
 * those before it gave: one, unless forward values are computed again for want of memory.
 *
 * @param recomputes whether they compute forward values again
 */
record BackwardParts(List<Part> parts, boolean recomputes) implements AutoCloseable {
  /**
   * One of them.
   *
   * @param inputs names of what it reads
   */
  record Part(Set<String> inputs, LazyProgram program) {}

  BackwardParts {
    parts = List.copyOf(parts);
  }

  /** All of it in one program. */
  static BackwardParts whole(LazyProgram program) {
    return new BackwardParts(List.of(new Part(Set.of(), program)), false);
  }

  /** The one program of all of it, where nothing is computed again. */
  Program program() {
    if (recomputes) {
      throw new IllegalStateException("this backward half is " + parts.size() + " programs");
    }
    return parts.get(0).program().get();
  }

  void compile() {
    parts.forEach(part -> part.program().get());
  }

  /**
   * Runs all of them; what one gives is freed where no later one reads it.
   *
   * @param given what the forward pass read and gave, and the seed; stays its owner's property
   * @param outputs names of what is wanted
   */
  Map<String, Tensor> run(Map<String, NativeTensor> given, Collection<String> outputs) {
    Map<String, NativeTensor> feeds = new HashMap<>(given);
    Map<String, NativeTensor> made = new HashMap<>();
    Map<String, Tensor> results = new HashMap<>();
    try {
      for (int i = 0; i < parts.size(); i++) {
        Map<String, NativeTensor> gave = parts.get(i).program().get().call(feeds).asMap();
        made.putAll(gave);
        feeds.putAll(gave);
        outputs.stream()
            .filter(gave::containsKey)
            .forEach(name -> results.put(name, gave.get(name).toTensor()));
        Set<String> needed = new HashSet<>();
        parts.subList(i + 1, parts.size()).forEach(part -> needed.addAll(part.inputs()));
        free(made, needed);
      }
      return results;
    } finally {
      free(made, Set.of());
    }
  }

  private static void free(Map<String, NativeTensor> made, Set<String> needed) {
    Set<String> free =
        made.keySet().stream().filter(name -> !needed.contains(name)).collect(Collectors.toSet());
    free.forEach(name -> made.remove(name).close());
  }

  @Override
  public void close() {
    parts.forEach(part -> part.program().close());
  }
}
