package org.pixelwhy.model.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.tensor.InputException;

class StepTest {
  private static final float[] TWO_CHANNELS = {0, 2, 4, 10, 20, 60};

  @Test
  void aScaleIsToldAsPeopleWriteIt() {
    assertEquals("values / 255", new Scale(1 / 255.0, 0).toString());
    assertEquals("values / 2 + -0.5", new Scale(0.5, -0.5).toString());
    assertEquals("values * 0.3", new Scale(0.3, 0).toString());
    assertEquals("values * 1.0", new Scale(1, 0).toString());
    assertEquals(
        "values * [1.0, 2.0] + [0.0]", new Scale(List.of(1.0, 2.0), List.of(0.0)).toString());
  }

  @Test
  void scaleMultipliesThenAddsPerChannel() {
    assertArrayEquals(
        new float[] {1, 2, 3, 100, 200, 600},
        new Scale(List.of(0.5, 10.0), List.of(1.0, 0.0)).apply(TWO_CHANNELS, 2));
    assertArrayEquals(
        new float[] {0.2f, 1}, new Scale(1 / 255.0, 0).apply(new float[] {51, 255}, 1));
  }

  @Test
  void meanStdSubtractsThenDividesPerChannel() {
    assertArrayEquals(
        new float[] {-1, 0, 1, -2, -1, 3},
        new MeanStd(List.of(2.0, 30.0), List.of(2.0, 10.0)).apply(TWO_CHANNELS, 2));
  }

  @Test
  void zeroMeanUnitVarianceTakesThePopulationDeviation() {
    float[] perChannel = new ZeroMeanUnitVariance(true, 0).apply(TWO_CHANNELS, 2);
    assertEquals(-2 / Math.sqrt(8 / 3.0), perChannel[0], 1e-6);
    assertEquals(30 / Math.sqrt((400 + 100 + 900) / 3.0), perChannel[5], 1e-6);
    float[] whole = new ZeroMeanUnitVariance(false, 0).apply(TWO_CHANNELS, 2);
    assertEquals((60 - 16) / Math.sqrt(430 + 2 / 3.0), whole[5], 1e-5);
    float[] damped = new ZeroMeanUnitVariance(true, 1).apply(TWO_CHANNELS, 2);
    assertEquals(-2 / (Math.sqrt(8 / 3.0) + 1), damped[0], 1e-6);
  }

  @Test
  void aConstantPictureBecomesZeroNotNaN() {
    float[] constant = {7, 7, 7};
    assertArrayEquals(new float[3], new ZeroMeanUnitVariance(true, 0).apply(constant, 1));
    assertArrayEquals(new float[3], new ScaleRange(true, 0, 100, 0).apply(constant, 1));
  }

  @Test
  void scaleRangeInterpolatesPercentiles() {
    float[] values = {5, 1, 3, 2, 4};
    assertArrayEquals(
        new float[] {1, 0, 0.5f, 0.25f, 0.75f}, new ScaleRange(true, 0, 100, 0).apply(values, 1));
    // As numpy: the 10th percentile is 1.4, the 90th 4.6.
    assertEquals((5 - 1.4) / 3.2, new ScaleRange(true, 10, 90, 0).apply(values, 1)[0], 1e-6);
  }

  @Test
  void clipBinarizeSigmoidAndSoftmaxAreWhatTheyAreCalled() {
    assertArrayEquals(new float[] {2, 2, 4, 10, 15, 15}, new Clip(2, 15).apply(TWO_CHANNELS, 2));
    assertArrayEquals(
        new float[] {0, 0, 1, 0, 0, 1}, new Binarize(List.of(3.0, 20.0)).apply(TWO_CHANNELS, 2));
    assertEquals(1 / (1 + Math.exp(-2)), new SigmoidStep().apply(new float[] {2}, 1)[0], 1e-7);
    float[] softmax = new SoftmaxStep().apply(new float[] {0, 1000, 1, 1000}, 2);
    assertArrayEquals(new float[] {0.26894143f, 0.5f, 0.7310586f, 0.5f}, softmax, 1e-7f);
  }

  @Test
  void theArgumentStaysAsItIs() {
    float[] values = {1, 2, 3};
    Step.applyAll(List.of(), values, 1)[0] = 9;
    new SoftmaxStep().apply(values, 3);
    assertArrayEquals(new float[] {1, 2, 3}, values);
  }

  @Test
  void illegalParametersAreRefused() {
    assertThrows(InputException.class, () -> new MeanStd(List.of(0.0), List.of(0.0)));
    assertThrows(InputException.class, () -> new Scale(Double.NaN, 0));
    assertThrows(InputException.class, () -> new Clip(1, 0));
    assertThrows(InputException.class, () -> new ScaleRange(true, 90, 10, 0));
    assertThrows(InputException.class, () -> new VolumeRange(List.of(-1)));
    assertThrows(InputException.class, () -> new VolumeRange(List.of(3)).requireChannels(3));
    assertThrows(InputException.class, () -> new ZeroMeanUnitVariance(true, -1));
    List<Step> twoMeans = List.of(new MeanStd(List.of(1.0, 2.0), List.of(1.0)));
    assertThrows(InputException.class, () -> Step.applyAll(twoMeans, new float[9], 3));
  }
}
