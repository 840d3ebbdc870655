package org.pixelwhy.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Batch;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.augmentation.AugmentationCatalogue;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.InputSize;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.Quantised;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** Pixels of no class on their way from the mask to loss and scores. */
class IgnoredPixelsTest {
  private static final byte NONE = (byte) LabelMap.IGNORED;

  private static TrainingData data(List<String> classes, Sample... samples) {
    List<Entry> entries =
        List.of(samples).stream().map(sample -> new Entry(sample.name(), () -> sample)).toList();
    ModelCard card =
        new ModelCard(
            Layout.NCHW,
            InputSize.multipleOf(1, 2),
            ChannelOrder.GREY,
            List.of(),
            Layout.NCHW,
            Activation.LOGITS,
            classes,
            classes.size() == 1 ? OptionalInt.empty() : OptionalInt.of(0),
            Optional.empty(),
            Quantised.EXACT,
            List.of());
    return new TrainingData(entries, entries, List.of(), card, BadFiles.STOP);
  }

  private static Sample sample(String name, int... labels) {
    byte[] classes = new byte[labels.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = (byte) labels[i];
    }
    return new Sample(
        name,
        new Image(1, 2, labels.length / 2, new float[labels.length], 255),
        new LabelMap(2, labels.length / 2, classes));
  }

  private static OverlapScores scores(TrainingData data, UnaryOperator<Tensor> network) {
    return new HeldOutImages(data, data.validation(), 1).of(network);
  }

  @Test
  void theTruthOfAPixelOfNoClassIsNoClassNumber() {
    Sample sample = sample("a", 0, 1, LabelMap.IGNORED, 2);
    assertArrayEquals(
        new double[] {1, 0, -1, 0, 0, 1, -1, 0, 0, 0, -1, 1},
        data(List.of("none", "one", "two"), sample).truth(new Batch(List.of(sample))).toDoubles());
    Sample binary = sample("a", 0, 1, LabelMap.IGNORED, 1);
    assertArrayEquals(
        new double[] {0, 1, -1, 1},
        data(List.of("one"), binary).truth(new Batch(List.of(binary))).toDoubles());
  }

  @Test
  void whatIsPredictedThereCountsInNoScore() {
    TrainingData data = data(List.of("one"), sample("a", 1, 0, LabelMap.IGNORED, LabelMap.IGNORED));
    UnaryOperator<Tensor> right = image -> Tensor.of(new float[] {1, -1, 1, 1}, 1, 1, 2, 2);
    OverlapScores scores = scores(data, right);
    assertEquals(List.of(1.0, 1.0, 0.0), List.of(scores.dice(), scores.iou(), scores.hausdorff()));
    UnaryOperator<Tensor> half = image -> Tensor.of(new float[] {1, 1, 1, -1}, 1, 1, 2, 2);
    // Of two counted pixels both are found, one is true.
    assertEquals(2.0 / 3, scores(data, half).dice(), 1e-12);
    assertEquals(1.0 / 2, scores(data, half).iou(), 1e-12);
  }

  @Test
  void anImageInWhichNoPixelCountsHasNoScore() {
    Sample none =
        sample("none", LabelMap.IGNORED, LabelMap.IGNORED, LabelMap.IGNORED, LabelMap.IGNORED);
    UnaryOperator<Tensor> all = image -> Tensor.of(new float[] {1, 1, 1, 1}, 1, 1, 2, 2);
    OverlapScores scores = scores(data(List.of("one"), none, sample("a", 1, 1, 1, 1)), all);
    assertEquals(List.of("a"), scores.images().stream().map(ImageScores::image).toList());
    assertEquals(1, scores.leftOut());
    InputException e =
        assertThrows(InputException.class, () -> scores(data(List.of("one"), none), all));
    assertTrue(e.getMessage().contains("has pixels that count"), e.getMessage());
  }

  /** Half of 24 x 24 pixels are of no class, and are dark, the others bright. */
  private static Sample halves() {
    int size = 24;
    byte[] labels = new byte[size * size];
    float[] values = new float[size * size];
    for (int i = 0; i < labels.length; i++) {
      boolean left = i % size < size / 2;
      labels[i] = left ? NONE : (byte) (i / size % 2);
      values[i] = left ? 0 : 200;
    }
    return new Sample("a", new Image(1, size, size, values, 255), new LabelMap(size, size, labels));
  }

  @ParameterizedTest
  @ValueSource(strings = {"usual", "elastic:1,rotation:1,zoom:1,translation:1,transpose:1"})
  void augmentationTakesThemAlong(String augmentations) {
    for (int seed = 0; seed < 8; seed++) {
      Random random = new Random(seed);
      Sample changed = halves();
      for (var augmentation : AugmentationCatalogue.parse(augmentations)) {
        changed = augmentation.apply(changed, random);
      }
      int unlike = 0;
      for (int i = 0; i < changed.labels().classes().length; i++) {
        int label = changed.labels().at(i);
        assertTrue(label <= 1 || label == LabelMap.IGNORED, "label " + label);
        unlike += (label == LabelMap.IGNORED) != changed.image().values()[i] < 100 ? 1 : 0;
      }
      // Blur and interpolation may move the boundary by a pixel.
      assertTrue(unlike <= 60, unlike + " pixels differ");
    }
  }

  @Test
  void resizingMakesNoOtherClassesOfThem() {
    Sample resized = new Resizing(new Size(12, 36)).apply(halves(), new Random(0));
    long[] counts = resized.labels().counts();
    assertEquals(12 * 18, counts[LabelMap.IGNORED]);
    assertEquals(12 * 18, counts[0] + counts[1]);
  }
}
