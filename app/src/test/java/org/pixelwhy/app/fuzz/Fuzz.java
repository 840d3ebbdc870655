package org.pixelwhy.app.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Runs cases of a format in workers, and counts how they end. */
final class Fuzz {
  private static final String CLOSED = "closed";

  private final Path folder;
  private final long seed;
  private final int seconds;

  /**
   * @param folder to work in
   * @param seconds that a case may take
   */
  Fuzz(Path folder, long seed, int seconds) {
    this.folder = folder;
    this.seed = seed;
    this.seconds = seconds;
  }

  /**
   * How cases ended.
   *
   * @param wrong what was neither accepted nor refused: format, number, and what happened
   */
  record Counts(int accepted, int refused, List<String> wrong) {}

  /** The first cases of a format. */
  Counts run(Format format, int count) throws IOException, InterruptedException {
    List<String> wrong = new ArrayList<>();
    int accepted = 0;
    int refused = 0;
    int next = 0;
    while (next < count) {
      Process worker = start(format, next, count - next);
      BlockingQueue<String> lines = lines(worker);
      boolean alive = true;
      while (alive && next < count) {
        String line = lines.poll(seconds, TimeUnit.SECONDS);
        if (line == null || line.equals(CLOSED)) {
          wrong.add(named(format, next, line == null ? "hangs" : "ends the process"));
          alive = false;
          next++;
        } else if (line.startsWith("end ")) {
          String[] words = line.split(" ", 4);
          switch (words[2]) {
            case "0", "3" -> accepted++;
            case "2" -> refused++;
            default -> wrong.add(named(format, next, words.length > 3 ? words[3] : words[2]));
          }
          next++;
        }
      }
      worker.destroyForcibly().waitFor();
    }
    return new Counts(accepted, refused, wrong);
  }

  private static String named(Format format, int number, String what) {
    return format + " " + number + ": " + what;
  }

  private Process start(Format format, int first, int count) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder,
                Worker.class.getName(),
                format.name(),
                Integer.toString(first),
                Integer.toString(count),
                Long.toString(seed),
                folder.resolve(format.name()).toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    return builder.start();
  }

  private static BlockingQueue<String> lines(Process worker) {
    BlockingQueue<String> lines = new ArrayBlockingQueue<>(1024);
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader out =
                  new BufferedReader(
                      new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                  lines.put(line);
                }
                lines.put(CLOSED);
              } catch (IOException e) {
                lines.offer(CLOSED);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    reader.setDaemon(true);
    reader.start();
    return lines;
  }

  /**
   * Prints counts of all formats; exits with 1 where something went wrong.
   *
   * @param args folder, cases per format, seed, formats (none: all)
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Fuzz fuzz = new Fuzz(Path.of(args[0]), Long.parseLong(args[2]), 10);
    boolean right = true;
    for (Format format : Format.values()) {
      if (args.length > 3 && !List.of(args).subList(3, args.length).contains(format.name())) {
        continue;
      }
      Counts counts = fuzz.run(format, Integer.parseInt(args[1]));
      System.out.printf(
          "%-12s accepted %6d  refused %6d  wrong %d%n",
          format, counts.accepted(), counts.refused(), counts.wrong().size());
      counts.wrong().forEach(what -> System.out.println("  " + what));
      right &= counts.wrong().isEmpty();
    }
    System.exit(right ? 0 : 1);
  }
}
