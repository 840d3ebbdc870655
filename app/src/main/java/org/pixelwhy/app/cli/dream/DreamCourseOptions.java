package org.pixelwhy.app.cli.dream;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.dream.Ascent;
import org.pixelwhy.dream.Ascent.Rule;
import org.pixelwhy.dream.DreamOptions;
import org.pixelwhy.dream.DreamOptions.Stop;
import org.pixelwhy.dream.ValueRange;
import org.pixelwhy.study.dream.DreamRequest.Course;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Option;

/** How dreams go on. */
final class DreamCourseOptions {
  private static final int FRAMES = 48;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Most steps that are taken (" + DreamOptions.STEPS + ").")
  private String steps = Integer.toString(DreamOptions.STEPS);

  @Option(
      names = "--step-size",
      paramLabel = "A",
      description = {
        "What the gradient is multiplied by; without it, the first step changes no value by more",
        "than a hundredth of the range."
      })
  private String stepSize;

  @Option(
      names = "--step",
      paramLabel = "plain|normalised",
      defaultValue = "plain",
      description = "The gradient itself, or divided by its root mean square (${DEFAULT-VALUE}).")
  private Rule rule;

  @Option(
      names = "--range",
      split = ",",
      paramLabel = "LOW,HIGH",
      description = "Values that images have, where neither the card nor the image says.")
  private List<String> range;

  @Option(names = "--clip", description = "Keep values in the range.")
  private boolean clip;

  @Option(names = "--momentum", paramLabel = "M", description = "Share of earlier steps (0).")
  private String momentum = "0";

  @Option(
      names = "--blur",
      paramLabel = "S",
      description = "Standard deviation in pixels of a blur after every step (0).")
  private String blur = "0";

  @Option(
      names = "--total-variation",
      paramLabel = "W",
      description = "Weight of the image's total variation, which is kept small (0).")
  private String totalVariation = "0";

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      description = "A feature has not changed if it did by no more than this share (0.001).")
  private String tolerance = Text.number(Stop.USUAL.tolerance());

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = {
        "Stop when mask and features have not changed for so many steps; 0 takes all steps (10)."
      })
  private String patience = Integer.toString(Stop.USUAL.patience());

  Course course() {
    Ascent ascent =
        new Ascent(
            rule,
            stepSize == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Numbers.real("--step-size", stepSize)),
            clip,
            Numbers.real("--momentum", momentum),
            Numbers.real("--blur", blur),
            Numbers.real("--total-variation", totalVariation));
    return new Course(
        (int) Numbers.whole("--steps", steps, 1),
        ascent,
        new Stop(
            Numbers.real("--tolerance", tolerance), (int) Numbers.whole("--patience", patience, 0)),
        range(),
        FRAMES);
  }

  private Optional<ValueRange> range() {
    if (range == null) {
      return Optional.empty();
    }
    if (range.size() != 2) {
      throw new InputException(
          Text.format("--range: expected LOW,HIGH, found %d numbers", range.size()));
    }
    List<Double> ends = Numbers.reals("--range", range);
    return Optional.of(new ValueRange(ends.get(0), ends.get(1)));
  }
}
