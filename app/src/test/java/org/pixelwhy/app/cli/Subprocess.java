package org.pixelwhy.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the command line in a process of its own, as a user does. */
public record Subprocess(int exitCode, String out, String err) {
  /** Long: it tells what hangs from what is slow, also on a busy machine. */
  private static final long SECONDS = 900;

  /** Runs in a folder, with its output caught. */
  public static Subprocess run(Path folder, String... args) {
    return run(folder, List.of(), args);
  }

  /** Runs in a folder with more options for Java. */
  public static Subprocess run(Path folder, List<String> javaOptions, String... args) {
    return run(folder, "", java(folder, javaOptions, args));
  }

  /** Runs in a folder, with what is typed. */
  public static Subprocess typing(Path folder, String typed, String... args) {
    return run(folder, typed, java(folder, List.of(), args));
  }

  /**
   * The same where no file may grow beyond so many KiB: writing fails midway as on a full disk.
   * Needs bash on Linux.
   */
  public static Subprocess runWithFilesUpTo(
      long kibibytes, Path folder, List<String> javaOptions, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of("bash", "-c", "ulimit -f " + kibibytes + " && exec \"$@\"", "bash"));
    command.addAll(java(folder, javaOptions, args));
    return run(folder, "", command);
  }

  private static List<String> java(Path folder, List<String> javaOptions, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-Dfile.encoding=UTF-8"));
    command.addAll(javaOptions);
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    return command;
  }

  private static Subprocess run(Path folder, String typed, List<String> command) {
    try {
      Path out = Files.createTempFile("pixelwhy", ".out");
      Path err = Files.createTempFile("pixelwhy", ".err");
      Process process =
          builder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      process.outputWriter(StandardCharsets.UTF_8).append(typed).close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("no end after " + SECONDS + " s: " + command);
      }
      Subprocess result =
          new Subprocess(process.exitValue(), Files.readString(out), Files.readString(err));
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Starts without waiting; nobody sees what it prints. */
  public static Process start(String... args) throws IOException {
    return start(List.of(), args);
  }

  /** The same with more options for Java. */
  public static Process start(List<String> javaOptions, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
    command.addAll(javaOptions);
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    return builder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Starts a process and kills it, in no gentle way, as soon as the file is there. */
  public static void killOnceThereIs(Path file, String... arguments)
      throws IOException, InterruptedException {
    Files.createDirectories(file.getParent());
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      file.getParent().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Process process = start(arguments);
      try {
        while (!Files.exists(file)) {
          WatchKey event = watch.poll(100, TimeUnit.SECONDS);
          if (event == null || !process.isAlive()) {
            throw new AssertionError("there is no " + file);
          }
          event.reset();
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** The class path is no argument: ONNX Runtime crashes under long command lines. */
  private static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder;
  }

  public List<String> errorLines() {
    return err.lines().toList();
  }
}
