package org.pixelwhy.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.CommandLines;
import picocli.CommandLine;

/**
 * Every command of every page is read by the command line, and typed as it stands in a folder that
 * holds the files that pages speak of, unless {@link #NOT_TYPED} says why not.
 */
class PageCommandsTest {
  /** Beginnings of commands that are only read, and why. */
  private static final Map<String, String> NOT_TYPED =
      Map.ofEntries(
          Map.entry("serve", "does not end; ServeCommandTest"),
          Map.entry("batch", "runs on Spark; BatchClusterTest of module spark"),
          Map.entry("account", "asks for a password; AccountCommandTest"),
          Map.entry("train", "takes long; TrainCommandTest"),
          Map.entry("unoise", "takes long; UnoiseTrainCommandTest"),
          Map.entry("reproduce", "takes long; ReproduceDreamCommandTest"),
          Map.entry("dream", "takes long; DreamCommandTest"),
          Map.entry("explain --model net.onnx", "20,000 passes take minutes; PassesTest"),
          Map.entry("bench", "measures for long"),
          Map.entry("conformance", "needs golden values; ConformanceCommandTest"),
          Map.entry("dataset inspect Kvasir-SEG", "needs the data set; DatasetCommandTest"),
          Map.entry("testnet generate", "makes a thousand files; DatasetCommandTest"),
          Map.entry("generate-completion", "ShortCommandsTest"),
          Map.entry("explain --model denoiser.onnx", "needs such a network; SeveralInputsTest"),
          Map.entry("explain --model polyps/model.onnx", "needs the network of the line before"));

  /** Options that other programs have, by their pages. */
  private static final Map<String, Set<String>> OF_OTHERS =
      Map.of(
          "docs/releasing.md",
          Set.of("--sign", "--jmods"),
          "docs/spark.md",
          Set.of(
              "--master",
              "--conf",
              "--executor-memory",
              "--driver-memory",
              "--maps",
              "--num-executors",
              "--compare",
              "--shard"));

  private static final String HOW =
      "\nMend the page; or give it the file it speaks of in Props; or enter the command in"
          + " NOT_TYPED of PageCommandsTest, with the reason.";

  @TempDir private static Path folder;

  private static final Pages PAGES = new Pages();
  private static List<Typed> typed;

