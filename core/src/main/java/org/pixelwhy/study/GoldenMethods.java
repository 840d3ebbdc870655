package org.pixelwhy.study;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.cam.GradCam;
import org.pixelwhy.attribution.gradient.Saliency;
import org.pixelwhy.image.Interpolation;
import org.pixelwhy.onnx.graph.Tensor;

/** How each method of a reference set is computed here. A new method is added here. */
final class GoldenMethods {
  /** Computes the array of one case. */
  @FunctionalInterface
  interface Reproduction {
    Tensor compute(GoldenRun run);
  }

  /** Methods whose map is the array, by their names in the set. */
  private static final Map<String, Function<GoldenRun, Attributor>> MAPS =
      Map.ofEntries(
          Map.entry("saliency", run -> new Saliency()),
          Map.entry("layer_gradcam", run -> gradCam(run, false)));

  private static final Map<String, Reproduction> REPRODUCTIONS = reproductions();

  private GoldenMethods() {}

  private static Map<String, Reproduction> reproductions() {
    Map<String, Reproduction> all = new HashMap<>();
    MAPS.forEach((name, factory) -> all.put(name, run -> map(factory.apply(run), run)));
    all.put("logits", GoldenScores::outputs);
    all.put("layer_gradcam_relu_bilinear", GoldenMethods::enlargedGradCam);
    all.put("infidelity", GoldenScores::infidelity);
    all.put("sensitivity_max", GoldenScores::sensitivity);
    return Map.copyOf(all);
  }

  /** How a case is computed; empty where the method, or the one that it scores, is unknown. */
  static Optional<Reproduction> find(GoldenCase golden) {
    String scored = golden.params().path("of").asText("");
    return scored.isEmpty() || MAPS.containsKey(scored)
        ? Optional.ofNullable(REPRODUCTIONS.get(golden.method()))
        : Optional.empty();
  }

  /** The attributor of a method that gives maps. */
  static Attributor attributor(String name, GoldenRun run) {
    return MAPS.get(name).apply(run);
  }

  /** The first map of an attributor. */
  static Tensor map(Attributor attributor, GoldenRun run) {
    run.at().expect(attributor.requests(run.at(), run.space()));
    return attributor.explain(run.at(), run.question()).get(0).values();
  }

  private static Attributor gradCam(GoldenRun run, boolean relu) {
    return new GradCam(new GradCam.Options(List.of(run.golden().layer()), relu));
  }

  private static Tensor enlargedGradCam(GoldenRun run) {
    Tensor map = map(gradCam(run, true), run);
    return Interpolation.LINEAR.resize(map, run.at().image().shape().with(1, 1));
  }
}
