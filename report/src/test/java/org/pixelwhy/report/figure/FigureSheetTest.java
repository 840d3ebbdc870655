package org.pixelwhy.report.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;
import org.pixelwhy.render.ColorBar;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.render.Coloring;
import org.pixelwhy.render.Drawing;
import org.pixelwhy.render.Lettering;
import org.pixelwhy.render.Mark;
import org.pixelwhy.render.Picture;
import org.pixelwhy.tensor.InputException;

class FigureSheetTest {
  private static final Picture IMAGE = new Picture(2, 4, new int[8]);

  private static FigureStyle style(int columns, double outline) {
    return new FigureStyle(
        Set.of(),
        new FigureStyle.Sheet(List.of(), OptionalInt.of(columns), 50.8, 72),
        new FigureStyle.Look(ColorMap.VIRIDIS, 1, 0xffcc00, outline));
  }

  private static Panel map(String title, boolean border) {
    Grid grid = new Grid(1, 2, new float[] {-2, 1});
    ColorBar bar =
        new ColorBar(
            Coloring.of(grid),
            "change of the target \u2264 1 \u5fc3 a b c d e f",
            "against",
            "for");
    Mask mask = Mask.of(new int[] {2, 4}, i -> i == 2);
    return new Panel(
        title,
        IMAGE,
        UnaryOperator.identity(),
        List.of(new Panel.Border(mask, 0xffcc00, border)),
        Optional.of(bar),
        List.of());
  }

  private static <T extends Mark> List<T> marks(Drawing drawing, Class<T> kind) {
    return drawing.marks().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void noTwoPanelsHaveOneTitleAndRowsHoldWhatIsAskedFor() {
    List<Panel> panels = List.of(map("A", false), map("A", false), map("B", false));
    Drawing drawing = FigureSheet.draw(panels, style(2, 1));
    assertEquals(144, drawing.width(), 1e-9);
    List<Mark.Label> titles =
        marks(drawing, Mark.Label.class).stream().filter(label -> label.size() == 8).toList();
    assertEquals(List.of("A", "A (2)", "B"), titles.stream().map(Mark.Label::text).toList());
    assertEquals(titles.get(0).baseline(), titles.get(1).baseline());
    assertEquals(titles.get(0).x(), titles.get(2).x());
    assertTrue(titles.get(2).baseline() > titles.get(0).baseline());
  }

  /** One pixel of 36 points, taken for a band of 18. */
  @Test
  void theOutlineOfABandNarrowerThanItIsAThinDashedLineThatCoversNoneOfTheMapBetweenDashes() {
    Drawing drawing = FigureSheet.draw(List.of(map("A", true)), style(1, 8));
    List<Mark.Line> lines = marks(drawing, Mark.Line.class);
    assertEquals(List.of(10.0, 4.0), lines.stream().map(line -> line.pen().width()).toList());
    assertEquals(List.of(28.0, 28.0), lines.stream().map(line -> line.pen().dash()).toList());
  }

  @Test
  void ofANarrowBandOnlyTheOutsideIsDrawn() {
    Mask ring = Mask.of(new int[] {3, 3}, i -> i != 4);
    Panel.Border border = new Panel.Border(ring, 0xffffff, true);
    Panel band =
        new Panel(
            "A",
            new Picture(3, 3, new int[9]),
            UnaryOperator.identity(),
            List.of(border),
            Optional.empty(),
            List.of());
    List<Integer> rings =
        List.of(1.0, 20.0).stream()
            .map(width -> FigureSheet.draw(List.of(band), style(1, width)))
            .map(drawing -> marks(drawing, Mark.Line.class).get(0).rings().size())
            .toList();
    assertEquals(List.of(2, 1), rings);
  }

  @Test
  void theOutlineRunsWhereTheTargetIsAndIsDashedWhereItsBorderIsMeant() {
    Drawing drawing = FigureSheet.draw(List.of(map("A", true)), style(1, 1));
    Mark.Raster picture = marks(drawing, Mark.Raster.class).get(0);
    assertEquals(144, picture.frame().width(), 1e-9);
    assertEquals(72, picture.frame().height(), 1e-9);
    List<Mark.Line> lines = marks(drawing, Mark.Line.class);
    assertEquals(List.of(0.0, 3.5), lines.stream().map(line -> line.pen().dash()).toList());
    assertEquals(0xffcc00, lines.get(1).pen().rgb());
    double top = picture.frame().top();
    // The third of four pixels of 36 points; at the image's edge half the rim is kept inside.
    double[] expected = {
      108, top + 1.25, 108, top + 36, 72, top + 36, 72, top + 1.25, 108, top + 1.25
    };
    assertArrayEquals(expected, lines.get(0).rings().get(0), 1e-9);
    assertTrue(
        marks(FigureSheet.draw(List.of(map("A", true)), style(1, 0)), Mark.Line.class).isEmpty());
  }

  @Test
  void pdfHoldsItsTextAsTextInAFontOfItsOwn() throws IOException {
    Drawing drawing = FigureSheet.draw(List.of(map("Gef\u00e4\u00df", false)), style(1, 1));
    byte[] bytes = FigurePdf.bytes(drawing);
    assertArrayEquals(bytes, FigurePdf.bytes(drawing), "same figure, same bytes");
    try (PDDocument document = Loader.loadPDF(bytes)) {
      String text = new PDFTextStripper().getText(document);
      assertTrue(text.contains("Gef\u00e4\u00df"), text);
      assertTrue(text.contains("change of the target \u2264 1 \u25a1"), text);
      assertTrue(text.contains("-2 against"), text);
      PDPage page = document.getPage(0);
      assertEquals(144, page.getMediaBox().getWidth(), 1e-3);
      PDFont font =
          page.getResources().getFont(page.getResources().getFontNames().iterator().next());
      assertTrue(font.isEmbedded());
      for (String sample :
          List.of("-2 against", "Gef\u00e4\u00df", "change of the target \u2264 1 ")) {
        double width = font.getStringWidth(sample) * 8 / 1000;
        assertEquals(Lettering.width(sample, 8), width, 0.02, sample);
      }
    }
  }

  @Test
  void whatCannotBePrintedIsRefused() {
    OptionalInt none = OptionalInt.empty();
    assertThrows(InputException.class, () -> new FigureStyle.Sheet(List.of(), none, 5, 300));
    assertThrows(InputException.class, () -> new FigureStyle.Sheet(List.of(), none, 180, 9000));
    assertThrows(
        InputException.class, () -> new FigureStyle.Sheet(List.of(), OptionalInt.of(0), 180, 300));
    assertThrows(
        InputException.class, () -> new FigureStyle.Look(ColorMap.BLUE_WHITE_RED, 1, 0, 1));
    assertThrows(InputException.class, () -> new FigureStyle.Look(ColorMap.MAGMA, 1, 0, -1));
  }
}