  @BeforeAll
  static void type() throws IOException, InterruptedException {
    typed = PAGES.commands().stream().filter(PageCommandsTest::isTyped).toList();
    Path stage = Files.createDirectories(folder.resolve("stage"));
    Props.lay(stage);
    List<String> lines = new ArrayList<>();
    for (Typed command : typed) {
      lines.add(String.join("\t", expanded(stage, command.words())));
    }
    Path commands = Files.createDirectories(folder.resolve("printed")).resolve("commands");
    Files.write(commands, lines);
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx2g",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            Typist.class.getName(),
            commands.toString());
    // Not as an argument: ONNX Runtime 1.29 crashes where the command line is long.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.directory(stage.toFile()).inheritIO().start();
    assertTrue(process.waitFor(15, TimeUnit.MINUTES), "no end");
    assertEquals(0, process.exitValue());
  }

  /** Before the folder is deleted, so that nothing is ever looked for behind links. */
  @AfterAll
  static void takeLinksAway() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("stage"))) {
      for (Path link : files.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  /** Those that can be; where ../shared is absent, without the pages that need it. */
  private static boolean isTyped(Typed command) {
    return command.block() && notTyped(command).isEmpty() && lacking(command.page()).isEmpty();
  }

  private static Optional<String> notTyped(Typed command) {
    String words = String.join(" ", command.words());
    return NOT_TYPED.keySet().stream().filter(words::startsWith).findFirst();
  }

  /** What of ../shared a page needs and is not there. */
  private static Set<String> lacking(String page) {
    Set<String> lacking = new TreeSet<>();
    for (Typed command : PAGES.commands()) {
      for (String name : Props.SHARED.keySet()) {
        if (command.page().equals(page)
            && command.block()
            && command.words().stream().anyMatch(word -> word.split("[/:]")[0].equals(name))
            && !Props.hasShared(name)) {
          lacking.add("../shared/data/" + Props.SHARED.get(name));
        }
      }
    }
    return lacking;
  }

  /** What a shell makes of stars. */
  private static List<String> expanded(Path stage, List<String> words) throws IOException {
    List<String> all = new ArrayList<>();
    for (String word : words) {
      if (!word.contains("*")) {
        all.add(word);
        continue;
      }
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + word);
      try (Stream<Path> files = Files.walk(stage)) {
        files
            .map(stage::relativize)
            .filter(matcher::matches)
            .sorted()
            .forEach(file -> all.add(file.toString()));
      }
    }
    return all;
  }

  @TestFactory
  Stream<DynamicTest> everyCommandIsReadByTheCommandLine() {
    return PAGES.commands().stream()
        .map(command -> dynamicTest(command.toString(), () -> read(command)));
  }

  private static void read(Typed command) {
    CommandLine line = CommandLines.quiet(new PrintWriter(Writer.nullWriter()));
    String[] words =
        command.words().stream()
            .map(word -> word.equals("COMMAND") ? "explain" : word)
            .toArray(String[]::new);
    try {
      line.parseArgs(words);
    } catch (CommandLine.MissingParameterException e) {
      // A sentence may name a command without what it needs.
      assertFalse(command.block(), () -> command + "\nis refused: " + e.getMessage());
    } catch (CommandLine.ParameterException e) {
      throw new AssertionError(command + "\nis refused: " + e.getMessage() + "\nMend the page.", e);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyCommandThatCanBeDoesWhatThePageShows() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < typed.size(); i++) {
      int index = i;
      tests.add(dynamicTest(typed.get(i).toString(), () -> ran(index)));
    }
    PAGES.commands().stream()
        .map(Typed::page)
        .distinct()
        .filter(page -> !lacking(page).isEmpty())
        .forEach(
            page ->
                tests.add(
                    dynamicTest(page, () -> assumeTrue(false, page + " needs " + lacking(page)))));
    return tests.stream();
  }

  private static void ran(int index) throws IOException {
    Path commands = folder.resolve("printed").resolve("commands");
    String code = Files.readString(Typist.result(commands, index, "code"));
    String err = Files.readString(Typist.result(commands, index, "err"));
    assertEquals("0", code.split(" ")[0], () -> typed.get(index) + "\nfails:\n" + err + HOW);
    Shown.compare(typed.get(index), Files.readAllLines(Typist.result(commands, index, "out")));
  }

  @Test
  void everyOptionThatASentenceNamesIsOneOfSomeCommand() {
    Map<String, Typed> unknown = new LinkedHashMap<>();
    Set<String> known = new TreeSet<>();
    collect(CommandLines.quiet(new PrintWriter(Writer.nullWriter())), known);
    for (Typed option : PAGES.options()) {
      Set<String> others = OF_OTHERS.getOrDefault(option.page(), Set.of());
      if (!known.contains(option.text()) && !others.contains(option.text())) {
        unknown.put(option.toString(), option);
      }
    }
    assertTrue(unknown.isEmpty(), () -> "not an option:\n" + String.join("\n", unknown.keySet()));
  }

  private static void collect(CommandLine line, Set<String> names) {
    names.addAll(line.getCommandSpec().optionsMap().keySet());
    line.getSubcommands().values().forEach(sub -> collect(sub, names));
  }

  @Test
  void noReasonForNotTypingIsLeftOver() {
    List<String> left = new ArrayList<>(NOT_TYPED.keySet());
    left.removeIf(
        start ->
            PAGES.commands().stream()
                .anyMatch(command -> String.join(" ", command.words()).startsWith(start)));
    assertEquals(List.of(), left, "no page has such a command: take the line out");
  }
}
