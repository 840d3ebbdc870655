package org.pixelwhy.study.comparison;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.study.comparison.ComparisonResult.ScoredImage;
import org.pixelwhy.study.comparison.ComparisonResult.ScoredMap;
import org.pixelwhy.study.output.CsvTable;

/** The scores of every map of every image as a table (RFC 4180). */
public final class ComparisonCsv {
  private ComparisonCsv() {}

  /** Columns image, target, dice where there is a ground truth, method, layer, and each score. */
  public static String text(ComparisonResult result) {
    boolean truth = result.request().masks().isPresent();
    List<String> header = new ArrayList<>(List.of("image", "target"));
    if (truth) {
      header.add("dice");
    }
    header.addAll(List.of("method", "layer"));
    header.addAll(result.request().explain().scores());
    return CsvTable.text(
        header,
        table -> {
          for (ScoredImage image : result.images()) {
            for (ScoredMap map : image.maps()) {
              table.row(row(image, map, truth));
            }
          }
        });
  }

  private static List<String> row(ScoredImage image, ScoredMap map, boolean truth) {
    List<String> row = new ArrayList<>(List.of(image.source().name(), image.target()));
    if (truth) {
      row.add(CsvTable.number(image.dice()));
    }
    row.addAll(List.of(map.method().id(), map.layer()));
    map.scores().forEach(score -> row.add(CsvTable.number(score.value())));
    return row;
  }
}
