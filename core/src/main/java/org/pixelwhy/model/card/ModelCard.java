package org.pixelwhy.model.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * What a segmentation model's input and output mean. Made by {@link PartialCard#complete}.
 *
 * @param inputLayout order of the input's axes
 * @param size sizes that the model takes
 * @param channels what the input's channels are
 * @param preprocessing steps from a picture's values to the input, in order; numbers per channel
 *     are in the order of the input's channels
 * @param outputLayout order of the output's axes
 * @param activation what the output already went through
 * @param classNames one name per class, in the order of the output's channels
 * @param background the class that stands for "nothing", a number from 0
 * @param output the tensor that is the segmentation, where there was a choice
 * @param quantised how gradients pass rounding
 * @param guesses one line for each field that nobody stated, to be shown to the user
 */
public record ModelCard(
    Layout inputLayout,
    InputSize size,
    ChannelOrder channels,
    List<Step> preprocessing,
    Layout outputLayout,
    Activation activation,
    List<String> classNames,
    OptionalInt background,
    Optional<String> output,
    Quantised quantised,
    List<String> guesses) {
  public ModelCard {
    preprocessing = List.copyOf(preprocessing);
    classNames = List.copyOf(classNames);
    guesses = List.copyOf(guesses);
    if (size.axes().size() != inputLayout.spatialRank()) {
      throw new InputException(
          Text.format(
              "model card: input layout %s has %d spatial axes, but the size %s has %d",
              inputLayout, inputLayout.spatialRank(), size, size.axes().size()));
    }
    if (background.isPresent()
        && (background.getAsInt() < 0
            || !classNames.isEmpty() && background.getAsInt() >= classNames.size())) {
      throw new InputException(
          Text.format(
              "model card: background class %d does not exist, there are %d classes",
              background.getAsInt(), classNames.size()));
    }
    for (Step step : preprocessing) {
      step.requireChannels(channels.channels());
    }
    if (preprocessing.stream().skip(1).anyMatch(FullRange.class::isInstance)) {
      throw new InputException(
          "model card: full_range (and presets such as imagenet, which begin with it) is of the"
              + " values in the file, it must be the first step");
    }
    if (preprocessing.stream().skip(1).anyMatch(VolumeRange.class::isInstance)) {
      throw new InputException(
          "model card: volume_range is of the values in the file, it must be the first step");
    }
  }

  /** Whether preparing a picture takes the ranges of the volume that it is a slice of. */
  public boolean needsVolume() {
    return !preprocessing.isEmpty() && preprocessing.get(0) instanceof VolumeRange;
  }

  /**
   * The card for slices of one volume, its ranges known.
   *
   * @param windows one for each channel of the input
   */
  public ModelCard within(List<IntensityWindow> windows) {
    List<Step> steps = new ArrayList<>(preprocessing);
    steps.set(0, ((VolumeRange) preprocessing.get(0)).within(windows));
    return withPreprocessing(steps);
  }

  /** The same with other steps. */
  public ModelCard withPreprocessing(List<Step> steps) {
    return new ModelCard(
        inputLayout,
        size,
        channels,
        steps,
        outputLayout,
        activation,
        classNames,
        background,
        output,
        quantised,
        guesses);
  }

  /** The same for images of other sizes. */
  public ModelCard withSize(InputSize sizes) {
    return new ModelCard(
        inputLayout,
        sizes,
        channels,
        preprocessing,
        outputLayout,
        activation,
        classNames,
        background,
        output,
        quantised,
        guesses);
  }

  /** The same of an output with other classes. */
  public ModelCard withClasses(List<String> names, OptionalInt newBackground) {
    return new ModelCard(
        inputLayout,
        size,
        channels,
        preprocessing,
        outputLayout,
        activation,
        names,
        newBackground,
        output,
        quantised,
        guesses);
  }

  /**
   * A picture's values as the model takes them: {@link ChannelOrder#arrange channels arranged},
   * then every step of the preprocessing. The size stays; the input layout is not applied.
   *
   * @return {@code [channels, height, width]} in C order
   */
  public float[] preprocess(Image image) {
    return Step.applyAll(preprocessing, channels.arrange(image).values(), channels.channels());
  }

  /** Everything stated: what {@link PartialCard#complete} would need nobody to guess. */
  public PartialCard stated() {
    return new PartialCard.Builder()
        .inputLayout(inputLayout)
        .size(size)
        .channels(channels)
        .preprocessing(preprocessing)
        .outputLayout(outputLayout)
        .activation(activation)
        .classNames(classNames)
        .background(background)
        .output(output.orElse(null))
        .quantised(quantised == Quantised.EXACT ? null : quantised)
        .build();
  }
}
