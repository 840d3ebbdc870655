package org.pixelwhy.study.output;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.pixelwhy.image.Grid;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.LayerStudy;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;

/**
 * One number of a result, with what it is of. Coordinates are the original image's; times are left
 * out, so that the same request gives the same numbers.
 *
 * @param target as it was asked for; empty where the number is of the image
 * @param method its identifier; empty where the number is of no map
 * @param layer empty where the method looks at none
 * @param part of the method's answer; empty where that has none
 * @param quantity what is measured, in words, or a score's identifier
 * @param value NaN where there is none
 * @param whole whether it is a whole number
 */
public record NumberRow(
    String target,
    String method,
    String layer,
    String part,
    String quantity,
    double value,
    boolean whole) {
  /** All numbers of one image. */
  public static List<NumberRow> of(ImageResult image, SegmentationModel model) {
    Rows rows = new Rows();
    Of whole = new Of("", "", "", "");
    for (int k = 0; k < image.masks().size(); k++) {
      String predicted = "predicted pixels of the image: " + model.classNames().get(k);
      rows.add(whole, predicted, image.masks().get(k).count());
    }
    for (TargetResult target : image.targets()) {
      Of asked = new Of(target.spec().toString(), "", "", "");
      rows.add(asked, "output pixels", target.pixels());
      rows.add(asked, "value", target.value());
      for (MapResult map : target.maps()) {
        rows.map(asked, map);
      }
      for (LayerStudy study : target.layerStudies()) {
        rows.study(asked, study);
      }
    }
    return List.copyOf(rows.all);
  }

  /** All digits; empty where there is no value. */
  public String text() {
    if (Double.isNaN(value)) {
      return "";
    }
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  /** Of whom numbers are. */
  private record Of(String target, String method, String layer, String part) {}

  /** Collects rows. */
  private static final class Rows {
    private final List<NumberRow> all = new ArrayList<>();

    void map(Of asked, MapResult map) {
      String layer = map.attribution().layer();
      String part = map.attribution().extras().part();
      Of own = new Of(asked.target(), map.method().id(), layer, part);
      MapStatistics numbers = MapStatistics.of(map.attribution());
      add(own, "min", numbers.min());
      add(own, "max", numbers.max());
      add(own, "mean", numbers.mean());
      add(own, "positive share", numbers.positiveShare());
      add(own, "values not finite", numbers.notFinite());
      Grid grid = map.grid();
      OptionalInt strongest = MapStatistics.strongest(grid);
      if (strongest.isPresent()) {
        add(own, "strongest at x", strongest.getAsInt() % grid.width());
        add(own, "strongest at y", strongest.getAsInt() / grid.width());
      }
      if (map.attribution().extras().course().isPresent()) {
        add(own, "forward passes", map.attribution().extras().course().get().passes());
      }
      for (var score : map.scores()) {
        add(own, score.score().id(), score.value().orElse(Double.NaN));
      }
    }

    void study(Of asked, LayerStudy study) {
      for (LayerStudy.Row row : study.rows()) {
        String layer = row.layer().tensor();
        Of own = new Of(asked.target(), study.method().id(), layer, "");
        shares(own, "positive", row.positive());
        shares(own, "negative", row.negative());
      }
    }

    private void shares(Of own, String sign, LayerStudy.Shares shares) {
      add(own, sign + " share inside the segment", shares.inside());
      add(own, sign + " share on its border", shares.border());
      add(own, sign + " share outside", shares.outside());
    }

    void add(Of own, String quantity, long value) {
      add(own, quantity, value, true);
    }

    void add(Of own, String quantity, double value) {
      add(own, quantity, value, false);
    }

    private void add(Of own, String quantity, double value, boolean whole) {
      all.add(
          new NumberRow(
              own.target(), own.method(), own.layer(), own.part(), quantity, value, whole));
    }
  }
}
