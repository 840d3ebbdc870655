package org.pixelwhy.study.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.faithfulness.ImagePart;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Resampling;
import org.pixelwhy.study.noise.ShownCase.ShownMap;
import org.pixelwhy.study.noise.ShownCase.Step;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.noise.NoiseExplainer;

/** Puts together what is to be looked at of an image. */
final class CaseDrawing {
  private static final int STEPS = 10;

  private final NoiseCase at;
  private final int[] extents;
  private final long seed;

  CaseDrawing(NoiseCase at, long seed) {
    this.at = at;
    this.extents = at.inputExtents();
    this.seed = seed;
  }

  ShownCase of(NoiseQuestion question, List<ShownMap> maps) {
    Geometry geometry = geometry();
    return new ShownCase(
        at.sample().name(),
        at.sample().image(),
        geometry.toImage(at.truth()),
        geometry.toImage(question.mask()),
        NoiseQuestion.dice(question.mask(), at),
        maps);
  }

  private Geometry geometry() {
    return at.prepared().geometry();
  }

  /**
   * One of its maps.
   *
   * @param values of all pixels of the input
   */
  ShownMap map(MapMaker maker, float[] values) {
    boolean noise = maker.kind() == MapMaker.Kind.NOISE;
    float[] drawn = values.clone();
    for (int i = 0; maker instanceof ExplainerMaps && i < drawn.length; i++) {
      drawn[i] = Math.max(0, drawn[i]);
    }
    Optional<Image> noised =
        noise && maker instanceof ExplainerMaps explainer
            ? Optional.of(noised(explainer))
            : Optional.empty();
    return new ShownMap(
        maker.name(),
        geometry().toImage(new Grid(extents[0], extents[1], drawn), Resampling.BILINEAR),
        noise ? byNoise(values) : byShare(values),
        noised);
  }

  private List<Step> byNoise(float[] values) {
    List<Step> steps = new ArrayList<>();
    for (int k = 0; k <= STEPS; k++) {
      double b = (double) k / STEPS;
      double least = Math.log((1 - b) / b);
      Mask visible = Mask.of(extents, i -> values[i] >= least);
      steps.add(new Step(Text.format("B <= %.1f", b), onImage(visible)));
    }
    return steps;
  }

  private List<Step> byShare(float[] values) {
    int[] places = at.places();
    float[] inside = inside(values, places);
    Ranking ranking = Ranking.of(inside, places, tieSeed(seed, at));
    List<Step> steps = new ArrayList<>();
    for (int k = 0; k <= STEPS; k++) {
      boolean[] visible = new boolean[values.length];
      for (int pixel : ranking.top((double) k / STEPS)) {
        visible[pixel] = true;
      }
      steps.add(new Step(100 * k / STEPS + " %", onImage(Mask.of(extents, i -> visible[i]))));
    }
    return steps;
  }

  private Mask onImage(Mask visible) {
    Shape shape = at.prepared().input().shape();
    return geometry().toImage(visible.and(new ImagePart(geometry()).inside(shape)));
  }

  private Image noised(ExplainerMaps explainer) {
    Tensor scale = explainer.outputs(at.prepared().input()).get(NoiseExplainer.SCALE);
    return NoisedPicture.of(
        at.sample().image(),
        at.prepared().geometry(),
        new Grid(extents[0], extents[1], scale.toFloats()),
        at.values(),
        seed * 31 + at.number());
  }

  /** Values at the pixels that belong to the image. */
  static float[] inside(float[] values, int[] places) {
    float[] inside = new float[places.length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = values[places[i]];
    }
    return inside;
  }

  /** Each image has an order of its own for pixels that are equal. */
  static long tieSeed(long seed, NoiseCase at) {
    return seed * 1_000_003 + at.number() + 17;
  }
}
