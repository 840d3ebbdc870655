package org.pixelwhy.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.attribution.PixelMean;
import org.pixelwhy.attribution.perturbation.PerturbationRun;
import org.pixelwhy.catalogue.option.Configurable;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.tensor.Tensor;

/**
 * An entry of the catalogue.
 *
 * @param id what users write, such as {@code grad-cam}
 * @param title for headings
 * @param needs what a model must offer
 * @param summary one sentence
 * @param unit of the map's values, for colour bars
 * @param options what may be chosen about it; the factory reads no others
 * @param factory makes the attributor
 */
public record Method(
    String id,
    String title,
    Needs needs,
    String summary,
    String unit,
    List<NamedOption<?>> options,
    Function<Chosen, Attributor> factory)
    implements Configurable {
  public Method {
    options = List.copyOf(options);
  }

  /** A method about which nothing may be chosen. */
  public Method(
      String id,
      String title,
      Needs needs,
      String summary,
      String unit,
      Function<Chosen, Attributor> factory) {
    this(id, title, needs, summary, unit, List.of(), factory);
  }

  /** Whether it explains any model, without anything that was made for it before. */
  public boolean readyMade() {
    return needs != Needs.TRAINED;
  }

  /** What a method needs of a model. */
  public enum Needs {
    /** Only to run it. */
    FORWARD,
    /** A gradient rule for every operator between what is explained and the output. */
    GRADIENT,
    /** An explainer that was trained for the model; only then to run that. */
    TRAINED
  }

  /** The map of a target of several pixels, for methods where that is not the mean of theirs. */
  public enum Border {
    /** The map of the mean output: one backward pass. */
    FAST,
    /** The mean of every pixel's own map: a backward pass for each pixel. */
    EXACT
  }

  /**
   * Settings of all methods of a request.
   *
   * @param layers for methods that look at layers
   * @param seed for methods that draw random numbers
   * @param border for methods that are not linear in the question's weights
   * @param options the options of methods and scores, as far as they are given
   * @param run how methods that run the network many times do so
   */
  public record Settings(
      List<String> layers, long seed, Border border, GivenOptions options, RunOptions run) {
    public Settings {
      layers = List.copyOf(layers);
      Objects.requireNonNull(border, "border");
      Objects.requireNonNull(options, "options");
      Objects.requireNonNull(run, "run");
    }

    /** Run in the plain way. */
    public Settings(List<String> layers, long seed, Border border, GivenOptions options) {
      this(layers, seed, border, options, RunOptions.PLAIN);
    }

    public Settings withLayers(List<String> newLayers) {
      return new Settings(newLayers, seed, border, options, run);
    }

    public Settings withRun(RunOptions newRun) {
      return new Settings(layers, seed, border, options, newRun);
    }

    /** With other options. */
    public Settings with(GivenOptions other) {
      return new Settings(layers, seed, border, other, run);
    }

    /** Without options. */
    public Settings(List<String> layers, long seed, Border border) {
      this(layers, seed, border, GivenOptions.NONE);
    }

    /** With {@link Border#FAST}, without options. */
    public Settings(List<String> layers, long seed) {
      this(layers, seed, Border.FAST);
    }
  }

  /**
   * All that is chosen about one method or score.
   *
   * @param image reads files that belong to the image that is explained
   */
  public record Chosen(Configurable owner, Settings settings, ImageFiles image) {
    /** The value of one of its options. */
    public <T> T get(NamedOption<T> option) {
      return settings.options().value(owner, option);
    }

    /** Whether a value is given, and not merely the standard one. */
    public boolean isGiven(NamedOption<?> option) {
      return settings.options().isGiven(owner, option);
    }

    /** What the image is compared with, where {@link BaselineChoice#OPTION} is an option. */
    public Baseline baseline() {
      return get(BaselineChoice.OPTION).baseline(image.inputs());
    }

    /** Names of layers, {@code auto} or {@code all}. */
    public List<String> layers() {
      return settings.layers();
    }

    /** Where random numbers start. */
    public long seed() {
      return settings.seed();
    }

    PerturbationRun run() {
      return settings.run().passes(owner, image.number(), image.target());
    }

    /** A mask to compare with, in the geometry of the network's output. */
    public Optional<Mask> reference() {
      return settings
          .run()
          .reference()
          .map(file -> new GivenMask(file, OptionalInt.empty()))
          .map(image.masks());
    }

    /** The ground truth that scores look at, in the geometry of the network's output. */
    public Optional<Mask> truth() {
      return settings.run().truth().map(image.masks()).or(this::reference);
    }
  }

  /**
   * The method, ready to explain; options that name a file take finished inputs ({@code .npy}).
   *
   * @throws org.pixelwhy.tensor.InputException if an option has no such value
   */
  public Attributor attributor(Settings settings) {
    return attributor(settings, ImageFiles.inputsOnly(Npy::read));
  }

  /** The same with a function that reads a file as an input like the image that is explained. */
  public Attributor attributor(Settings settings, Function<Path, Tensor> inputs) {
    return attributor(settings, ImageFiles.inputsOnly(inputs));
  }

  /**
   * The method, ready to explain. {@link Border#EXACT} concerns methods of the gradient only: for
   * others every pixel would cost many forward passes.
   *
   * @throws org.pixelwhy.tensor.InputException if an option has no such value
   */
  public Attributor attributor(Settings settings, ImageFiles image) {
    Attributor attributor = factory.apply(new Chosen(this, settings, image));
    boolean exact = settings.border() == Border.EXACT && needs == Needs.GRADIENT;
    return exact && !attributor.linear() ? new PixelMean(attributor) : attributor;
  }
}
