package org.pixelwhy.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixelwhy.tensor.Text;

/**
 * People of a server, each with an account, who ask for one gradient map after the other, about
 * random pixels of the shipped example.
 */
public final class PageLoad {
  private static final Pattern ADDRESS = Pattern.compile("http://[^ ]*/");
  private static final Pattern ID = Pattern.compile("\"id\":\"(e[0-9]+)\"");

  /** Of the shipped images. */
  private static final int SIDE = 240;

  private static final int SHOWN_ERRORS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;
  private final long end;
  private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();

  private PageLoad(String address, long end) {
    this.address = address;
    this.end = end;
  }

  /**
   * @param arguments the program that serves, number of clients, minutes
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String program = arguments[0];
    int clients = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    double minutes = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 10;
    Path data = Files.createTempDirectory("pixelwhy-load-");
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      String name = "person-" + i;
      run(program, "account", "add", name, "--data", data.toString());
      tokens.add(run(program, "account", "token", name, "--data", data.toString()));
    }
    Process server =
        new ProcessBuilder(program, "serve", "--port", "0", "--data", data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = server.inputReader()) {
      String line = String.valueOf(said.readLine());
      Matcher address = ADDRESS.matcher(line);
      if (!address.find()) {
        throw new IllegalStateException("the server said: " + line);
      }
      long end = System.nanoTime() + (long) (minutes * 60e9);
      new PageLoad(address.group(), end).load(tokens, server);
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  /** The last word that it prints, such as a token. */
  private static String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.outputWriter().append("a password of the benchmark\n").close();
    String text = new String(process.getInputStream().readAllBytes()).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed: " + text);
    }
    return text.substring(text.lastIndexOf('\n') + 1).replaceAll(".* ", "");
  }

  private void load(List<String> tokens, Process server) throws InterruptedException {
    List<Asker> askers = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      askers.add(new Asker(tokens.get(i), new Random(i)));
    }
    askers.forEach(Thread::start);
    ResidentMemory memory = new ResidentMemory(server.toHandle());
    long apart = Math.max(200, Math.min(5000, (end - System.nanoTime()) / 1_000_000 / 60));
    while (System.nanoTime() < end) {
      memory.sample();
      Thread.sleep(apart);
    }
    for (Asker asker : askers) {
      asker.join();
    }
    report(askers);
    memory.report();
  }

  /** A person. */
  private final class Asker extends Thread {
    private final String token;
    private final Random random;
    private final List<Double> millis = new ArrayList<>();

    Asker(String token, Random random) {
      this.token = token;
      this.random = random;
    }

    @Override
    public void run() {
      while (System.nanoTime() < end) {
        long started = System.nanoTime();
        try {
          ask();
          millis.add((System.nanoTime() - started) / 1e6);
        } catch (IOException | IllegalStateException e) {
          errors.add(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    private void ask() throws IOException, InterruptedException {
      String question =
          Text.format(
              "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"pixel:%d,%d\",\"methods\":[\"saliency\"]}",
              random.nextInt(SIDE), random.nextInt(SIDE));
      HttpRequest.Builder asking =
          request("api/answers")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(question));
      Matcher id = ID.matcher(new String(send(asking, 201)));
      if (!id.find()) {
        throw new IllegalStateException("an answer without identifier");
      }
      byte[] map = send(request("api/answers/" + id.group(1) + "/maps/0"), 200);
      if (map.length != Float.BYTES * SIDE * SIDE) {
        throw new IllegalStateException("a map of " + map.length + " bytes");
      }
    }

    private HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(URI.create(address + path))
          .timeout(PATIENCE)
          .header("Authorization", "Bearer " + token);
    }

    private byte[] send(HttpRequest.Builder asking, int expected)
        throws IOException, InterruptedException {
      HttpResponse<byte[]> answer = http.send(asking.build(), BodyHandlers.ofByteArray());
      if (answer.statusCode() != expected) {
        throw new IllegalStateException(answer.statusCode() + " " + new String(answer.body()));
      }
      return answer.body();
    }
  }

  private void report(List<Asker> askers) {
    double[] millis =
        askers.stream()
            .flatMap(asker -> asker.millis.stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    int[] each = askers.stream().mapToInt(asker -> asker.millis.size()).sorted().toArray();
    System.out.println(
        Text.format(
            "%d clients: %d answers, %d errors; an answer and its map take p50 %.0f ms, p95 %.0f ms;"
                + " answers per client %d to %d",
            askers.size(),
            millis.length,
            errors.size(),
            quantile(millis, 0.5),
            quantile(millis, 0.95),
            each[0],
            each[each.length - 1]));
    errors.stream().limit(SHOWN_ERRORS).forEach(System.out::println);
  }

  /** The least value that so many are not above. */
  static double quantile(double[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
