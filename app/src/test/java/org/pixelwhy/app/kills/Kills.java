package org.pixelwhy.app.kills;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.pixelwhy.app.cli.Main;

/**
 * Kills commands at random moments, lets them go on, and looks whether the result has the bytes of
 * a run that was left in peace and nothing is left over; also runs two at once, and damages what a
 * command goes on from.
 */
final class Kills {
  private static final int BAD_INPUT = 2;
  private static final long MOST_SECONDS = 600;

  private final Path work;
  private final Path inputs;
  private final Random random;
  private final List<String> wrong = new ArrayList<>();

  private Kills(Path work, Path inputs, long seed) {
    this.work = work;
    this.inputs = inputs;
    this.random = new Random(seed);
  }

  /**
   * Prints what was done and found; exits with 1 where something went wrong.
   *
   * @param args folder to work in, folder of model and images, kills of each command, seed
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Kills kills = new Kills(Path.of(args[0]), Path.of(args[1]), Long.parseLong(args[3]));
    for (Job job : Job.values()) {
      kills.run(job, Integer.parseInt(args[2]));
    }
    kills.requireNothingLeftOver();
    kills.wrong.forEach(what -> System.out.println("  " + what));
    System.exit(kills.wrong.isEmpty() ? 0 : 1);
  }

  private void run(Job job, int count) throws IOException, InterruptedException {
    Path whole = work.resolve(job + "-whole");
    long start = System.nanoTime();
    require(0, finished(start(job, whole, false)), job + " in peace");
    long millis = (System.nanoTime() - start) / 1_000_000;
    Map<String, byte[]> expected = contents(whole);
    int killed = 0;
    int refused = 0;
    for (int i = 0; killed < count; i++) {
      Path out = work.resolve(job + "-" + i);
      int before = killed;
      killed += killed(job, out, millis, 1 + random.nextInt(3));
      boolean damaged = job.resumes() && killed > before && i % 4 == 3 && damage(job, out);
      int code = finished(start(job, out, !progress(job, out).isEmpty()));
      if (damaged && code == BAD_INPUT) {
        refused++;
      } else {
        require(0, code, out + " after " + (killed - before) + " kills");
        compare(expected, contents(out), out);
      }
    }
    int pairs = count / 10;
    for (int i = 0; i < pairs; i++) {
      pair(job, work.resolve(job + "-pair-" + i), expected);
    }
    System.out.printf(
        "%-7s killed %d, damaged and refused %d, two at once %d%n", job, killed, refused, pairs);
  }

  /** What killed processes left in the folder of temporary files is swept by the next one. */
  private void requireNothingLeftOver() throws IOException, InterruptedException {
    require(0, finished(start(Job.IMAGES, work.resolve("last"), false)), "the last run");
    try (Stream<Path> files = Files.walk(work.resolve("tmp"))) {
      List<Path> left = files.filter(Files::isRegularFile).toList();
      if (!left.isEmpty()) {
        wrong.add("temporary files are left over: " + left);
      }
    }
  }

  /** Kills a command up to so many times; how often it was still running. */
  private int killed(Job job, Path out, long millis, int times)
      throws IOException, InterruptedException {
    int killed = 0;
    for (int i = 0; i < times; i++) {
      Process process = start(job, out, !progress(job, out).isEmpty());
      boolean ended = process.waitFor(1 + random.nextLong(millis), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      if (ended) {
        return killed;
      }
      killed++;
    }
    return killed;
  }

  /** The files that the command goes on from. */
  private static List<Path> progress(Job job, Path out) throws IOException {
    if (!Files.isDirectory(out)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().equals(job.progress()))
          .toList();
    }
  }

  /** Flips one bit of the file that the command goes on from, if it is there. */
  private boolean damage(Job job, Path out) throws IOException {
    List<Path> found = progress(job, out);
    for (Path file : found) {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
      }
    }
    return !found.isEmpty();
  }

  /** Two at once into one folder: one does it, the other is refused, or comes after it. */
  private void pair(Job job, Path out, Map<String, byte[]> expected)
      throws IOException, InterruptedException {
    Process first = start(job, out, false);
    Thread.sleep(random.nextInt(1000));
    Process second = start(job, out, false);
    List<Integer> codes = List.of(finished(first), finished(second));
    boolean right = codes.contains(0) && codes.stream().allMatch(c -> c == 0 || c == BAD_INPUT);
    if (!right) {
      wrong.add(out + ": two at once end with " + codes);
    }
    compare(expected, contents(out), out);
  }

  private Process start(Job job, Path out, boolean again) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + Files.createDirectories(work.resolve("tmp"))));
    command.add(Main.class.getName());
    command.addAll(job.arguments(inputs, out, again));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(work.resolve("errors.txt").toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }

  private static int finished(Process process) throws InterruptedException {
    boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    return ended ? process.exitValue() : -1;
  }

  private void require(int expected, int code, String what) throws IOException {
    if (code != expected) {
      wrong.add(what + ": exit code " + code + "; " + Files.readString(work.resolve("errors.txt")));
    }
  }

  /** All files below a folder by name, without what tells the time. */
  private static Map<String, byte[]> contents(Path folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return contents;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        byte[] bytes = Files.readAllBytes(file);
        boolean timed = name.equals("result.json") || name.equals("report.html");
        contents.put(name, timed ? withoutTimes(bytes) : bytes);
      }
    }
    return contents;
  }

  private static byte[] withoutTimes(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8)
        .replaceAll("\"(seconds|started|out)\" : [^\n]*", "")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z?", "")
        .replaceAll("[0-9.]+ s\\b", "")
        .replaceAll("seconds</td><td class=\"number\">[0-9.]+", "")
        .getBytes(StandardCharsets.UTF_8);
  }

  private void compare(Map<String, byte[]> expected, Map<String, byte[]> found, Path out) {
    if (!expected.keySet().equals(found.keySet())) {
      wrong.add(out + ": holds " + found.keySet() + ", expected " + expected.keySet());
      return;
    }
    expected.forEach(
        (name, bytes) -> {
          if (!Arrays.equals(bytes, found.get(name))) {
            wrong.add(out + ": " + name + " differs");
          }
        });
  }
}
