package org.pixelwhy.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A driver in a process of its own, as {@code ./pixelwhy batch} starts it, with its executors. */
final class BatchProcess implements AutoCloseable {
  private static final int MOST_SECONDS = 300;

  /** Processes that live for seconds are done before the better compiler pays. */
  private static final String BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private final Process driver;
  private final Path log;

  private BatchProcess(Process driver, Path log) {
    this.driver = driver;
    this.log = log;
  }

  static BatchProcess start(Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", "../scripts/batch.sh"));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "--driver-memory",
            "1g",
            "--conf",
            "spark.ui.enabled=false",
            "--conf",
            "spark.driver.host=localhost",
            "--conf",
            "spark.driver.extraJavaOptions=" + BRIEF,
            "--conf",
            "spark.executor.extraJavaOptions=" + BRIEF));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_LOCAL_HOSTNAME", "localhost");
    return new BatchProcess(
        builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
  }

  /** Waits until something is so; fails if the driver ends before. */
  void until(BooleanSupplier so) throws IOException {
    for (int i = 0; i < MOST_SECONDS * 20 && !so.getAsBoolean(); i++) {
      if (!driver.isAlive()) {
        throw new AssertionError("the driver ended too early:\n" + output());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** One of its executors. */
  Optional<ProcessHandle> executor() {
    return executors().findFirst();
  }

  private Stream<ProcessHandle> executors() {
    return driver
        .descendants()
        .filter(
            process ->
                process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"));
  }

  /** Kills the driver; its executors end when they find it gone, or are killed, too. */
  void kill() {
    List<ProcessHandle> all = driver.descendants().toList();
    driver.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    driver.onExit().join();
  }

  /** The exit code. */
  int end() throws IOException {
    try {
      if (!driver.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the driver did not end:\n" + output());
      }
      return driver.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  String output() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    kill();
  }
}
