package org.pixelwhy.app.cli.reproduce;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.app.cli.data.DataText;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How networks of the experiments learn and dream, as texts that are passed on. */
final class DreamExperimentOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Images and masks to use instead of generated ones: marked, of any objects; six, of",
        "tumours."
      })
  private String data;

  @Mixin private DataText dataText;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "marked: the class dreamt of, where there are several.")
  private String choice;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "six: the image to begin with, where --data is given.")
  private String image;

  @Option(
      names = "--disc",
      paramLabel = "X,Y,R",
      description = {
        "The neurons, the mean over a disc; without it, in marked all of the picture, in tumours",
        "and six the one that responds most."
      })
  private String disc;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "600",
      description = {
        "Images for each network, generated or at most so many of --data: 8 of 10 to learn from",
        "(${DEFAULT-VALUE})."
      })
  private String images;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "128x128",
      description = "Size of the networks' input (${DEFAULT-VALUE}).")
  private String size;

  @Option(
      names = "--unet",
      paramLabel = "KEY=VALUE,...",
      defaultValue = "depth=4,channels=6",
      description = "The networks (${DEFAULT-VALUE}).")
  private String unet;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "12",
      description = "How often each image is learned from (${DEFAULT-VALUE}).")
  private String epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "4",
      description = "Images per step of learning (${DEFAULT-VALUE}).")
  private String batch;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      defaultValue = "3e-3",
      description = "Learning rate at the start (${DEFAULT-VALUE}).")
  private String rate;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "300",
      description = "Most steps of a dream (${DEFAULT-VALUE}).")
  private String steps;

  @Option(
      names = "--plain",
      description = {
        "Plain steps without bounds, as published, rather than normalised ones within the range of",
        "the images."
      })
  private boolean plain;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads to compute with; 0 is one per core.")
  private String threads;

  boolean isGenerated() {
    return data == null;
  }

  /** The data set: what is given, or so many images of a kind. */
  List<String> data(String option, String kind) {
    List<String> arguments =
        new ArrayList<>(List.of(option, isGenerated() ? kind + ":" + images : data));
    arguments.addAll(dataText.arguments());
    return arguments;
  }

  /** How networks learn. */
  List<String> training() {
    List<String> arguments = new ArrayList<>(List.of("--unet", unet, "--size", size));
    if (!isGenerated()) {
      long learning = Math.max(1, Numbers.whole("--images", images, 1) * 8 / 10);
      arguments.addAll(List.of("--images", Long.toString(learning)));
    }
    arguments.addAll(List.of("--epochs", epochs, "--batch", batch, "--lr", rate));
    arguments.addAll(List.of("--schedule", "cosine", "--loss", "bce+dice"));
    return arguments;
  }

  /**
   * How dreams go on. Plain steps of unlike networks differ by orders of magnitude, and soon leave
   * the range of images by far: then features tell the length of steps.
   */
  List<String> dreaming() {
    return plain
        ? List.of("--steps", steps)
        : List.of("--steps", steps, "--step", "normalised", "--clip");
  }

  /** What changes nothing of what comes out. */
  List<String> threads() {
    return List.of("--threads", threads);
  }

  String size() {
    return size;
  }

  /** The class to dream of, if one has to be chosen. */
  List<String> choice(String generated) {
    String chosen = choice == null && isGenerated() ? generated : choice;
    return chosen == null ? List.of() : List.of("--class", chosen);
  }

  /** All neurons, where nothing else is said. */
  List<String> whole() {
    Size input = Numbers.size("--size", size);
    int radius = 1 + (int) Math.hypot(input.width(), input.height()) / 2;
    return disc(Text.format("%d,%d,%d", input.width() / 2, input.height() / 2, radius));
  }

  /** Of a single neuron the gradient is often 0, where all ReLUs before it are closed. */
  private List<String> disc(String usual) {
    return List.of("--disc", disc == null ? usual : disc);
  }

  /** The neuron that responds most to the first image, where nothing else is said. */
  List<String> strongest() {
    return disc == null ? List.of("--strongest") : disc(disc);
  }

  /**
   * The image to begin with.
   *
   * @throws InputException if there is none
   */
  String image() {
    if (image == null) {
      throw new InputException(
          "--data needs an image without tumours to begin with; name it with --image FILE");
    }
    return image;
  }
}
