package org.pixelwhy.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.pixelwhy.tensor.InputException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class VectorDrawingTest {
  private static final Picture BLUE = new Picture(1, 1, new int[] {0xff3366cc});

  private static Drawing drawing() {
    double[] square = {36, 36, 72, 36, 72, 54, 36, 54, 36, 36};
    return new Drawing(
        144,
        72,
        List.of(
            new Mark.Raster(BLUE, new Mark.Frame(0, 0, 36, 36)),
            new Mark.Box(new Mark.Frame(36, 0, 36, 18), 0x112233),
            new Mark.Line(List.of(square), new Mark.Pen(3, 0xff0000, 1, 0)),
            new Mark.Label("a < \u03b1 & b", 100, 20, 10, 0x222222, Mark.Anchor.MIDDLE)));
  }

  @Test
  void pixelsAreAsManyAsTheResolutionSays() {
    Picture picture = drawing().picture(144);
    assertEquals(288, picture.width());
    assertEquals(144, picture.height());
    assertEquals(0xff3366cc, picture.at(60, 60));
    assertEquals(0xffffffff, picture.at(72, 0));
    assertEquals(0xff112233, picture.at(0, 72));
    assertEquals(0xffff0000, picture.at(72, 100), "the line's middle");
    assertEquals(0xffffffff, picture.at(90, 100), "inside of it");
  }

  @Test
  void svgHoldsTheSameThingsInPoints() throws Exception {
    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(drawing().svg())));
    Element root = svg.getDocumentElement();
    assertEquals("144pt", root.getAttribute("width"));
    assertEquals("0 0 144 72", root.getAttribute("viewBox"));
    Element text = (Element) svg.getElementsByTagName("text").item(0);
    assertEquals("a < \u03b1 & b", text.getTextContent());
    double width = Lettering.width("a < \u03b1 & b", 10);
    assertEquals(100 - width / 2, Double.parseDouble(text.getAttribute("x")), 0.006);
    Element image = (Element) svg.getElementsByTagName("image").item(0);
    assertTrue(image.getAttribute("href").startsWith("data:image/png;base64,"));
    Element path = (Element) svg.getElementsByTagName("path").item(0);
    assertEquals("M36 36L72 36L72 54L36 54L36 36Z", path.getAttribute("d"));
  }

  @Test
  void whatHasNoExtentIsRefused() {
    assertThrows(InputException.class, () -> new Drawing(0, 5, List.of()));
    assertThrows(InputException.class, () -> new Mark.Frame(0, 0, 1, 0));
    assertThrows(InputException.class, () -> new Mark.Pen(0, 0, 1, 0));
  }
}
