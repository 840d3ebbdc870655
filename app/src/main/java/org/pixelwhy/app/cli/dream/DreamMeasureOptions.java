package org.pixelwhy.app.cli.dream;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.app.cli.data.DataText;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Part;
import org.pixelwhy.data.SplitFile;
import org.pixelwhy.dream.feature.FeatureNames;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.study.dream.DreamRequest.Measures;
import org.pixelwhy.study.dream.ReferenceImages;
import org.pixelwhy.study.dream.VerdictRule;
import org.pixelwhy.tensor.InputException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is measured of dreams, and how it is judged. */
final class DreamMeasureOptions {
  private static final String CACHE = "reference";

  @Option(
      names = "--features",
      split = ",",
      paramLabel = "NAME",
      description = {
        "What is followed: names of radiomics features, of families of them such as glcm, all,",
        "line-135, line-45. Without it, the published six, diameter and elongation."
      })
  private List<String> features = FeatureNames.USUAL;

  @Option(names = "--bins", paramLabel = "N", description = "Number of grey levels (32).")
  private String bins;

  @Option(names = "--bin-width", paramLabel = "W", description = "Width of grey levels.")
  private String binWidth;

  @Option(
      names = "--reference",
      paramLabel = "DIR|KIND:COUNT",
      description = "Images with masks, usually those of validation, that say what is normal.")
  private String reference;

  @Mixin private DataText dataText;

  @Option(
      names = "--split",
      paramLabel = "FILE",
      description = "The split.json of a training, of which --part of the reference is taken.")
  private Path split;

  @Option(
      names = "--part",
      paramLabel = "train|validation|test",
      defaultValue = "validation",
      description = "Which part of the split (${DEFAULT-VALUE}).")
  private Part part;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where the reference's numbers are kept; otherwise in the output folder.")
  private Path cache;

  @Option(
      names = "--normal",
      paramLabel = "N,S",
      split = ",",
      description = "Standard deviations that are normal, and strongly out (2,5).")
  private List<String> thresholds;

  /**
   * What is to be measured.
   *
   * @param out folder of the run
   * @param seed of generated images
   */
  Measures measures(Path out, long seed) {
    return new Measures(
        FeatureNames.measuring(features, discretisation()), reference(out, seed), rule());
  }

  private Discretisation discretisation() {
    if (bins != null && binWidth != null) {
      throw new InputException("give only one of --bins and --bin-width");
    }
    return binWidth != null
        ? new Discretisation.BinWidth(Numbers.real("--bin-width", binWidth))
        : new Discretisation.BinNumber(bins == null ? 32 : (int) Numbers.whole("--bins", bins, 1));
  }

  private Optional<ReferenceImages> reference(Path out, long seed) {
    if (reference == null) {
      return Optional.empty();
    }
    Dataset dataset = dataText.open(reference, seed);
    return Optional.of(
        new ReferenceImages(
            dataset.name(),
            split == null ? dataset.entries() : dataset.entries(SplitFile.read(split), part),
            dataset.classes().size(),
            dataset.windowing(),
            Optional.of(cache == null ? out.resolve(CACHE) : cache)));
  }

  private VerdictRule rule() {
    if (thresholds == null) {
      return VerdictRule.USUAL;
    }
    List<Double> numbers = Numbers.reals("--normal", thresholds);
    if (numbers.size() != 2) {
      throw new InputException("--normal: expected two numbers, such as 2,5");
    }
    return new VerdictRule(numbers.get(0), numbers.get(1));
  }
}
