package org.pixelwhy.study.output;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.pixelwhy.image.Grid;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.LayerStudy;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.tensor.Text;

/**
 * All numbers of a result as one long table (RFC 4180), an image at a time: a row for each number,
 * with what it is of. Coordinates are the original image's. Times are left out, so that the same
 * request gives the same table.
 */
public final class NumbersCsv implements AutoCloseable {
  private static final List<String> HEADER =
      List.of("image", "target", "method", "layer", "part", "quantity", "value");

  private final SequenceWriter csv;
  private final SegmentationModel model;

  /**
   * Begins the table.
   *
   * @param out closed together with this
   */
  public NumbersCsv(Writer out, SegmentationModel model) throws IOException {
    this.csv = new CsvMapper().writer().writeValues(out);
    this.model = model;
    csv.write(HEADER);
  }

  /** Of whom numbers are: the first five columns. */
  private record Of(String image, String target, String method, String layer, String part) {}

  /** Adds all numbers of one image. */
  public void image(ImageResult image) throws IOException {
    String name = image.source().name();
    Of whole = new Of(name, "", "", "", "");
    for (int k = 0; k < image.masks().size(); k++) {
      String predicted = "predicted pixels of the image: " + model.classNames().get(k);
      row(whole, predicted, image.masks().get(k).count());
    }
    for (TargetResult target : image.targets()) {
      Of asked = new Of(name, target.spec().toString(), "", "", "");
      row(asked, "output pixels", target.pixels());
      row(asked, "value", target.value());
      for (MapResult map : target.maps()) {
        map(asked, map);
      }
      for (LayerStudy study : target.layerStudies()) {
        study(asked, study);
      }
    }
    csv.flush();
  }

  private void map(Of asked, MapResult map) throws IOException {
    String layer = map.attribution().layer();
    String part = map.attribution().extras().part();
    Of own = new Of(asked.image(), asked.target(), map.method().id(), layer, part);
    MapStatistics numbers = MapStatistics.of(map.attribution());
    row(own, "min", numbers.min());
    row(own, "max", numbers.max());
    row(own, "mean", numbers.mean());
    row(own, "positive share", numbers.positiveShare());
    row(own, "values not finite", numbers.notFinite());
    Grid grid = map.grid();
    OptionalInt strongest = MapStatistics.strongest(grid);
    if (strongest.isPresent()) {
      row(own, "strongest at x", strongest.getAsInt() % grid.width());
      row(own, "strongest at y", strongest.getAsInt() / grid.width());
    }
    if (map.attribution().extras().course().isPresent()) {
      row(own, "forward passes", map.attribution().extras().course().get().passes());
    }
    for (var score : map.scores()) {
      row(own, score.score().id(), score.value().orElse(Double.NaN));
    }
  }

  private void study(Of asked, LayerStudy study) throws IOException {
    for (LayerStudy.Row row : study.rows()) {
      String layer = row.layer().tensor();
      Of own = new Of(asked.image(), asked.target(), study.method().id(), layer, "");
      shares(own, "positive", row.positive());
      shares(own, "negative", row.negative());
    }
  }

  private void shares(Of own, String sign, LayerStudy.Shares shares) throws IOException {
    row(own, sign + " share inside the segment", shares.inside());
    row(own, sign + " share on its border", shares.border());
    row(own, sign + " share outside", shares.outside());
  }

  private void row(Of own, String quantity, long value) throws IOException {
    row(own, quantity, Long.toString(value));
  }

  /** All digits; empty where there is no value. */
  private void row(Of own, String quantity, double value) throws IOException {
    row(own, quantity, Double.isNaN(value) ? "" : Double.toString(value));
  }

  private void row(Of own, String quantity, String value) throws IOException {
    List<String> row =
        new ArrayList<>(List.of(own.image(), own.target(), own.method(), own.layer(), own.part()));
    row.add(quantity);
    row.add(value);
    csv.write(row.stream().map(Text::printable).toList());
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
