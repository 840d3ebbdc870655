package org.pixelwhy.attribution.perturbation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.image.Mask;
import org.pixelwhy.metric.overlap.HausdorffDistance;
import org.pixelwhy.model.Evaluation;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.target.Question;

/**
 * Hausdorff Distance Masks: a circle is laid over one place of the image after the other, and the
 * map shows how far the predicted mask then is from the reference.
 *
 * <p>The distance of masks A and B is {@code max(max over a of d(a,B), max over b of d(b,A))} over
 * all their pixels, in pixels of the output. The map {@code [1,1,H,W]} shows the circles, painted
 * from small to large distance; raw, or only what is better or worse than without a circle. The
 * masks are those of the target's class. Two empty masks have distance 0; with one empty mask the
 * distance is undefined and painted as the output's diagonal.
 *
 * <p>Deviations: the original implementation hands whole rows of the output to its distance as if
 * they were points, which is no distance between sets of pixels; it draws circles one pixel wider
 * than asked for; and it cuts the whole image off at 1 ({@link MaskApplication#minimum}).
 *
 * <p>interpret-segmentation, 2019: Hausdorff Distance Masks.
 */
public final class HausdorffMasks implements Attributor {
  private final HausdorffOptions options;

  public HausdorffMasks(HausdorffOptions options) {
    this.options = options;
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    CircleDistances distances = distances(at, question);
    double[] values = distances.values(options.comparison());
    float[] map = grid(at).paint(values, distances.neutral(options.comparison()));
    List<String> notes = new ArrayList<>();
    notes.add(
        "%d circles; without a circle the distance to the reference is %s pixels"
            .formatted(values.length, Math.round(distances.baseline() * 100) / 100.0));
    if (distances.undefined() > 0) {
      notes.add(
          "at %d positions no segment is left to compare; painted as the output's diagonal, %.4g"
              .formatted(distances.undefined(), distances.diagonal()));
    }
    at.batches().note().ifPresent(notes::add);
    Tensor painted = new Pixels(at.image()).map(map);
    return List.of(new Attribution("hausdorff-masks", "", painted, Sign.UNSIGNED, notes));
  }

  /** The distances themselves, one for each position of the circle. */
  public CircleDistances distances(Evaluation at, Question question) {
    Prediction clean = at.prediction();
    int channel = question.target().channel(clean);
    question.target().mask(clean);
    Mask reference = options.reference().orElseGet(() -> clean.mask(channel));
    requireExtents(reference, clean);
    CircleGrid grid = grid(at);
    ReferenceDistance distance = new ReferenceDistance(reference);
    double[] distances = new double[grid.count()];
    at.batches()
        .run(
            circled(at, grid).iterator(),
            output ->
                distances[output.index()] =
                    distance
                        .to(output.prediction().mask(channel))
                        .orElse(Double.POSITIVE_INFINITY));
    return new CircleDistances(
        grid.rows(),
        grid.columns(),
        distances,
        distance.to(clean.mask(channel)).orElse(Double.POSITIVE_INFINITY),
        HausdorffDistance.diagonal(clean.extents(), 1, 1));
  }

  private static void requireExtents(Mask reference, Prediction clean) {
    if (!Arrays.equals(reference.extents(), clean.extents())) {
      throw new InputException(
          "the reference mask has extents %s, the network's output %s; give a mask of that size"
              .formatted(Arrays.toString(reference.extents()), Arrays.toString(clean.extents())));
    }
  }

  private CircleGrid grid(Evaluation at) {
    int[] extents = new Pixels(at.image()).extents();
    if (extents.length != 2) {
      throw new InputException(
          "Hausdorff Distance Masks explain pictures, not volumes; use 'occlusion'");
    }
    return new CircleGrid(extents[0], extents[1], options.offset(), options.stamp());
  }

  /** The image under the circle at every position. */
  private Stream<Tensor> circled(Evaluation at, CircleGrid grid) {
    float[] original = at.image().toFloats();
    int area = grid.height() * grid.width();
    MaskApplication application = options.application();
    boolean[] changes = changes(original.length / area);
    float[] uncovered = original.clone();
    for (int i = 0; i < original.length; i++) {
      uncovered[i] = changes[i / area] ? application.apply(original[i], false) : original[i];
    }
    Pixels pixels =
        new Pixels(Tensor.of(uncovered, at.image().shape().dims()).as(at.image().type()));
    return IntStream.range(0, grid.count())
        .mapToObj(
            i -> {
              at.steps().step("Hausdorff Distance Masks", i, grid.count());
              return pixels.with(
                  grid.pixels(i),
                  (channel, pixel, value) ->
                      changes[channel]
                          ? application.apply(original[channel * area + pixel], true)
                          : value);
            });
  }

  /** Which channels the circles change. */
  private boolean[] changes(int channels) {
    boolean[] changes = new boolean[channels];
    if (options.channel().isEmpty()) {
      Arrays.fill(changes, true);
      return changes;
    }
    int only = options.channel().getAsInt();
    if (only < 0 || only >= channels) {
      throw new InputException(
          "there is no channel %d to darken; the network's input has channels 0 to %d"
              .formatted(only, channels - 1));
    }
    changes[only] = true;
    return changes;
  }
}
