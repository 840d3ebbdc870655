package org.pixelwhy.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Grid;
import org.pixelwhy.render.ContactSheet.Entry;
import org.pixelwhy.render.ContactSheet.Group;
import org.pixelwhy.tensor.InputException;

class DrawingTest {
  private static final Picture SQUARE = new Picture(1, 1, new int[] {0xff3366cc});

  @Test
  void longTitlesAreShortenedInTheMiddle() {
    String title = "encoder/block4/conv2/Relu_output_0";
    String shortened = Canvas.shortened(title, 100, 1);
    assertTrue(shortened.startsWith("encoder"), shortened);
    assertTrue(shortened.endsWith("output_0"), shortened);
    assertTrue(shortened.contains("\u2026"), shortened);
    assertTrue(Canvas.textWidth(shortened, 1) <= 100);
    assertEquals("short", Canvas.shortened("short", 100, 1));
  }

  @Test
  void colourBarNamesItsEndsAndZero() {
    Grid map = new Grid(1, 2, new float[] {-2, 1});
    ColorBar bar = new ColorBar(Coloring.of(map, ColorMap.BLUE_WHITE_RED, 99.5), "dt/dx");
    List<ColorBar.Tick> ticks = bar.ticks();
    assertEquals(List.of("-2", "0", "2"), ticks.stream().map(ColorBar.Tick::text).toList());
    assertEquals(0.5, ticks.get(1).fraction());
    assertEquals(300, bar.draw(300, 1).width());
    assertTrue(bar.draw(3, 1).height() > 1);
  }

  @Test
  void endsSayWhatTheyStandForAndWhetherValuesLieBeyond() {
    float[] values = new float[1000];
    Arrays.fill(values, 1);
    values[7] = -9;
    Coloring coloring = Coloring.of(new Grid(10, 100, values), ColorMap.BLUE_WHITE_RED, 99.5);
    ColorBar bar = new ColorBar(coloring, "contribution", "against", "for");
    assertEquals(
        List.of("\u2264 -1 against", "0", "\u2265 1 for"),
        bar.ticks().stream().map(ColorBar.Tick::text).toList());
  }

  @Test
  void blankMapsHaveAColourBarWithOneTick() {
    Grid blank = new Grid(1, 2, new float[2]);
    ColorBar bar = new ColorBar(Coloring.of(blank, ColorMap.BLUE_WHITE_RED, 100), "");
    assertEquals(List.of(new ColorBar.Tick(0.5, "0")), bar.ticks());
    assertTrue(bar.draw(100, 2).height() > 1);
  }

  @Test
  void contactSheetWrapsItsColumns() {
    ContactSheet sheet = new ContactSheet(3, 40, 5);
    Picture four = sheet.draw(Collections.nCopies(4, new Entry("a", SQUARE)));
    assertEquals(5 + 3 * 45, four.width());
    assertEquals(5 + 2 * (16 + 40 + 5), four.height());
    assertEquals(0xff3366cc, four.at(5 + 16, 5));
    assertEquals(0xff3366cc, four.at(5 + 61 + 16 + 39, 5 + 39));
    assertEquals(0xffffffff, four.at(5 + 61 + 16, 5 + 45));
    assertEquals(50, sheet.draw(List.of(new Entry("a", SQUARE))).width());
  }

  @Test
  void groupsOfAContactSheetStartNewRowsWithLinesBelowThePictures() {
    Entry entry = new Entry("a", SQUARE, List.of("b", "c"));
    Picture sheet =
        new ContactSheet(3, 40, 5)
            .drawGroups(
                List.of(new Group("one", List.of(entry, entry)), new Group("two", List.of(entry))));
    assertEquals(5 + 2 * 45, sheet.width());
    assertEquals(5 + 2 * (32 + 16 + 40 + 26 + 5), sheet.height());
    assertEquals(0xff3366cc, sheet.at(5 + 119 + 32 + 16, 5));
    assertEquals(0xffffffff, sheet.at(5 + 119 + 32 + 16, 5 + 45));
  }

  @Test
  void contactSheetKeepsEachPicturesProportions() {
    Picture wide = new Picture(1, 4, new int[] {-1, -1, -1, -1});
    assertEquals(
        0 + 16 + 10, new ContactSheet(1, 40, 0).draw(List.of(new Entry("", wide))).height());
    assertThrows(InputException.class, () -> new ContactSheet(1, 40, 0).draw(List.of()));
  }

  @Test
  void eachRowOfAContactSheetIsAsTallAsItsTallestPictureAndText() {
    Picture wide = new Picture(1, 4, new int[] {-1, -1, -1, -1});
    List<Entry> entries = List.of(new Entry("a", SQUARE, List.of("b")), new Entry("bar", wide));
    Picture sheet = new ContactSheet(1, 40, 5).draw(entries);
    assertEquals(5 + (16 + 40 + 13 + 5) + (16 + 10 + 5), sheet.height());
    assertEquals(0xff3366cc, sheet.at(5 + 16 + 39, 5));
  }

  @Test
  void sameFigureGivesSameBytes() {
    assertArrayEquals(figure().png(), figure().png());
    assertFalse(figure().png().length == 0);
  }

  private static Picture figure() {
    Grid map = new Grid(1, 2, new float[] {-2, 1});
    return new Figure("title", SQUARE, new ColorBar(Coloring.of(map), "value")).draw();
  }
}
