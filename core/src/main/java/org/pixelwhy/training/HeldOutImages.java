package org.pixelwhy.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.pixelwhy.data.Batch;
import org.pixelwhy.data.Batches;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Loader;
import org.pixelwhy.data.LoaderOptions;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Mask;
import org.pixelwhy.overlap.Dice;
import org.pixelwhy.overlap.HausdorffDistance;
import org.pixelwhy.overlap.Iou;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** Scores networks on images that they do not learn from. */
public final class HeldOutImages {
  private final TrainingData data;
  private final List<Entry> entries;
  private final Loader loader;

  /**
   * Images to score on.
   *
   * @param entries at least one
   * @param batch images per run of the network
   */
  public HeldOutImages(TrainingData data, List<Entry> entries, int batch) {
    this.data = data;
    this.entries = entries;
    this.loader =
        new Loader(
            entries,
            new LoaderOptions(batch, false, List.of(), 0, Training.READERS),
            data.badFiles());
  }

  /**
   * Scores a network.
   *
   * @param network gives the logits {@code [N,K,H,W]} of images {@code [N,C,H,W]}; pixels of which
   *     the truth says nothing count in no score
   * @throws InputException if no image can be read and has a pixel that counts
   * @throws ArithmeticException if the network's answer is not finite
   */
  public OverlapScores of(UnaryOperator<Tensor> network) {
    return ofBatches(batch -> network.apply(data.images(batch)));
  }

  /** The same with a network that is given the batch itself, in which the data lie as they are. */
  public OverlapScores ofBatches(Function<Batch, Tensor> network) {
    List<ImageScores> each = new ArrayList<>();
    try (Batches batches = loader.epoch(0)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        Tensor logits = network.apply(batch);
        for (int i = 0; i < batch.size(); i++) {
          Sample sample = batch.samples().get(i);
          LabelMap truth = sample.labels();
          LabelMap found = predicted(logits, i, truth);
          if (truth.counts()[LabelMap.IGNORED] < truth.classes().length) {
            each.add(score(sample.name(), found, truth));
          }
        }
      }
    }
    if (each.isEmpty()) {
      throw new InputException(
          Text.format(
              "none of the %d images to score on can be read and has pixels that count",
              entries.size()));
    }
    return new OverlapScores(each, entries.size() - each.size());
  }

  private ImageScores score(String name, LabelMap found, LabelMap truth) {
    Mask ignored = truth.mask(LabelMap.IGNORED);
    List<Mask> a =
        IntStream.of(data.labels()).mapToObj(label -> found.mask(label).minus(ignored)).toList();
    List<Mask> b = IntStream.of(data.labels()).mapToObj(truth::mask).toList();
    double hausdorff =
        IntStream.range(0, a.size())
            .mapToDouble(i -> distance(a.get(i), b.get(i)))
            .average()
            .orElseThrow();
    return new ImageScores(name, Dice.mean(a, b), Iou.mean(a, b), hausdorff);
  }

  private static double distance(Mask a, Mask b) {
    return HausdorffDistance.ofMembers(a, b)
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
    return new LabelMap(like.axes(), labels);
  }
}
