package org.pixelwhy.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.pixelwhy.report.view.DataTable;
import org.pixelwhy.report.view.LineChart;
import org.pixelwhy.report.view.ReportPage;
import org.pixelwhy.report.view.ReportPart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class PartMarkupTest {
  private static final String HOSTILE = "</script>\"'<b>&{{title}}";
  private static final LineChart CHART =
      new LineChart(
          "Convergence",
          "masks",
          "change",
          List.of(
              new LineChart.Curve(
                  HOSTILE, new double[] {1, 2, 3}, new double[] {0.5, Double.NaN, 0.125})));

  @Test
  void chartCarriesItsPointsAndLeavesGapsForWhatIsNotFinite() throws Exception {
    Document page = parse(html(List.of(CHART)));
    Element canvas = (Element) page.getElementsByTagName("canvas").item(0);
    JsonNode data = new ObjectMapper().readTree(canvas.getAttribute("data-chart"));
    assertEquals("masks", data.at("/across").textValue());
    assertEquals("change", data.at("/up").textValue());
    assertEquals(HOSTILE, data.at("/curves/0/name").textValue());
    assertEquals("[[1.0,0.5],[2.0,null],[3.0,0.125]]", data.at("/curves/0/points").toString());
    assertEquals("Convergence", canvas.getAttribute("aria-label"));
  }

  @Test
  void bandsGoWithTheirCurve() throws Exception {
    LineChart.Curve banded =
        new LineChart.Curve(
            "c",
            new double[] {1, 2},
            new double[] {5, 6},
            List.of(new double[] {4, Double.NaN}, new double[] {7, 8}));
    Document page = parse(html(List.of(new LineChart("t", "x", "y", List.of(banded)))));
    Element canvas = (Element) page.getElementsByTagName("canvas").item(0);
    JsonNode data = new ObjectMapper().readTree(canvas.getAttribute("data-chart"));
    assertEquals("[[1.0,4.0,7.0],[2.0,null,8.0]]", data.at("/curves/0/band").toString());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new LineChart.Curve(
                "c", new double[2], new double[2], List.of(new double[1], new double[2])));
  }

  @Test
  void libraryOfChartsIsInsideExactlyWhenThereIsAChart() throws Exception {
    assertTrue(html(List.of(CHART)).contains("Chart.js v4"));
    DataTable table = new DataTable("t", List.of("a"), List.of(List.of("1")));
    assertFalse(html(List.of(table)).contains("Chart.js v4"));
  }

  @Test
  void tableShowsItsRowsAsTheyAre() throws Exception {
    DataTable table =
        new DataTable(
            "Scores",
            List.of("method", "mean"),
            List.of(List.of(HOSTILE, "-1.5e-3"), List.of("b", "n/a")));
    Document page = parse(html(List.of(table)));
    Element body = (Element) page.getElementsByTagName("tbody").item(0);
    var cells = body.getElementsByTagName("td");
    assertEquals(4, cells.getLength());
    assertEquals(HOSTILE, cells.item(0).getTextContent());
    assertEquals("number", ((Element) cells.item(1)).getAttribute("class"));
    assertEquals("text", ((Element) cells.item(3)).getAttribute("class"));
  }

  @Test
  void rowsOfAnotherWidthAndCurvesWithoutValuesAreRefused() {
    List<List<String>> narrow = List.of(List.of("1"));
    assertThrows(
        IllegalArgumentException.class, () -> new DataTable("t", List.of("a", "b"), narrow));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LineChart.Curve("c", new double[2], new double[3]));
    assertThrows(IllegalArgumentException.class, () -> new LineChart("t", "x", "y", List.of()));
  }

  private static String html(List<ReportPart> parts) {
    return new HtmlReport()
        .html(new ReportPage("p", List.of(), List.of(), List.of(), parts, List.of(), List.of()));
  }

  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
  }
}
