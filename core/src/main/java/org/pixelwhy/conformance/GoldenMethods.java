package org.pixelwhy.conformance;

import java.util.Map;
import java.util.Optional;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.tensor.Tensor;

/** How each method of a reference set is computed here. */
final class GoldenMethods {
  /** Computes the array of one case. */
  @FunctionalInterface
  interface Reproduction {
    Tensor compute(GoldenRun run);
  }

  /** Methods whose array is no map. */
  private static final Map<String, Reproduction> OTHERS =
      Map.ofEntries(
          Map.entry("logits", GoldenScores::outputs),
          Map.entry("layer_activation", GoldenScores::activation),
          Map.entry("infidelity", GoldenScores::infidelity),
          Map.entry("sensitivity_max", GoldenScores::sensitivity),
          Map.entry("occlusion", GoldenPerturbations::occlusion),
          Map.entry("rise", GoldenPerturbations::rise),
          Map.entry("rise_pixels_max", GoldenPerturbations::riseOfPixelsMaximum),
          Map.entry("rise_pixels_mean", GoldenPerturbations::riseOfPixelsMean),
          Map.entry("hausdorff_masks", GoldenPerturbations::hausdorffMasks),
          Map.entry("hausdorff_masks_unclipped", GoldenPerturbations::hausdorffMasksUnclipped));

  private GoldenMethods() {}

  /** How a case is computed; empty where the method, or the one that it scores, is unknown. */
  static Optional<Reproduction> find(GoldenCase golden) {
    String scored = golden.params().path("of").asText("");
    if (!scored.isEmpty() && GoldenMaps.find(scored).isEmpty()) {
      return Optional.empty();
    }
    Optional<Reproduction> other = Optional.ofNullable(OTHERS.get(golden.method()));
    return other.or(
        () -> GoldenMaps.find(golden.method()).map(factory -> run -> map(factory.apply(run), run)));
  }

  /** The first map of an attributor. */
  private static Tensor map(Attributor attributor, GoldenRun run) {
    run.at().expect(attributor.requests(run.at(), run.space()));
    return attributor.explain(run.at(), run.question()).get(0).values();
  }
}
