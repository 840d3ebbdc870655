package org.pixelwhy.spark.job;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.pixelwhy.catalogue.ScoreCatalogue;
import org.pixelwhy.spark.result.ImageRecord;
import org.pixelwhy.spark.result.ImageRecord.MapRecord;
import org.pixelwhy.spark.result.ImageRecord.ScoreRecord;
import org.pixelwhy.statistics.Summary;
import org.pixelwhy.study.comparison.Standing;

/**
 * How methods stand by their scores over all images: the driver gathers a number for each map and
 * score, in the order of the images, and asks what one machine asks.
 */
final class MethodRanking {
  private MethodRanking() {}

  /**
   * The scores of one image.
   *
   * @param target that was asked about
   * @param dice with the ground truth; NaN where there is none
   * @param titles of its maps
   * @param values of each map the scores, in the order of the request; NaN where one does not apply
   * @param reasons why it does not, where it does not
   */
  private record Scores(
      int position,
      String target,
      double dice,
      String[] titles,
      double[][] values,
      String[][] reasons)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** The ranking by the scores of the request. */
  static Ranking of(JavaRDD<Digest> shards, List<String> scores) {
    List<Scores> images = new ArrayList<>(shards.flatMap(MethodRanking::scores).collect());
    images.sort(Comparator.comparingInt(Scores::position));
    Map<String, List<Scores>> byTarget = new TreeMap<>();
    images.forEach(
        image -> byTarget.computeIfAbsent(image.target(), key -> new ArrayList<>()).add(image));
    Map<String, Ranking.OfTarget> targets = new LinkedHashMap<>();
    byTarget.forEach(
        (target, own) ->
            targets.put(target, new Ranking.OfTarget(standings(own, scores), dice(own))));
    return new Ranking(standings(images, scores), dice(images), targets);
  }

  private static Summary dice(List<Scores> images) {
    return Summary.of(
        images.stream().mapToDouble(Scores::dice).filter(dice -> !Double.isNaN(dice)).toArray());
  }

  /** The standings, one for each score. */
  private static List<Standing> standings(List<Scores> images, List<String> scores) {
    Set<String> titles = new LinkedHashSet<>();
    images.forEach(image -> titles.addAll(Arrays.asList(image.titles())));
    List<Standing> standings = new ArrayList<>();
    for (int k = 0; k < scores.size(); k++) {
      int score = k;
      standings.add(
          Standing.ofColumns(
              ScoreCatalogue.score(scores.get(k)),
              titles.stream().map(title -> column(images, title, score)).toList()));
    }
    return standings;
  }

  private static Iterator<Scores> scores(Digest digest) throws IOException {
    // Reasons repeat: each is held once.
    Map<String, String> known = new LinkedHashMap<>();
    List<Scores> all = new ArrayList<>();
    for (Digest.Kept image : digest.images()) {
      if (!image.explained()) {
        continue;
      }
      ImageRecord record = image.record();
      List<MapRecord> maps = record.maps();
      all.add(
          new Scores(
              image.outcome().position(),
              known.computeIfAbsent(record.target(), target -> target),
              record.dice(),
              maps.stream()
                  .map(map -> known.computeIfAbsent(map.title(), title -> title))
                  .toArray(String[]::new),
              maps.stream().map(MethodRanking::values).toArray(double[][]::new),
              maps.stream().map(map -> reasons(map, known)).toArray(String[][]::new)));
    }
    return all.iterator();
  }

  private static double[] values(MapRecord map) {
    return map.scores().stream().mapToDouble(score -> score.value().orElse(Double.NaN)).toArray();
  }

  /** Empty where all scores apply. */
  private static String[] reasons(MapRecord map, Map<String, String> known) {
    boolean all = map.scores().stream().allMatch(score -> score.value().isPresent());
    return all
        ? new String[0]
        : map.scores().stream()
            .map(ScoreRecord::why)
            .map(why -> known.computeIfAbsent(why, text -> text))
            .toArray(String[]::new);
  }

  private static Standing.Column column(List<Scores> images, String title, int score) {
    double[] values = new double[images.size()];
    Arrays.fill(values, Double.NaN);
    int refused = 0;
    String reason = "";
    for (int i = 0; i < values.length; i++) {
      Scores image = images.get(i);
      int map = Arrays.asList(image.titles()).indexOf(title);
      if (map < 0) {
        continue;
      }
      values[i] = image.values()[map][score];
      if (Double.isNaN(values[i])) {
        reason = refused == 0 ? image.reasons()[map][score] : reason;
        refused++;
      }
    }
    return new Standing.Column(title, values, refused, reason);
  }
}
