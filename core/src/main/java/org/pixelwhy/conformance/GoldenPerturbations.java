package org.pixelwhy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pixelwhy.attribution.perturbation.CircleDistances;
import org.pixelwhy.attribution.perturbation.HausdorffMasks;
import org.pixelwhy.attribution.perturbation.HausdorffOptions;
import org.pixelwhy.attribution.perturbation.MaskApplication;
import org.pixelwhy.attribution.perturbation.Occlusion;
import org.pixelwhy.attribution.perturbation.Rise;
import org.pixelwhy.attribution.perturbation.RiseOptions;
import org.pixelwhy.attribution.perturbation.RiseOptions.Merge;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** The methods of a reference set that only run the network. */
final class GoldenPerturbations {
  private GoldenPerturbations() {}

  /** The set repeats the map for each channel, all of which are covered together. */
  static Tensor occlusion(GoldenRun run) {
    Occlusion.Options options =
        Occlusion.Options.defaults()
            .withWindow(withoutChannels(run, "window"), withoutChannels(run, "strides"))
            .withFill((float) run.param("baseline").asDouble());
    Tensor map = new Occlusion(options).explain(run.at(), run.question()).get(0).values();
    Shape shape = run.at().image().shape();
    float[] values = map.toFloats();
    float[] repeated = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = values[i % values.length];
    }
    return Tensor.of(repeated, shape.dims());
  }

  private static List<Integer> withoutChannels(GoldenRun run, String key) {
    JsonNode numbers = run.param(key);
    if (numbers.path(0).asInt() != run.at().image().shape().dim(1)) {
      throw new InputException(
          Text.format(
              "%s: '%s' must cover all channels together, found %s",
              run.golden().file(), key, numbers));
    }
    List<Integer> extents = new ArrayList<>();
    for (int i = 1; i < numbers.size(); i++) {
      extents.add(numbers.get(i).asInt());
    }
    return extents;
  }

  static Tensor rise(GoldenRun run) {
    return rise(run, Merge.MEAN, run.space());
  }

  static Tensor riseOfPixelsMaximum(GoldenRun run) {
    return rise(run, Merge.MAX, OutputSpace.PROBABILITIES);
  }

  static Tensor riseOfPixelsMean(GoldenRun run) {
    return rise(run, Merge.MEAN, OutputSpace.PROBABILITIES);
  }

  private static Tensor rise(GoldenRun run, Merge merge, OutputSpace score) {
    RiseOptions options =
        RiseOptions.defaults()
            .withGiven(run.array("masks"), run.param("p").asDouble())
            .withMerge(merge)
            .withScore(RiseOptions.Score.of(score));
    return new Rise(options).explain(run.at(), run.question()).get(0).values();
  }

  static Tensor hausdorffMasks(GoldenRun run) {
    return hausdorffMasks(run, MaskApplication.minimum());
  }

  static Tensor hausdorffMasksUnclipped(GoldenRun run) {
    return hausdorffMasks(run, MaskApplication.darken());
  }

  /** The grid of distances; infinite where exactly one of the masks is empty. */
  private static Tensor hausdorffMasks(GoldenRun run, MaskApplication application) {
    HausdorffOptions options =
        HausdorffOptions.defaults()
            .withStamp(run.set().mask(run.param("pattern").asText()), run.param("offset").asInt())
            .withApplication(application)
            .withReference(run.set().mask(run.param("reference_mask").asText()));
    CircleDistances grid = new HausdorffMasks(options).distances(run.at(), run.question());
    double[] distances = Arrays.copyOf(grid.distances(), grid.distances().length);
    return Tensor.of(distances, grid.rows(), grid.columns());
  }
}
