package org.pixelwhy.study.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.pixelwhy.tensor.InputException;

class VerdictRuleTest {
  private static final double NAN = Double.NaN;

  private static void judged(Verdict verdict, double... curve) {
    assertEquals(verdict, new VerdictRule(2, 5).judge(curve));
  }

  @Test
  void curvesThatEnterTheNormalRangeAreSensitive() {
    judged(Verdict.SENSITIVE, NAN, -9, -4, -1, -0.5);
    judged(Verdict.SENSITIVE, -9, -1, -3);
    judged(Verdict.SENSITIVE, -9, 4);
  }

  @Test
  void curvesThatStayOutsideAreRobust() {
    judged(Verdict.ROBUST, -9, -8, -7);
    judged(Verdict.ROBUST, 4, 3, 2.5, NAN);
    judged(Verdict.ROBUST, -9, -10);
  }

  @Test
  void curvesThatLeaveStronglyLackRobustness() {
    judged(Verdict.LACKS_ROBUSTNESS, 0, 3, 8);
    judged(Verdict.LACKS_ROBUSTNESS, -9, 0, 9);
    judged(Verdict.LACKS_ROBUSTNESS, 3, 10);
    judged(Verdict.LACKS_ROBUSTNESS, -9, 9);
  }

  @Test
  void curvesThatBeginInsideAndStayNearSayNothing() {
    judged(Verdict.UNDECIDED, 0, 1, -1);
    judged(Verdict.UNDECIDED, 0, 4);
  }

  @Test
  void withoutValuesThereIsNoVerdict() {
    judged(Verdict.UNDEFINED, NAN, NAN);
    judged(Verdict.UNDEFINED);
  }

  @Test
  void thresholdsThatDoNotFitAreRefused() {
    assertThrows(InputException.class, () -> new VerdictRule(0, 5));
    assertThrows(InputException.class, () -> new VerdictRule(5, 5));
  }
}
