package org.pixelwhy.app.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.RunSummary;
import org.pixelwhy.tensor.InputException;

/** What the library says in its own terms, in those of the command line: which option to use. */
public final class Advice {
  private static final Map<String, String> BY_TOPIC =
      Map.ofEntries(
          Map.entry("output folder", "Option --out chooses another folder."),
          Map.entry("progress of another run", "Without option --resume a run starts anew."),
          Map.entry(
              "held input",
              "Option --input NAME=FILE.npy gives an array, --input NAME=NUMBER a number."),
          Map.entry(
              "input size",
              "Option --size WxH states the size. Of unoise train it is --image-size."),
          Map.entry(
              "one size",
              "Option --size WxH brings all to one size (of unoise train --image-size); --augment"
                  + " crop=256 of train learns from parts of that size."),
          Map.entry(
              "images without masks",
              "Option --on-bad-file skip leaves such images out, and names them."),
          Map.entry(
              "preprocessing",
              "Option --preprocessing out leaves it to whoever uses the compiled file."),
          Map.entry("learning rate", "Option --lr sets the learning rate, --clip the limit."),
          Map.entry(
              "trained already", "Option --resume goes on with it, --out chooses another folder."),
          Map.entry("unfinished training", "Option --resume goes on from there."),
          Map.entry(
              "test of a training",
              "Option --resume repeats it; --on-bad-file skip leaves out what cannot be read."),
          Map.entry(
              "memory",
              "Option --size makes images smaller; --memory of explain, such as 8G, allows more."),
          Map.entry("class of the masks", "Option --class states the class."),
          Map.entry(
              "explainer of noise",
              "'pixelwhy unoise train' makes one, --option explainer=FILE names it."),
          Map.entry("class of interest", "Option --target names it."),
          Map.entry("range of values", "Option --range LOW,HIGH states them."),
          Map.entry("unfinished dream", "Option --resume goes on from there."),
          Map.entry(
              "data folder", "Option --data names another folder, --data none keeps nothing."),
          Map.entry(
              "database", "Option --database names it; without it there is a file in --data."),
          Map.entry(
              "accounts",
              "'pixelwhy account add NAME' makes an account, option --token lets one person in."),
          Map.entry(
              "token",
              "Leave out --token and --token-file, or remove all accounts by 'pixelwhy account'."),
          Map.entry("tiles", "Option --tiles SIZE[,OVERLAP] states them, such as 256x256,64."),
          Map.entry("window", "Option --window LOW,HIGH states the window."));

  private Advice() {}

  /** The topics that there is advice on. */
  static Set<String> topics() {
    return BY_TOPIC.keySet();
  }

  /** Sentences that go with what is wrong, and with what that came of. */
  public static Optional<String> on(InputException problem) {
    List<String> topics = new ArrayList<>();
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof InputException input) {
        input.topic().ifPresent(topics::add);
      }
    }
    return on(topics.stream());
  }

  /** Sentences that go with what could not be explained. */
  public static Optional<String> on(RunSummary summary) {
    return on(summary.failures().stream().map(Failure::topic).flatMap(Optional::stream));
  }

  private static Optional<String> on(Stream<String> topics) {
    return Optional.of(
            topics
                .map(BY_TOPIC::get)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(" ")))
        .filter(text -> !text.isEmpty());
  }
}
