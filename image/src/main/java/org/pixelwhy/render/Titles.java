package org.pixelwhy.render;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Titles that stand side by side, shortened to the room there is, no two to the same text. */
final class Titles {
  private Titles() {}

  /**
   * The titles, each shortened in the middle; those that would look alike then begin where they
   * differ. Where that is not enough, they are numbered.
   */
  static List<String> shortened(List<String> titles, int room, int scale) {
    Map<String, String> shown = new LinkedHashMap<>();
    groups(titles, room, scale)
        .values()
        .forEach(
            alike -> {
              int common = alike.size() > 1 ? commonStart(alike) : 0;
              for (String title : alike) {
                String rest = common > 4 ? "\u2026" + title.substring(common) : title;
                shown.put(title, Canvas.shortened(rest, room, scale));
              }
            });
    Set<String> taken = new HashSet<>();
    int number = 1;
    for (Map.Entry<String, String> entry : shown.entrySet()) {
      while (!taken.add(entry.getValue())) {
        number++;
        entry.setValue(Canvas.shortened(number + ": " + entry.getKey(), room, scale));
      }
    }
    return titles.stream().map(shown::get).toList();
  }

  /** Different titles by what they would be shortened to. */
  private static Map<String, Set<String>> groups(List<String> titles, int room, int scale) {
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    for (String title : titles) {
      String text = Canvas.shortened(title, room, scale);
      groups.computeIfAbsent(text, key -> new LinkedHashSet<>()).add(title);
    }
    return groups;
  }

  /** How many characters all begin with. */
  private static int commonStart(Set<String> titles) {
    List<String> all = new ArrayList<>(titles);
    String first = all.get(0);
    int common = first.length();
    for (String title : all) {
      int i = 0;
      while (i < Math.min(common, title.length()) && title.charAt(i) == first.charAt(i)) {
        i++;
      }
      common = i;
    }
    return common;
  }
}
