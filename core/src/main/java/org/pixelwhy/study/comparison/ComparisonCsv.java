package org.pixelwhy.study.comparison;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.pixelwhy.study.comparison.ComparisonResult.ScoredImage;
import org.pixelwhy.study.comparison.ComparisonResult.ScoredMap;
import org.pixelwhy.tensor.Text;

/** The scores of every map of every image as a table (RFC 4180). */
public final class ComparisonCsv {
  private ComparisonCsv() {}

  /** Columns image, target, dice where there is a ground truth, method, layer, and each score. */
  public static String text(ComparisonResult result) {
    boolean truth = result.request().masks().isPresent();
    StringWriter text = new StringWriter();
    try (SequenceWriter csv = new CsvMapper().writer().writeValues(text)) {
      List<String> header = new ArrayList<>(List.of("image", "target"));
      if (truth) {
        header.add("dice");
      }
      header.addAll(List.of("method", "layer"));
      header.addAll(result.request().explain().scores());
      csv.write(header);
      for (ScoredImage image : result.images()) {
        for (ScoredMap map : image.maps()) {
          csv.write(row(image, map, truth));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can always be written", e);
    }
    return text.toString();
  }

  private static List<String> row(ScoredImage image, ScoredMap map, boolean truth) {
    List<String> row = new ArrayList<>(List.of(image.source().name(), image.target()));
    if (truth) {
      row.add(number(image.dice()));
    }
    row.addAll(List.of(map.method().id(), map.layer()));
    map.scores().forEach(score -> row.add(number(score.value())));
    return row.stream().map(Text::printable).toList();
  }

  /** All digits; empty where there is no value. */
  private static String number(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
  }
}
