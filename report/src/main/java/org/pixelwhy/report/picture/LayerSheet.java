package org.pixelwhy.report.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.pixelwhy.model.Stage;
import org.pixelwhy.render.ContactSheet;
import org.pixelwhy.render.ContactSheet.Entry;
import org.pixelwhy.render.ContactSheet.Group;
import org.pixelwhy.render.Picture;
import org.pixelwhy.report.view.DataTable;
import org.pixelwhy.study.LayerStudy;
import org.pixelwhy.study.LayerStudy.Row;
import org.pixelwhy.study.LayerStudy.Shares;
import org.pixelwhy.tensor.Text;

/** A study of layers as one picture, encoder to decoder, and as a table. */
public final class LayerSheet {
  private static final ContactSheet SHEET = new ContactSheet(6, 200, 14);

  private LayerSheet() {}

  /**
   * All maps in the network's order, with the numbers of the table below each.
   *
   * @param drawn the picture of a map, by its number
   */
  static Picture picture(LayerStudy study, IntFunction<Picture> drawn) {
    List<Group> groups = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      List<Entry> entries = new ArrayList<>();
      for (Row row : study.rows()) {
        if (row.stage() == stage) {
          entries.add(new Entry(title(row), drawn.apply(row.map()), lines(row)));
        }
      }
      if (!entries.isEmpty()) {
        groups.add(new Group(study.method().title() + ", " + name(stage), entries));
      }
    }
    return SHEET.drawGroups(groups);
  }

  private static String title(Row row) {
    return row.layer().tensor() + " " + size(row);
  }

  private static List<String> lines(Row row) {
    return List.of(line("+", row.positive()), line("-", row.negative()));
  }

  private static String line(String sign, Shares shares) {
    return Text.format(
        "%s in %s border %s out %s %%",
        sign, percent(shares.inside()), percent(shares.border()), percent(shares.outside()));
  }

  /** The shares in per cent: six of each layer, which add up to 100. */
  public static DataTable table(LayerStudy study) {
    List<List<String>> rows = new ArrayList<>();
    for (Row row : study.rows()) {
      List<String> texts = new ArrayList<>(List.of(name(row.stage()), row.layer().tensor()));
      texts.add(size(row));
      texts.addAll(percents(row.positive()));
      texts.addAll(percents(row.negative()));
      rows.add(texts);
    }
    String caption =
        Text.format(
            "%s, layer by layer: per cent of the sum of magnitudes, inside %s, on its border (%d output"
                + " pixel wide) and outside. A map without preference would have %s, %s and %s.",
            study.method().title(),
            study.segment(),
            LayerStudy.BORDER_WIDTH,
            percent(study.area().inside()),
            percent(study.area().border()),
            percent(study.area().outside()));
    return new DataTable(
        caption,
        List.of(
            "stage",
            "layer",
            "rows x columns",
            "+ inside",
            "+ border",
            "+ outside",
            "- inside",
            "- border",
            "- outside"),
        rows);
  }

  private static List<String> percents(Shares shares) {
    return List.of(percent(shares.inside()), percent(shares.border()), percent(shares.outside()));
  }

  private static String percent(double share) {
    return Text.format("%.1f", 100 * share);
  }

  private static String size(Row row) {
    List<String> extents = new ArrayList<>();
    for (int axis = 2; axis < row.layer().shape().rank(); axis++) {
      extents.add(Long.toString(row.layer().shape().dim(axis)));
    }
    return String.join("x", extents);
  }

  private static String name(Stage stage) {
    return stage == Stage.UNIFORM ? "all layers" : stage.name().toLowerCase(Locale.ROOT);
  }
}
