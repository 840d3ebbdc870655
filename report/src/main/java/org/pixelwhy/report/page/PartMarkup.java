package org.pixelwhy.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.pixelwhy.report.view.DataTable;
import org.pixelwhy.report.view.EncodedPicture;
import org.pixelwhy.report.view.HeatTable;
import org.pixelwhy.report.view.LineChart;
import org.pixelwhy.report.view.Link;
import org.pixelwhy.report.view.PictureSheet;
import org.pixelwhy.report.view.ReportPart;

/** The markup of tables, charts and sheets of pictures. */
final class PartMarkup {
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.]+(e[-+]?[0-9]+)?( ?%)?");

  private final Template table = Template.of("data-table.html");
  private final Template row = Template.of("data-row.html");
  private final Template heading = Template.of("data-heading.html");
  private final Template cell = Template.of("data-cell.html");
  private final Template sheet = Template.of("sheet.html");
  private final HeatMarkup heats = new HeatMarkup();
  private final Template link = Template.of("link.html");
  private final Template chart = Template.of("chart.html");

  Html of(List<ReportPart> parts) {
    return of(parts, PagePictures.inside());
  }

  Html of(List<ReportPart> parts, PagePictures pictures) {
    return HtmlReport.each(parts, each -> part(each, pictures));
  }

  private Html part(ReportPart part, PagePictures pictures) {
    if (part instanceof LineChart lines) {
      return chart.fill(Map.of("title", lines.title(), "data", json(lines).toString()));
    }
    if (part instanceof PictureSheet sheet) {
      return sheet(sheet, pictures);
    }
    if (part instanceof HeatTable heat) {
      return heats.of(heat);
    }
    return table((DataTable) part);
  }

  Html sheet(PictureSheet shown, PagePictures pictures) {
    EncodedPicture picture = shown.picture();
    return sheet.fill(
        Map.of(
            "caption", shown.caption(),
            "picture", pictures.address(picture),
            "width", Integer.toString(picture.width()),
            "links", HtmlReport.each(shown.links(), this::link)));
  }

  private Html link(Link to) {
    return link.fill(Map.of("address", to.address(), "name", to.name()));
  }

  private Html table(DataTable data) {
    return table.fill(
        Map.of(
            "caption", data.caption(),
            "headings", HtmlReport.each(data.columns(), text -> heading.fill(Map.of("text", text))),
            "rows", HtmlReport.each(data.rows(), this::row)));
  }

  private Html row(List<String> texts) {
    return row.fill(Map.of("cells", HtmlReport.each(texts, this::cell)));
  }

  private Html cell(String text) {
    String kind = NUMBER.matcher(text).matches() ? "number" : "text";
    return cell.fill(Map.of("kind", kind, "text", text));
  }

  private static JsonNode json(LineChart lines) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("across", lines.across()).put("up", lines.up());
    ArrayNode curves = node.putArray("curves");
    for (LineChart.Curve curve : lines.curves()) {
      ObjectNode line = curves.addObject().put("name", curve.name()).put("behind", curve.behind());
      if (!curve.band().isEmpty()) {
        band(line.putArray("band"), curve);
      }
      ArrayNode points = line.putArray("points");
      double[] x = curve.x();
      double[] y = curve.y();
      for (int i = 0; i < x.length; i++) {
        number(points.addArray().add(x[i]), y[i]);
      }
    }
    return node;
  }

  private static void band(ArrayNode band, LineChart.Curve curve) {
    double[] x = curve.x();
    for (int i = 0; i < x.length; i++) {
      ArrayNode ends = band.addArray().add(x[i]);
      number(ends, curve.band().get(0)[i]);
      number(ends, curve.band().get(1)[i]);
    }
  }

  private static void number(ArrayNode array, double value) {
    if (Double.isFinite(value)) {
      array.add(value);
    } else {
      array.addNull();
    }
  }
}
