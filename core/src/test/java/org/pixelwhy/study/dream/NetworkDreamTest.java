package org.pixelwhy.study.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixelwhy.dream.DreamEnd;
import org.pixelwhy.dream.feature.PictureFeature;
import org.pixelwhy.study.dream.DreamPath.Row;
import org.pixelwhy.study.dream.NetworkDream.Judged;
import org.pixelwhy.study.dream.ReferenceNumbers.Normal;

class NetworkDreamTest {
  private static DreamPath path(double... curve) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < curve.length; i++) {
      rows.add(new Row(i, 0, 1, new double[] {curve[i]}));
    }
    return new DreamPath("", DreamEnd.LAST_STEP, 1, List.of(0), rows);
  }

  private static Judged judged(DreamPath... paths) {
    ReferenceNumbers numbers = new ReferenceNumbers(3, List.of(new Normal(3, 100, 10)));
    return new NetworkDream("n", null, List.of(paths), List.of(), Optional.of(numbers), List.of())
        .judged(List.of(new PictureFeature("f", "F", "")), VerdictRule.USUAL)
        .get(0);
  }

  @Test
  void theVerdictIsThatOfMostDreams() {
    Judged found = judged(path(10, 95), path(20, 105), path(200, 190));
    assertEquals(List.of(Verdict.SENSITIVE, Verdict.SENSITIVE, Verdict.ROBUST), found.each());
    assertEquals(Verdict.SENSITIVE, found.verdict());
    assertEquals(2 / 3.0, found.agreement(), 1e-12);
  }

  @Test
  void whereSeveralVerdictsAreAsFrequentNothingIsDecided() {
    Judged found = judged(path(10, 95), path(200, 190));
    assertEquals(Verdict.UNDECIDED, found.verdict());
    assertEquals(0.5, found.agreement());
  }
}
