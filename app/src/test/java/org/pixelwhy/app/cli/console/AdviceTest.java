package org.pixelwhy.app.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pixelwhy.app.cli.CommandLines;
import org.pixelwhy.tensor.InputException;
import picocli.CommandLine;

class AdviceTest {
  private static final Pattern TOPIC =
      Pattern.compile("InputException\\s*\\.about\\(\\s*\"([^\"]+)\"");
  private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

  @Test
  void thereIsAdviceOnEveryTopicOfTheLibraryAndOnNoOther() throws IOException {
    Set<String> topics = new TreeSet<>();
    for (String module :
        List.of("tensor", "onnx", "image", "medical", "core", "report", "server")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          Matcher about = TOPIC.matcher(Files.readString(file));
          while (about.find()) {
            topics.add(about.group(1));
          }
        }
      }
    }
    assertEquals(topics, new TreeSet<>(Advice.topics()));
  }

  @Test
  void adviceNamesOptionsThatThereAre() {
    Set<String> known = new TreeSet<>();
    for (CommandLine command : CommandLines.plain().getSubcommands().values()) {
      known.addAll(command.getCommandSpec().optionsMap().keySet());
      for (CommandLine inner : command.getSubcommands().values()) {
        known.addAll(inner.getCommandSpec().optionsMap().keySet());
      }
    }
    for (String topic : Advice.topics()) {
      String advice = Advice.on(InputException.about(topic, "no")).orElseThrow();
      Matcher options = OPTION.matcher(advice);
      assertTrue(options.find(), advice);
      options.reset().results().forEach(option -> assertTrue(known.contains(option.group())));
    }
  }

  @Test
  void adviceOnWhatItCameOfStandsOnTheSameLine() {
    InputException cause = InputException.about("output folder", "cannot write out");
    InputException problem = InputException.about("unfinished training", "one epoch", cause);
    assertEquals(
        Optional.of("Option --resume goes on from there. Option --out chooses another folder."),
        Advice.on(new InputException("training ended", problem)));
  }

  @Test
  void thereIsNoneOnWhatHasNoTopic() {
    assertEquals(Optional.empty(), Advice.on(new InputException("a.png: is empty")));
  }
}
