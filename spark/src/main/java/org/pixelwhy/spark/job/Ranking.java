package org.pixelwhy.spark.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.pixelwhy.statistics.Summary;
import org.pixelwhy.study.comparison.Standing;
import org.pixelwhy.study.output.CsvTable;

/**
 * How methods stand over all images, and over those of each target where there are several.
 *
 * @param all over all images, one for each score
 * @param dice of the predicted masks with the ground truth over all images that have one
 * @param targets each with its own images
 */
public record Ranking(List<Standing> all, Summary dice, Map<String, OfTarget> targets) {
  /** Where methods are not compared. */
  static final Ranking NONE = new Ranking(List.of(), Summary.of(new double[0]), Map.of());

  /** The images of one target. */
  public record OfTarget(List<Standing> standings, Summary dice) {
    public OfTarget {
      standings = List.copyOf(standings);
    }
  }

  public Ranking {
    all = List.copyOf(all);
    targets = new LinkedHashMap<>(targets);
  }

  /** Whether images are asked about different targets. */
  public boolean hasSeveralTargets() {
    return targets.size() > 1;
  }

  /** The table of all targets, scores and methods; of the Dice a row without a method. */
  String csv() {
    return CsvTable.text(
        List.of("target", "score", "method", "rank", "mean", "deviation", "images"),
        table -> {
          for (Map.Entry<String, OfTarget> target : targets.entrySet()) {
            if (target.getValue().dice().n() > 0) {
              table.row(row(target.getKey(), "dice", "", "", target.getValue().dice()));
            }
            for (Standing standing : target.getValue().standings()) {
              for (Standing.Place place : standing.places()) {
                String rank = place.rank().isPresent() ? place.rankText() : "";
                table.row(
                    row(
                        target.getKey(),
                        standing.score().id(),
                        place.title(),
                        rank,
                        place.summary()));
              }
            }
          }
        });
  }

  private static List<String> row(
      String target, String score, String method, String rank, Summary summary) {
    List<String> row = new ArrayList<>(List.of(target, score, method, rank));
    row.add(number(summary.mean()));
    row.add(number(summary.deviation()));
    row.add(Integer.toString(summary.n()));
    return row;
  }

  private static String number(double value) {
    return CsvTable.number(Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value));
  }
}
