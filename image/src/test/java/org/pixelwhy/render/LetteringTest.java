package org.pixelwhy.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LetteringTest {
  @Test
  void everyAsciiCharacterHasALetterOfItsOwn() {
    Set<String> letters = new HashSet<>();
    for (char c = ' '; c <= 126; c++) {
      double[] covered = Coverage.fill(Lettering.rings(String.valueOf(c), 2, 20, 20), 28, 28);
      assertTrue(letters.add(Arrays.toString(covered)), "drawn twice: " + c);
      assertEquals(c != ' ', Arrays.stream(covered).sum() > 0, "empty: " + c);
    }
  }

  @Test
  void widthsAreThoseOfArialAndHelvetica() {
    // Adobe's metrics of Helvetica, in thousandths of the size.
    assertEquals(0.667, Lettering.width("A", 1), 0.001);
    assertEquals(0.222, Lettering.width("i", 1), 0.001);
    assertEquals(10 * (0.556 + 0.278), Lettering.width("0 ", 10), 0.01);
  }

  @Test
  void accentsStayWhereTheLetterHasThemAndForeignCharactersBecomeBoxes() {
    assertEquals(
        "Gef\u00e4\u00df \u2264 \u03b1", Lettering.drawable("Gef\u00e4\u00df \u2264 \u03b1"));
    assertEquals("\u00e4", Lettering.drawable("a\u0308"), "put together");
    assertEquals("A", Lettering.drawable("\u1ea2"), "a letter of Vietnamese");
    assertEquals("\u22121 \u25a1\u25a1", Lettering.drawable("\u22121 \u5fc3\ud83d\ude00"));
  }

  @Test
  void aLetterCoversTheAreaThatItsOutlineEncloses() {
    for (String letter : List.of("O", "g", "%", "\u0431")) {
      List<double[]> rings = Lettering.rings(letter, 3.3, 60.7, 60);
      double sum = Arrays.stream(Coverage.fill(rings, 90, 90)).sum();
      double area = Math.abs(rings.stream().mapToDouble(LetteringTest::area).sum());
      assertEquals(area, sum, 1e-6, letter);
    }
  }

  /** Gauss's formula; holes run the other way around. */
  private static double area(double[] ring) {
    double twice = 0;
    for (int i = 0; i < ring.length; i += 2) {
      int next = (i + 2) % ring.length;
      twice += ring[i] * ring[next + 1] - ring[next] * ring[i + 1];
    }
    return twice / 2;
  }

  @Test
  void shapesAtTheEdgeOfAPictureAreCutThere() {
    double[] square = {-2, -1, 3, -1, 3, 1.5, -2, 1.5};
    double[] covered = Coverage.fill(List.of(square), 3, 4);
    double[] expected = {1, 1, 1, 0, 0.5, 0.5, 0.5, 0, 0, 0, 0, 0};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], covered[i], 1e-12, "pixel " + i);
    }
  }
}
