package org.pixelwhy;

import java.util.Arrays;
import java.util.List;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.Method.Border;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.study.QuestionSpec;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.target.Target;

/**
 * What is asked about an image. Immutable: each method gives another one.
 *
 * <pre>{@code
 * Ask.about("class:tumour", "pixel:120,80")
 *     .by("lrp", "occlusion")
 *     .with("occlusion.window=15")
 *     .scoredBy("deletion")
 * }</pre>
 *
 * @param targets what is asked about
 * @param methods identifiers of the catalogue; without any it is {@code grad-cam}
 * @param scores identifiers of the catalogue of scores
 * @param reduction how a target's pixels become one number
 * @param on the output that is read
 * @param settings layers, seed, options and the like
 */
public record Ask(
    List<Target> targets,
    List<String> methods,
    List<String> scores,
    Reduction reduction,
    OutputSpace on,
    Method.Settings settings) {
  private static final List<String> USUAL_METHOD = List.of("grad-cam");
  private static final Method.Settings USUAL = new Method.Settings(List.of("auto"), 0);

  public Ask {
    targets = List.copyOf(targets);
    methods = methods.isEmpty() ? USUAL_METHOD : List.copyOf(methods);
    scores = List.copyOf(scores);
  }

  /**
   * About targets: the mean of their logits.
   *
   * @param targets as on the command line: {@code class}, {@code border:tumour}, {@code pixel:3,4}
   */
  public static Ask about(String... targets) {
    return about(Arrays.stream(targets).map(TargetCatalogue::parse).toArray(Target[]::new));
  }

  /** About targets: the mean of their logits. */
  public static Ask about(Target... targets) {
    return new Ask(
        List.of(targets), USUAL_METHOD, List.of(), Reduction.MEAN, OutputSpace.LOGITS, USUAL);
  }

  /** By these methods, which share what they can of forward and backward passes. */
  public Ask by(String... newMethods) {
    return new Ask(targets, List.of(newMethods), scores, reduction, on, settings);
  }

  /** With scores of each map. */
  public Ask scoredBy(String... newScores) {
    return new Ask(targets, methods, List.of(newScores), reduction, on, settings);
  }

  /** With another number made of the target's pixels. */
  public Ask reducedBy(Reduction newReduction) {
    return new Ask(targets, methods, scores, newReduction, on, settings);
  }

  /** About another output. */
  public Ask on(OutputSpace newOutput) {
    return new Ask(targets, methods, scores, reduction, newOutput, settings);
  }

  /** With other settings. */
  public Ask with(Method.Settings newSettings) {
    return new Ask(targets, methods, scores, reduction, on, newSettings);
  }

  /** With options, {@code NAME=VALUE} or {@code METHOD.NAME=VALUE}. */
  public Ask with(String... options) {
    return with(settings.with(GivenOptions.parse(List.of(options))));
  }

  /** At layers: their names, {@code auto} or {@code all}. */
  public Ask atLayers(String... layers) {
    return with(
        new Method.Settings(
            List.of(layers),
            settings.seed(),
            settings.border(),
            settings.options(),
            settings.run()));
  }

  /** With random numbers that start elsewhere. */
  public Ask seeded(long seed) {
    return with(
        new Method.Settings(
            settings.layers(), seed, settings.border(), settings.options(), settings.run()));
  }

  /** With the mean of each pixel's own map, for methods where that is another one. */
  public Ask exactly() {
    return with(
        new Method.Settings(
            settings.layers(), settings.seed(), Border.EXACT, settings.options(), settings.run()));
  }

  QuestionSpec question() {
    return new QuestionSpec(targets, reduction, on);
  }
}
