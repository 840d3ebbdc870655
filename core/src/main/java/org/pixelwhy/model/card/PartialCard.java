package org.pixelwhy.model.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * What one source says of a model; fields it does not state are empty. See {@link ModelCard}.
 *
 * @param background an empty number states that no class is the background
 * @param output name of the tensor that is the segmentation, perhaps with a head: {@code NAME[0]}
 * @param quantised how gradients pass rounding
 */
public record PartialCard(
    Optional<Layout> inputLayout,
    Optional<InputSize> size,
    Optional<ChannelOrder> channels,
    Optional<List<Step>> preprocessing,
    Optional<Layout> outputLayout,
    Optional<Activation> activation,
    Optional<List<String>> classNames,
    Optional<OptionalInt> background,
    Optional<String> output,
    Optional<Quantised> quantised) {
  /** States nothing. */
  public static final PartialCard EMPTY = new Builder().build();

  public PartialCard {
    preprocessing = preprocessing.map(List::copyOf);
    classNames = classNames.map(List::copyOf);
  }

  /** What this card states, and where it states nothing, what the weaker one does. */
  public PartialCard orElse(PartialCard weaker) {
    return new PartialCard(
        inputLayout.or(weaker::inputLayout),
        size.or(weaker::size),
        channels.or(weaker::channels),
        preprocessing.or(weaker::preprocessing),
        outputLayout.or(weaker::outputLayout),
        activation.or(weaker::activation),
        classNames.or(weaker::classNames),
        background.or(weaker::background),
        output.or(weaker::output),
        quantised.or(weaker::quantised));
  }

  /**
   * The whole card; each field taken from the guess is listed among the card's guesses.
   *
   * @throws InputException if a field is neither stated nor guessed, or fields contradict
   */
  public ModelCard complete(PartialCard guess) {
    List<String> guesses = new ArrayList<>();
    Layout layout = take("input layout", inputLayout, guess.inputLayout, guesses);
    InputSize sizes = take("input size", size, guess.size, guesses);
    ChannelOrder order = take("channels", channels, guess.channels, guesses);
    List<Step> steps = take("preprocessing", preprocessing, guess.preprocessing, guesses);
    return new ModelCard(
        layout,
        sizes,
        order,
        Preset.resolved(steps, order),
        take("output layout", outputLayout, guess.outputLayout, guesses),
        take("activation", activation, guess.activation, guesses),
        take("classes", classNames, guess.classNames, guesses),
        take("background", background, guess.background, guesses),
        output.or(
            () ->
                guess.output.map(name -> take("output", Optional.empty(), guess.output, guesses))),
        quantised.orElse(Quantised.EXACT),
        guesses);
  }

  private static <T> T take(
      String field, Optional<T> stated, Optional<T> guess, List<String> guesses) {
    if (stated.isPresent()) {
      return stated.get();
    }
    T guessed =
        guess.orElseThrow(
            () ->
                new InputException(
                    Text.format(
                            "model card: nothing says the %s, and it cannot be guessed; state it in"
                                + " a card",
                            field)
                        + " file or by an option"));
    guesses.add(Text.format("%s: %s", field, text(guessed)));
    return guessed;
  }

  private static String text(Object value) {
    if (value instanceof OptionalInt background) {
      return background.isPresent() ? "class " + background.getAsInt() : "none";
    }
    return value instanceof List<?> list && list.isEmpty() ? "none" : value.toString();
  }

  /** Collects what a source states. */
  public static final class Builder {
    private Layout inputLayout;
    private InputSize size;
    private ChannelOrder channels;
    private List<Step> preprocessing;
    private Layout outputLayout;
    private Activation activation;
    private List<String> classNames;
    private OptionalInt background;
    private String output;
    private Quantised quantised;

    public Builder inputLayout(Layout value) {
      inputLayout = value;
      return this;
    }

    public Builder size(InputSize value) {
      size = value;
      return this;
    }

    public Builder channels(ChannelOrder value) {
      channels = value;
      return this;
    }

    public Builder preprocessing(List<? extends Step> value) {
      preprocessing = List.copyOf(value);
      return this;
    }

    public Builder outputLayout(Layout value) {
      outputLayout = value;
      return this;
    }

    public Builder activation(Activation value) {
      activation = value;
      return this;
    }

    public Builder classNames(List<String> value) {
      classNames = List.copyOf(value);
      return this;
    }

    /** The background class, or an empty number to state that there is none. */
    public Builder background(OptionalInt value) {
      background = value;
      return this;
    }

    public Builder output(String value) {
      output = value;
      return this;
    }

    public Builder quantised(Quantised value) {
      quantised = value;
      return this;
    }

    public PartialCard build() {
      return new PartialCard(
          Optional.ofNullable(inputLayout),
          Optional.ofNullable(size),
          Optional.ofNullable(channels),
          Optional.ofNullable(preprocessing),
          Optional.ofNullable(outputLayout),
          Optional.ofNullable(activation),
          Optional.ofNullable(classNames),
          Optional.ofNullable(background),
          Optional.ofNullable(output),
          Optional.ofNullable(quantised));
    }
  }
}
