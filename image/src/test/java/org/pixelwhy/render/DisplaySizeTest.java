package org.pixelwhy.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis;
import org.pixelwhy.image.Axis.Spacing;
import org.pixelwhy.image.Direction;
import org.pixelwhy.image.Image;

class DisplaySizeTest {
  private static Axes axes(int rows, double high, int columns, double wide) {
    return Axes.of(
        List.of(
            new Axis(
                Axis.ROWS,
                rows,
                Optional.of(Spacing.millimetres(high)),
                Optional.of(Direction.FEET)),
            new Axis(
                Axis.COLUMNS,
                columns,
                Optional.of(Spacing.millimetres(wide)),
                Optional.of(Direction.LEFT))));
  }

  @Test
  void aCoronalSliceOfThickSlicesIsAsHighAsTheBodyThatItShows() {
    // 14 x 5 mm are 70 mm high, 512 x 0.7 mm are 358.4 mm wide: 70 / 358.4 * 512 = 100 rows.
    assertEquals(new DisplaySize(100, 512), DisplaySize.of(axes(14, 5, 512, 0.7)));
  }

  @Test
  void smallSlicesAreDrawnLargeEnoughForLettersAndSquareOnesStaySquare() {
    // 3 mm each: 122 becomes at least 512 by a whole factor, 5.
    assertEquals(new DisplaySize(505, 610), DisplaySize.of(axes(101, 3, 122, 3)));
  }

  @Test
  void stretchingEndsBeforePicturesBecomeHuge() {
    assertEquals(new DisplaySize(2048, 20), DisplaySize.of(axes(100, 100, 100, 1)));
  }

  @Test
  void whatNobodyMeasuredKeepsItsPixels() {
    assertEquals(new DisplaySize(14, 512), DisplaySize.of(Axes.of(14, 512)));
    Image image = new Image(1, 2, 3, new float[6], 1);
    assertSame(image, DisplaySize.of(image.axes()).of(image));
  }

  @Test
  void lettersAndBarAreDrawnOnlyWhereTheyAreKnown() {
    Picture black = Picture.of(new Image(1, 96, 256, new float[96 * 256], 255));
    assertSame(black, SliceMarks.over(black, Axes.of(96, 256)));
    Picture marked = SliceMarks.over(black, axes(96, 1, 256, 1));
    // A quarter of 256 mm is 64: the bar is 50 mm, which are 50 pixels, in the row above the
    // margin.
    int white = 0;
    for (int column = 0; column < 100; column++) {
      white += marked.at(96 - 5, column) == 0xffffffff ? 1 : 0;
    }
    assertEquals(50, white);
    assertLetter("R", marked, (96 - Canvas.lineHeight(1)) / 2, 2);
    assertLetter("L", marked, (96 - Canvas.lineHeight(1)) / 2, 256 - Canvas.textWidth("L", 1) - 2);
    assertLetter("H", marked, 2, (256 - Canvas.textWidth("H", 1)) / 2);
    assertLetter("F", marked, 96 - Canvas.lineHeight(1) - 2, (256 - Canvas.textWidth("F", 1)) / 2);
  }

  @Test
  void aLowStripHasLettersAtItsSidesAlone() {
    Picture black = Picture.of(new Image(1, 20, 256, new float[20 * 256], 255));
    Picture marked = SliceMarks.over(black, axes(20, 1, 256, 1));
    for (int i = 0; i < marked.argb().length; i++) {
      int column = i % 256;
      if (column > 20 && column < 236) {
        assertEquals(0xff000000, marked.argb()[i], "nothing between the letters");
      }
    }
    assertLetter("R", marked, (20 - Canvas.lineHeight(1)) / 2, 2);
  }

  /** White as the same letter is on black. */
  private static void assertLetter(String letter, Picture picture, int top, int left) {
    Canvas black = new Canvas(picture.height(), picture.width(), 0);
    black.text(letter, top, left, 1, 0xffffff);
    Picture expected = black.finish();
    int seen = 0;
    for (int y = top; y < top + Canvas.lineHeight(1); y++) {
      for (int x = left; x < left + Canvas.textWidth(letter, 1); x++) {
        assertEquals(expected.at(y, x), picture.at(y, x), letter + " at " + y + "," + x);
        seen += picture.at(y, x) == 0xff000000 ? 0 : 1;
      }
    }
    assertTrue(seen > 5, letter);
  }
}
