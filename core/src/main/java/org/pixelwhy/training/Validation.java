package org.pixelwhy.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.pixelwhy.data.Batch;
import org.pixelwhy.data.Batches;
import org.pixelwhy.data.Loader;
import org.pixelwhy.data.LoaderOptions;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Mask;
import org.pixelwhy.metric.overlap.Dice;
import org.pixelwhy.metric.overlap.HausdorffDistance;
import org.pixelwhy.metric.overlap.Iou;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.Tensor;

/** Scores a network on images that it does not learn from. */
final class Validation {
  private final TrainingData data;
  private final Loader loader;

  Validation(TrainingData data, LoaderOptions options) {
    this.data = data;
    this.loader = new Loader(data.validation(), options, data.badFiles());
  }

  /** Means over images, of means over classes. */
  record Scores(double dice, double iou, double hausdorff) {}

  /**
   * Scores the network as it is.
   *
   * @throws InputException if no image can be read
   * @throws ArithmeticException if the network's answer is not finite
   */
  Scores of(Trainer trainer) {
    List<Scores> each = new ArrayList<>();
    try (Batches batches = loader.epoch(0)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        Tensor logits = trainer.predict(data.images(batch));
        for (int i = 0; i < batch.size(); i++) {
          LabelMap truth = batch.samples().get(i).labels();
          each.add(score(predicted(logits, i, truth), truth));
        }
      }
    }
    if (each.isEmpty()) {
      throw new InputException("none of the images to validate on can be read");
    }
    return new Scores(
        each.stream().mapToDouble(Scores::dice).average().orElseThrow(),
        each.stream().mapToDouble(Scores::iou).average().orElseThrow(),
        each.stream().mapToDouble(Scores::hausdorff).average().orElseThrow());
  }

  private Scores score(LabelMap found, LabelMap truth) {
    List<Mask> a = IntStream.of(data.labels()).mapToObj(found::mask).toList();
    List<Mask> b = IntStream.of(data.labels()).mapToObj(truth::mask).toList();
    double hausdorff =
        IntStream.range(0, a.size())
            .mapToDouble(i -> distance(a.get(i), b.get(i)))
            .average()
            .orElseThrow();
    return new Scores(Dice.mean(a, b), Iou.mean(a, b), hausdorff);
  }

  private static double distance(Mask a, Mask b) {
    return HausdorffDistance.of(a, b)
        .orElseGet(() -> HausdorffDistance.diagonal(a.extents(), 1, 1));
  }

  /** Where a logit is above 0, or the class of the greatest one. */
  private static LabelMap predicted(Tensor logits, int image, LabelMap like) {
    int classes = (int) logits.shape().dim(1);
    int pixels = like.classes().length;
    byte[] labels = new byte[pixels];
    for (int pixel = 0; pixel < pixels; pixel++) {
      int best = 0;
      double highest = classes == 1 ? 0 : Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        double logit = logits.get((image * classes + k) * pixels + pixel);
        if (!Double.isFinite(logit)) {
          throw new ArithmeticException("a logit is " + logit);
        }
        if (logit > highest) {
          highest = logit;
          best = classes == 1 ? 1 : k;
        }
      }
      labels[pixel] = (byte) best;
    }
    return new LabelMap(like.height(), like.width(), labels);
  }
}
