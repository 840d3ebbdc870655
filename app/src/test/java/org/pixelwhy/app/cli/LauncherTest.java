package org.pixelwhy.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code pixelwhy}, with a stand-in for what it starts. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  @TempDir private Path root;

  @BeforeEach
  void aBuiltCopyWhoseProgramPrintsWhatItIsGiven() throws IOException {
    Path launcher = Path.of("..", "pixelwhy").toAbsolutePath().normalize();
    Files.copy(launcher, root.resolve("pixelwhy"));
    Files.createDirectories(root.resolve("app/target/lib"));
    launch(
        root.toRealPath().toString(),
        "/bin/bash",
        "-c",
        "printf '[%s]\\0' \"$LC_ALL\" \"$@\"",
        "x");
  }

  private void launch(String builtIn, String... command) throws IOException {
    StringBuilder script = new StringBuilder("built_in='" + builtIn + "'\ncommand=(");
    for (String word : command) {
      script.append(" '").append(word.replace("'", "'\\''")).append("'");
    }
    Files.writeString(root.resolve("app/target/launch.sh"), script.append(" )\n"));
  }

  private record Ended(int code, String out, String err) {}

  private Ended run(Map<String, String> environment, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", root.resolve("pixelwhy").toString()));
    command.addAll(arguments);
    Path err = root.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    environment.forEach(
        (name, value) -> {
          builder.environment().remove(name);
          if (!value.isEmpty()) {
            builder.environment().put(name, value);
          }
        });
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, Files.readString(err));
  }

  @Test
  void argumentsArriveAsTheyWereGivenHoweverManyThereAre() throws Exception {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      arguments.addAll(List.of("#" + i, "", "a b\nc", "@file", "'\"\\$x", "über"));
    }
    Ended ended = run(Map.of("LC_ALL", "C.UTF-8"), arguments);
    List<String> expected = new ArrayList<>(List.of("[C.UTF-8]"));
    arguments.forEach(argument -> expected.add("[" + argument + "]"));
    assertEquals(expected, Arrays.asList(ended.out().split("\0")));
  }

  @Test
  void withoutALocaleNamesAreStillUtf8() throws Exception {
    Map<String, String> cron = Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "");
    assertEquals("[C.UTF-8]\0[x]\0", run(cron, List.of("x")).out());
    assertEquals("[C.UTF-8]\0", run(Map.of("LC_ALL", "POSIX"), List.of()).out());
  }

  @Test
  void aReadOnlyCopyThatWasBuiltElsewhereSaysSo() throws Exception {
    launch("/somewhere/else", "/bin/false");
    assumeTrue(root.resolve("app").toFile().setWritable(false));
    assumeTrue(!Files.isWritable(root.resolve("app")), "whoever runs this may write everywhere");
    Ended ended = run(Map.of(), List.of("--help"));
    assertEquals(2, ended.code());
    assertTrue(ended.err().contains("/somewhere/else"), ended.err());
    assertEquals(1, ended.err().lines().count(), ended.err());
  }
}
