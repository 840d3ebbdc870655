package org.pixelwhy;

import java.util.List;
import java.util.stream.Collectors;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;

/**
 * What came of asking: one map for each target, method and layer.
 *
 * @param maps in the order of targets, then methods
 * @param warnings what may make them misleading, those of each map included
 */
public record Answers(List<Explanation> maps, List<String> warnings) {
  public Answers {
    maps = List.copyOf(maps);
    warnings = List.copyOf(warnings);
  }

  /**
   * The only map.
   *
   * @throws InputException if there are several
   */
  public Explanation map() {
    if (maps.size() != 1) {
      throw new InputException(
          Text.format(
              "%d maps answer: %s; take them all, or those of one method", maps.size(), names()));
    }
    return maps.get(0);
  }

  private String names() {
    return maps.stream().map(Explanation::title).collect(Collectors.joining(", "));
  }

  /**
   * The maps of a method, one or more.
   *
   * @throws InputException if there is none
   */
  public List<Explanation> by(String method) {
    List<Explanation> found = maps.stream().filter(map -> map.method().equals(method)).toList();
    if (found.isEmpty()) {
      List<String> methods = maps.stream().map(Explanation::method).distinct().toList();
      throw new InputException(
          Text.format("no map by '%s'.%s", method, NearestNames.suggest(method, methods)));
    }
    return found;
  }

  /** The maps that show nothing: each has a warning that says why that may be. */
  public List<Explanation> blank() {
    return maps.stream().filter(Explanation::isBlank).toList();
  }

  /** A line for each map, and one for each warning. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    maps.forEach(map -> text.append(map).append('\n'));
    warnings.forEach(warning -> text.append("warning: ").append(warning).append('\n'));
    return text.toString();
  }
}
