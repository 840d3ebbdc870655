package org.pixelwhy.app.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.model.GivenInput;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.ClassNames;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.model.card.MeanStd;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.Preset;
import org.pixelwhy.model.card.Quantised;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.model.card.Step;
import org.pixelwhy.model.card.ZeroMeanUnitVariance;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Option;

/** What the user states about a model; what is not stated is read from the card, or guessed. */
public class CardOptions {
  /** What the shell completes behind {@code --normalize}. */
  static final class Normalizations implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return normalizations().iterator();
    }
  }

  private static List<String> normalizations() {
    List<String> names = new ArrayList<>(List.of("image", "channel"));
    names.addAll(Preset.names());
    return names;
  }

  /** What the shell completes. */
  static final class ChannelNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ChannelOrder.names().iterator();
    }
  }

  private static final double EPSILON = 1e-6;

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description = "Model card, or bioimageio.yaml: what input and output mean.")
  private Path card;

  @Option(
      names = "--axes",
      paramLabel = "nchw|nhwc",
      description = "Order of the input's axes (ncdhw, ndhwc for volumes).")
  private Layout axes;

  @Option(
      names = "--channels",
      paramLabel = "grey|rgb|bgr|N",
      completionCandidates = ChannelNames.class,
      description = "What the input's channels are, or how many of no colour.")
  private String channels;

  @Option(
      names = "--scale",
      paramLabel = "F",
      description = "Factor for pixel values, such as 1/255.")
  private String scale;

  @Option(
      names = "--mean",
      split = ",",
      paramLabel = "M",
      description = "Subtracted after scaling; one number, or one per channel.")
  private List<String> mean;

  @Option(
      names = "--std",
      split = ",",
      paramLabel = "S",
      description = "Divided by after that; one number, or one per channel.")
  private List<String> std;

  @Option(
      names = "--normalize",
      paramLabel = "NAME",
      completionCandidates = Normalizations.class,
      description = {
        "imagenet, tf (-1..1), 0..1 or none: preprocessing by its usual name; image or",
        "channel: to mean 0 and deviation 1, over each image or each of its channels."
      })
  private String normalize;

  @Option(
      names = "--classes",
      split = ",",
      paramLabel = "NAME",
      description = {
        "Names of the classes, in the order of the output's channels; or a file: one name a",
        "line, CSV number,name, or JSON."
      })
  private List<String> classes;

  @Option(
      names = "--activation",
      paramLabel = "A",
      description = "What the output went through: ${COMPLETION-CANDIDATES}.")
  private Activation activation;

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = {
        "Which of several outputs, or which tensor, is the segmentation; NAME[1] is the second",
        "of a stack of maps."
      })
  private String output;

  @Option(
      names = "--quantised",
      paramLabel = "exact|straight-through",
      description = {
        "How gradients pass the rounding of a quantised network: not at all, or as if nothing",
        "were rounded."
      })
  private Quantised quantised;

  @Option(
      names = "--background",
      paramLabel = "N|none",
      description = "Number of the class that stands for nothing.")
  private String background;

  @Option(
      names = "--input",
      paramLabel = "NAME=FILE|N",
      description = {
        "For networks with several inputs: what one other than the image is held at,",
        "an .npy file or a number."
      })
  private List<String> inputs = List.of();

  public ModelSource source(Path file) {
    return new ModelSource(NetworkFile.of(file), Optional.ofNullable(card), stated(), given());
  }

  private Map<String, GivenInput> given() {
    Map<String, GivenInput> given = new LinkedHashMap<>();
    for (String text : inputs) {
      // Names of tensors may hold '=', values seldom do.
      int equals = text.lastIndexOf('=');
      if (equals < 1 || equals == text.length() - 1) {
        throw new InputException(
            Text.format("--input: expected NAME=FILE.npy or NAME=NUMBER, found '%s'", text));
      }
      String name = text.substring(0, equals);
      if (given.put(name, ModelSource.input(text.substring(equals + 1))) != null) {
        throw new InputException(Text.format("--input: input '%s' is given twice", name));
      }
    }
    return given;
  }

  private PartialCard stated() {
    PartialCard.Builder builder = new PartialCard.Builder();
    builder.inputLayout(inputAxes()).activation(activation).output(output).quantised(quantised);
    if (channels != null) {
      builder.channels(channelOrder());
    }
    if (classes != null) {
      builder.classNames(classNames());
    }
    if (background != null) {
      builder.background(backgroundClass());
    }
    List<Step> steps = preprocessing();
    return steps.isEmpty() ? builder.build() : builder.preprocessing(steps).build();
  }

  private List<String> classNames() {
    boolean file = classes.size() == 1 && ClassNames.isFile(classes.get(0));
    return file ? ClassNames.read(Path.of(classes.get(0))) : classes;
  }

  private Layout inputAxes() {
    if (axes != null && formerAxes() != null) {
      throw new InputException("--layout is the former name of --axes; leave it out");
    }
    return axes == null ? formerAxes() : axes;
  }

  /** The order of the axes under the option's former name; null where that is not given. */
  Layout formerAxes() {
    return null;
  }

  private ChannelOrder channelOrder() {
    try {
      return ChannelOrder.of(channels);
    } catch (InputException e) {
      throw new InputException("--channels: " + e.getMessage(), e);
    }
  }

  private OptionalInt backgroundClass() {
    if (background.equals("none")) {
      return OptionalInt.empty();
    }
    return OptionalInt.of((int) Numbers.whole("--background", background, 0));
  }

  private List<Step> preprocessing() {
    List<Step> steps = new ArrayList<>();
    if (normalize != null
        && !List.of("image", "channel").contains(normalize.toLowerCase(Locale.ROOT))) {
      return List.of(preset());
    }
    if (scale != null) {
      steps.add(new Scale(Numbers.real("--scale", scale), 0));
    }
    if (mean != null || std != null) {
      List<Double> subtracted = mean == null ? List.of(0.0) : Numbers.reals("--mean", mean);
      List<Double> divisor = std == null ? List.of(1.0) : Numbers.reals("--std", std);
      steps.add(new MeanStd(subtracted, divisor));
    }
    if (normalize != null) {
      if (mean != null || std != null) {
        throw new InputException(
            "--normalize computes mean and deviation itself; leave out --mean and --std");
      }
      steps.add(new ZeroMeanUnitVariance(normalize.equalsIgnoreCase("channel"), EPSILON));
    }
    return steps;
  }

  private Step preset() {
    if (scale != null || mean != null || std != null) {
      throw new InputException(
          Text.format(
              "--normalize %s is the whole preprocessing; leave out --scale, --mean and --std",
              normalize));
    }
    return Preset.of(normalize)
        .orElseThrow(
            () ->
                new InputException(
                    Text.format(
                        "--normalize: unknown value '%s'.%s",
                        normalize, NearestNames.suggest(normalize, normalizations()))));
  }
}
