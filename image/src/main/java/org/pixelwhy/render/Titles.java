package org.pixelwhy.render;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Titles that stand side by side, shortened to the room there is, no two to the same text. */
public final class Titles {
  private Titles() {}

  /**
   * The titles, each shortened in the middle; those that would look alike then begin where they
   * differ. Where that is not enough, they are numbered. Equal titles stay equal.
   *
   * @param room how wide each may be
   * @param size of the font, in the unit of the room
   */
  public static List<String> shortened(List<String> titles, double room, double size) {
    Map<String, String> shown = new LinkedHashMap<>();
    groups(titles, room, size)
        .values()
        .forEach(
            alike -> {
              int common = alike.size() > 1 ? commonStart(alike) : 0;
              for (String title : alike) {
                String rest = common > 4 ? "\u2026" + title.substring(common) : title;
                shown.put(title, Lettering.shortened(rest, room, size));
              }
            });
    Set<String> taken = new HashSet<>();
    int number = 1;
    for (Map.Entry<String, String> entry : shown.entrySet()) {
      while (!taken.add(entry.getValue())) {
        number++;
        entry.setValue(Lettering.shortened(number + ": " + entry.getKey(), room, size));
      }
    }
    return titles.stream().map(shown::get).toList();
  }

  /** Different titles by what they would be shortened to. */
  private static Map<String, Set<String>> groups(List<String> titles, double room, double size) {
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    for (String title : titles) {
      String text = Lettering.shortened(title, room, size);
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
