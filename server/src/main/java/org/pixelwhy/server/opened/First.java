package org.pixelwhy.server.opened;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The order of lists: some come first. */
final class First {
  private First() {}

  /** Those that are named, in their order, then the others as they were. */
  static <T> List<T> sorted(List<T> all, Function<T, String> id, List<String> first) {
    return all.stream()
        .sorted(
            Comparator.comparingInt(
                each -> {
                  int place = first.indexOf(id.apply(each));
                  return place < 0 ? Integer.MAX_VALUE : place;
                }))
        .toList();
  }
}
