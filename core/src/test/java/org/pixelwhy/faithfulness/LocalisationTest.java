package org.pixelwhy.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.OutputPixel;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class LocalisationTest {
  private static final boolean[] FIRST_TWO = {true, true, false, false, false};

  private static Localisation of(double... map) {
    return Localisation.of(map, FIRST_TWO);
  }

  @Test
  void fourNumbersOfFivePixelsByHand() {
    // Of 10 in positive values 6 lie in the mask; of the two greatest (5 and 4) one does; the pairs
    // (5,4) (5,0) (5,-2) (1,0) (1,-2) of 6 are in order; the greatest is in the mask.
    assertEquals(new Localisation(0.6, 0.5, 5 / 6.0, 1), of(5, 1, 4, 0, -2));
  }

  @Test
  void aPerfectMapScoresOneAndAnInvertedOneTheWorst() {
    assertEquals(new Localisation(1, 1, 1, 1), of(3, 2, 0, 0, 0));
    assertEquals(new Localisation(0, 0, 0, 0), of(0, 0, 1, 1, 1));
    assertEquals(new Localisation(0, 0, 0, 0), of(-3, -2, 1, 2, 3));
  }

  @Test
  void equalValuesCountByWhatIsExpectedOfThem() {
    // Flat: two of five pixels are in the mask, whatever is looked at.
    assertEquals(new Localisation(0.4, 0.4, 0.5, 0.4), of(1, 1, 1, 1, 1));
    // The greatest is one pixel of the mask; the second is one of the other four, one of them in
    // it.
    assertEquals((1 + 0.25) / 2, of(1, 0, 0, 0, 0).rank(), 1e-12);
  }

  @Test
  void whereNothingSpeaksForTheTargetThereIsNoMass() {
    Localisation against = of(-1, -2, -3, -4, -5);
    assertTrue(Double.isNaN(against.mass()));
    assertEquals(1, against.rank());
  }

  @Test
  void aMaskOfNothingOrEverythingIsRefused() {
    assertThrows(InputException.class, () -> Localisation.of(new double[5], new boolean[5]));
    InputException all =
        assertThrows(
            InputException.class, () -> Localisation.of(new double[2], new boolean[] {true, true}));
    assertTrue(all.getMessage().contains("every pixel of the image"), all.getMessage());
  }

  /** The mean over many random orders of equal values, pair by pair. */
  @Test
  void equalsCountingOverRandomOrdersOfEqualValues() {
    Random random = new Random(5);
    for (int example = 0; example < 20; example++) {
      double[] map = new double[12];
      boolean[] mask = new boolean[12];
      for (int i = 0; i < 12; i++) {
        map[i] = random.nextInt(5) - 1;
        mask[i] = i < 2 || random.nextInt(3) == 0 && i < 11;
      }
      Localisation found = Localisation.of(map, mask);
      double[] naive = naive(map, mask, random);
      assertEquals(naive[0], found.rank(), 0.02);
      assertEquals(naive[1], found.auc(), 0.02);
      assertEquals(naive[2], found.pointing(), 0.02);
    }
  }

  private static double[] naive(double[] map, boolean[] mask, Random random) {
    int orders = 6000;
    double[] sums = new double[3];
    for (int order = 0; order < orders; order++) {
      double[] shaken = map.clone();
      for (int i = 0; i < map.length; i++) {
        shaken[i] += 1e-3 * random.nextDouble();
      }
      int members = 0;
      int topped = 0;
      int hits = 0;
      int pairs = 0;
      int right = 0;
      for (int i = 0; i < map.length; i++) {
        members += mask[i] ? 1 : 0;
      }
      for (int i = 0; i < map.length; i++) {
        int greater = 0;
        for (int j = 0; j < map.length; j++) {
          greater += shaken[j] > shaken[i] ? 1 : 0;
          if (mask[i] && !mask[j]) {
            pairs++;
            right += shaken[i] > shaken[j] ? 1 : 0;
          }
        }
        topped += mask[i] && greater < members ? 1 : 0;
        hits += mask[i] && greater == 0 ? 1 : 0;
      }
      sums[0] += topped / (double) members / orders;
      sums[1] += right / (double) pairs / orders;
      sums[2] += hits / (double) orders;
    }
    return sums;
  }

  private static Attribution map(float... values) {
    return new Attribution("given", "", Tensor.of(values, 1, 1, 4, 4), Sign.SIGNED, List.of());
  }

  /** Rows 0 and 1, columns 0 to 2 of the input are the image; the output is half as fine. */
  @Test
  void paddingDoesNotCountAndACoarseMaskIsBroughtToTheInput(Engine engine) {
    Geometry padded = new Geometry(2, 3, 4, 4, Geometry.Fit.PAD);
    try (ModelRunner runner =
            new ModelRunner(
                engine,
                Net.prepare(
                    engine, new Net(1).input("x", 1, 1, 4, 4).conv("y", "x", 1, 2, 3).graph("y")));
        Evaluation at = runner.evaluate(Net.noise(1, 1, 1, 4, 4), padded, Steps.SILENT)) {
      // Of the image's 4 3 1 / 0 0 2 the mask has 4 3 / 0 0: of the four greatest two, of eight
      // pairs four.
      Mask left = Mask.of(new int[] {2, 2}, i -> i == 0);
      Localisation found =
          Localisation.of(at, map(4, 3, 1, 9, 0, 0, 2, 9, 9, 9, 9, 9, 9, 9, 9, 9), left);
      assertEquals(new Localisation(0.7, 0.5, 4 / 8.0, 1), found);
    }
  }

  @Test
  void theSegmentOfAPixelIsThatOfItsClass(Engine engine) {
    try (ModelRunner runner =
            new ModelRunner(
                engine,
                Net.prepare(
                    engine, new Net(1).input("x", 1, 1, 4, 4).conv("y", "x", 1, 2, 3).graph("y")));
        Evaluation at = runner.evaluate(Net.noise(1, 1, 1, 4, 4))) {
      Mask ofClass = at.prediction().mask(1);
      int member = ofClass.indices()[0];
      assertTrue(ofClass.count() > 1, ofClass::toString);
      assertEquals(
          ofClass,
          TargetSegment.predicted(at.prediction(), new OutputPixel(member, OptionalInt.of(1))));
      assertEquals(ofClass, TargetSegment.predicted(at.prediction(), new ClassTarget(1)));
    }
  }
}
