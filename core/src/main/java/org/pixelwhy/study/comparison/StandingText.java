package org.pixelwhy.study.comparison;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.statistics.Summary;
import org.pixelwhy.tensor.Text;

/** How methods stand, as lines of text: what a command prints. */
public final class StandingText {
  private StandingText() {}

  /** The lines; before each score an empty one. */
  public static List<String> lines(List<Standing> standings) {
    int width =
        standings.stream()
            .flatMap(standing -> standing.places().stream())
            .mapToInt(place -> place.title().length())
            .max()
            .orElse(1);
    List<String> lines = new ArrayList<>();
    for (Standing standing : standings) {
      lines.add("");
      lines.add(Text.format("%s (%s)", standing.score().title(), standing.score().direction()));
      standing.ranked().forEach(place -> lines.add(place(place, width)));
      standing.places().stream()
          .filter(place -> place.rank().isEmpty())
          .forEach(place -> lines.add(Text.format("   - %s: %s", place.title(), place.note())));
    }
    return lines;
  }

  /** What Dice with the ground truth is. */
  public static String dice(Summary dice) {
    return Text.format("Dice with the masks: %.4f +- %.4f", dice.mean(), dice.deviation());
  }

  private static String place(Standing.Place place, int width) {
    Summary summary = place.summary();
    return Text.format(
        "%4s  %-" + width + "s  %.4g +- %.4g (n = %d)",
        place.rankText(),
        place.title(),
        summary.mean(),
        summary.deviation(),
        summary.n());
  }
}
