package org.pixelwhy.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The start script of the archives, with stand-ins for Java that print what they are given. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptTest {
  @TempDir private Path folder;

  private Path home;

  @BeforeEach
  void anUnpackedArchiveWithoutJava() throws IOException {
    home = Files.createDirectories(folder.resolve("with spaces"));
    Files.copy(Path.of("..", "scripts", "release", "pixelwhy"), home.resolve("pixelwhy"));
  }

  private record Ended(int code, String out, String err) {}

  private Ended run(String javaHome, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", home.resolve("pixelwhy").toString()));
    command.addAll(List.of(arguments));
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", javaHome);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, Files.readString(err));
  }

  /** A Java of a version, which prints its arguments in brackets. */
  private Path java(Path at, String version) throws IOException {
    Path java = Files.createDirectories(at.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        "#!/bin/sh\nif [ \"$1\" = -version ]; then echo 'openjdk version \""
            + version
            + "\" 2025-04-15' >&2; else printf '[%s]' \"$@\"; fi\n");
    assertTrue(java.toFile().setExecutable(true));
    Files.writeString(at.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return at;
  }

  @Test
  void argumentsArriveAsTheyWereGiven() throws Exception {
    java(home.resolve("runtime"), "17.0.15");
    Ended ended = run("", "explain", "a b", "", "'\"$x", "*");
    assertEquals(0, ended.code(), ended.err());
    String real = home.toRealPath().toString();
    assertTrue(ended.out().contains("[-cp][" + real + "/lib/*]"), ended.out());
    assertTrue(ended.out().contains("[-Donnxruntime.native.path=" + real + "/native]"));
    assertTrue(
        ended.out().endsWith("[org.pixelwhy.app.cli.Main][explain][a b][]['\"$x][*]"), ended.out());
  }

  @Test
  void itsOwnJavaComesBeforeThatOfTheMachine() throws Exception {
    java(home.resolve("runtime"), "25");
    Path old = java(folder.resolve("old"), "1.8.0_402");
    Ended ended = run(old.toString(), "x");
    assertEquals(0, ended.code(), ended.err());
    assertTrue(ended.out().contains("[--enable-native-access=ALL-UNNAMED]"), ended.out());
  }

  @Test
  void versionsThatDoNotKnowNewOptionsAreNotGivenThem() throws Exception {
    Path java = java(folder.resolve("17"), "17.0.15");
    Ended ended = run(java.toString(), "x");
    assertFalse(ended.out().contains("[--"), ended.out());
  }

  @Test
  void anOlderJavaIsRefusedByName() throws Exception {
    Path java = java(folder.resolve("old"), "11.0.2");
    Ended ended = run(java.toString(), "x");
    assertEquals(2, ended.code());
    assertTrue(ended.err().contains("needs Java 17 or newer"), ended.err());
    assertTrue(ended.err().contains(java.resolve("bin/java").toString()), ended.err());
  }
}
