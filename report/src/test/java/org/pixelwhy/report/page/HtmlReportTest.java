package org.pixelwhy.report.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;
import org.pixelwhy.render.ColorBar;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.render.Coloring;
import org.pixelwhy.render.MaskLayer;
import org.pixelwhy.render.Palette;
import org.pixelwhy.render.Picture;
import org.pixelwhy.report.view.EncodedPicture;
import org.pixelwhy.report.view.Fact;
import org.pixelwhy.report.view.ReportMap;
import org.pixelwhy.report.view.ReportPage;
import org.pixelwhy.report.view.ReportSection;
import org.pixelwhy.report.view.TargetOutline;
import org.pixelwhy.tensor.InputException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final String HOSTILE =
      "</style><script>alert('x')</script>\"&{{title}}\u0000\ud800";
  private static final Pattern DATA = Pattern.compile("data:image/png;base64,([A-Za-z0-9+/=]+)");

  @Test
  void pageIsWellFormedAndHoldsEveryPart() throws Exception {
    Document page = parse(new HtmlReport().html(page("polyp.png")));
    assertEquals(List.of("Why?"), texts(page, "h1"));
    assertEquals(List.of("polyp.png", "second.png", "Details"), texts(page, "h2"));
    assertEquals(List.of("class polyp", "pixel"), texts(page, "h3"));
    assertTrue(texts(page, "h4").containsAll(List.of("Saliency", "Grad-CAM")));
    assertTrue(
        texts(page, "li").containsAll(List.of("the output is saturated", "the map is blank")));
    assertTrue(texts(page, "li").contains("guessed: input scaled to 0..1"));
    assertTrue(texts(page, "th").containsAll(List.of("method", "seed")));
    assertEquals(1, ranges(page), "one slider for all maps");
  }

  @Test
  void everyPictureHasAnAlternativeText() throws Exception {
    NodeList images = parse(new HtmlReport().html(page("polyp.png"))).getElementsByTagName("img");
    assertEquals(7, images.getLength());
    for (int i = 0; i < images.getLength(); i++) {
      assertFalse(((Element) images.item(i)).getAttribute("alt").isBlank());
    }
  }

  @Test
  void theTargetIsOutlinedOverEachPictureAndTheEndsOfABarAreNamedBelowTheirValues()
      throws Exception {
    Document page = parse(new HtmlReport().html(page("polyp.png")));
    assertEquals(List.of("M4 1L4 2L2 2L2 1Z", "M4 1L4 2L2 2L2 1Z"), attributes(page, "path", "d"));
    // A dark rim and a white line over the image and over two maps; and over the second image.
    List<String> drawn = attributes(page, "use", "href");
    assertEquals(6, drawn.stream().filter("#image-1-1-line"::equals).count());
    assertEquals(2, drawn.stream().filter("#image-2-1-line"::equals).count());
    assertTrue(texts(page, "i").containsAll(List.of("against", "for")));
  }

  @Test
  void contentsLeadToEveryImageAndNowhereElse() throws Exception {
    Document page = parse(new HtmlReport().html(page("polyp.png")));
    List<String> places = new ArrayList<>(attributes(page, "section", "id"));
    places.addAll(attributes(page, "footer", "id"));
    places.addAll(attributes(page, "main", "id"));
    List<String> links = attributes(page, "a", "href");
    assertTrue(links.containsAll(List.of("#image-1", "#image-2", "#details")), links.toString());
    links.forEach(link -> assertTrue(places.contains(link.substring(1)), link));
  }

  @Test
  void valuesUnderThePointerAreThoseOfTheMap() throws Exception {
    Grid grid = new Grid(2, 2, new float[] {1, -3, Float.NaN, 0});
    Document page = parse(new HtmlReport().html(single(map("m", grid, Coloring.of(grid)))));
    byte[] deflated = Base64.getDecoder().decode(attributes(page, "article", "data-values").get(0));
    Inflater inflater = new Inflater();
    inflater.setInput(deflated);
    byte[] bytes = new byte[9];
    assertEquals(8, inflater.inflate(bytes));
    inflater.end();
    double step = Double.parseDouble(attributes(page, "article", "data-step").get(0));
    double[] expected = {1, -3, -32768 * step, 0};
    for (int i = 0; i < expected.length; i++) {
      int number = bytes[i] << 8 | bytes[4 + i] & 0xff;
      assertEquals(expected[i], number * step, step / 2, "value " + i);
    }
  }

  @Test
  void nothingIsFetchedFromAnywhere() {
    String html = new HtmlReport().html(page("polyp.png"));
    String withoutPictures = DATA.matcher(html).replaceAll("");
    assertFalse(withoutPictures.contains("//"), "an address or a comment that looks like one");
    assertFalse(withoutPictures.contains("@import"));
    assertFalse(withoutPictures.contains("<link"));
    assertFalse(withoutPictures.contains("fetch("));
    assertTrue(withoutPictures.contains("default-src 'none'"));
  }

  @Test
  void hostileTextsAreShownAndNotObeyed() throws Exception {
    Document page = parse(new HtmlReport().html(page(HOSTILE)));
    assertEquals(1, page.getElementsByTagName("script").getLength());
    String shown = HOSTILE.replace('\u0000', '\ufffd').replace('\ud800', '\ufffd');
    assertEquals(shown, texts(page, "h2").get(0));
    assertTrue(texts(page, "td").contains(shown));
  }

  @Test
  void embeddedMapHasTheGridsColoursPixelByPixel() throws IOException {
    Grid grid = new Grid(2, 3, new float[] {0, 0, 0, 0, 0, 1});
    Coloring coloring = Coloring.of(grid, ColorMap.VIRIDIS, 100);
    String html = new HtmlReport().html(single(map("m", grid, coloring)));
    // The image comes before the map.
    int[] faded = pictures(html).get(1).getRGB(0, 0, 3, 2, null, 0, 3);
    assertArrayEquals(new int[] {0, 0, 0, 0, 0, 0xff}, alphas(faded));
    assertEquals(0xfffde725, faded[5]);
    int[] solid = pictures(html).get(2).getRGB(0, 0, 3, 2, null, 0, 3);
    assertEquals(0xff440154, solid[0]);
  }

  @Test
  void sameViewsGiveTheSamePage() {
    assertEquals(new HtmlReport().html(page("a")), new HtmlReport().html(page("a")));
  }

  @Test
  void fileIsWrittenWithItsFoldersAndNothingElse(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a/b/report.html");
    new HtmlReport().write(page("a"), file);
    new HtmlReport().write(page("a"), file);
    assertEquals(new HtmlReport().html(page("a")), Files.readString(file));
    try (var files = Files.list(file.getParent())) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsSaid(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way").resolve("report.html");
    ReportPage page = page("a");
    InputException e = assertThrows(InputException.class, () -> new HtmlReport().write(page, file));
    assertTrue(e.getMessage().startsWith("cannot write the report"), e.getMessage());
  }

  @Test
  void aTemplateWithAPlaceLeftEmptyIsAFault() {
    Template row = Template.of("row.html");
    assertThrows(IllegalStateException.class, () -> row.fill(Map.of("name", "x")));
  }

  private static ReportPage page(String title) {
    Mask mask = Mask.of(new int[] {4, 6}, i -> i < 12);
    var prediction =
        new ReportSection.Prediction(
            MaskLayer.classes(List.of(mask)),
            List.of(new ReportSection.Legend("polyp", Palette.color(0))));
    Grid signed = new Grid(4, 6, new float[24]);
    signed.values()[7] = -2;
    Grid coarse = new Grid(1, 2, new float[] {0, 1});
    List<ReportMap> maps =
        List.of(
            map("Saliency", signed, Coloring.of(signed)),
            map("Grad-CAM", coarse, Coloring.of(coarse)));
    ReportSection first =
        new ReportSection(
            title,
            picture(),
            "6 x 4 pixels, 0.5 x 0.7 mm",
            Optional.of(prediction),
            List.of(),
            List.of(question("class polyp", maps, Optional.of(EncodedPicture.of(picture())))));
    ReportSection second =
        new ReportSection(
            "second.png",
            picture(),
            "6 x 4 pixels",
            Optional.empty(),
            List.of(),
            List.of(question("pixel", List.of(), Optional.empty())));
    return new ReportPage(
        "Why?",
        List.of(new Fact("method", "saliency, grad-cam")),
        List.of("the output is saturated", title),
        List.of("guessed: input scaled to 0..1"),
        List.of(),
        List.of(first, second),
        List.of(new Fact("seed", "42"), new Fact("title", title)));
  }

  private static ReportSection.Question question(
      String target, List<ReportMap> maps, Optional<EncodedPicture> sheet) {
    Mask mask = Mask.of(new int[] {4, 6}, i -> i == 8 || i == 9);
    return new ReportSection.Question(
        target,
        ReportSection.Answer.NONE,
        maps,
        List.of(),
        Optional.of(TargetOutline.of(mask, false)),
        sheet,
        List.of());
  }

  private static ReportPage single(ReportMap map) {
    ReportSection section =
        new ReportSection(
            "s",
            picture(),
            "6 x 4 pixels",
            Optional.empty(),
            List.of(),
            List.of(question("t", List.of(map), Optional.empty())));
    return new ReportPage(
        "p", List.of(), List.of(), List.of(), List.of(), List.of(section), List.of());
  }

  private static ReportMap map(String title, Grid grid, Coloring coloring) {
    return new ReportMap(
        title,
        "",
        grid,
        new ColorBar(coloring, "gradient", "against", "for"),
        List.of(new Fact("Maximum", "1")),
        List.of("the map is blank"));
  }

  private static Picture picture() {
    int[] argb = new int[24];
    Arrays.fill(argb, 0xff336699);
    return new Picture(4, 6, argb);
  }

  private static Document parse(String html) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
  }

  private static List<String> texts(Document page, String tag) {
    List<String> texts = new ArrayList<>();
    NodeList found = page.getElementsByTagName(tag);
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }

  private static List<String> attributes(Document page, String tag, String name) {
    List<String> values = new ArrayList<>();
    NodeList found = page.getElementsByTagName(tag);
    for (int i = 0; i < found.getLength(); i++) {
      String value = ((Element) found.item(i)).getAttribute(name);
      if (!value.isEmpty()) {
        values.add(value);
      }
    }
    return values;
  }

  private static int ranges(Document page) {
    int count = 0;
    NodeList inputs = page.getElementsByTagName("input");
    for (int i = 0; i < inputs.getLength(); i++) {
      count += ((Element) inputs.item(i)).getAttribute("type").equals("range") ? 1 : 0;
    }
    return count;
  }

  private static List<BufferedImage> pictures(String html) throws IOException {
    List<BufferedImage> pictures = new ArrayList<>();
    Matcher matcher = DATA.matcher(html);
    while (matcher.find()) {
      byte[] png = Base64.getDecoder().decode(matcher.group(1));
      pictures.add(ImageIO.read(new ByteArrayInputStream(png)));
    }
    return pictures;
  }

  private static int[] alphas(int[] argb) {
    return Arrays.stream(argb).map(color -> color >>> 24).toArray();
  }
}
