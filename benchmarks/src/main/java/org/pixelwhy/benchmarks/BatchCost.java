package org.pixelwhy.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.tensor.Text;

/**
 * What {@code batch} costs beside {@code explain} of the same images, by turns: seconds, seconds of
 * processors, and the most memory that a process held (Linux). Each way is run on a tenth of the
 * images and on all; the difference is the images', the rest is start-up.
 */
public final class BatchCost {
  private static final double MEBI = 1 << 10;
  private static final int PART = 10;
  private static final long APART = 100;

  private final Path folder;
  private final String program;

  /** A way to explain a folder of images. */
  private record Way(String name, boolean batch, List<String> options) {}

  /** What a run took; memory is the largest of one process, in MiB. */
  private record Cost(double seconds, double processor, double memory) {
    Cost least(Cost other) {
      return new Cost(
          Math.min(seconds, other.seconds),
          Math.min(processor, other.processor),
          Math.max(memory, other.memory));
    }
  }

  private static final List<Way> WAYS =
      List.of(
          new Way("explain", false, List.of("--threads", "1")),
          new Way("batch, local[1]", true, List.of("--master", "local[1]")),
          new Way("batch, 1 executor", true, List.of("--master", "local-cluster[1,1,1024]")),
          new Way("batch, 2 executors", true, List.of("--master", "local-cluster[2,1,1024]")));

  private BatchCost(Path folder, String program) {
    this.folder = folder;
    this.program = program;
  }

  /**
   * @param arguments the program, number of images, rounds of which the least counts
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int images = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    Path folder = Files.createTempDirectory("pixelwhy-batch-");
    BatchCost cost = new BatchCost(folder, arguments[0]);
    cost.prepare(images);
    Map<String, Cost> costs = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (int count : List.of(images / PART, images)) {
        for (Way way : WAYS) {
          costs.merge(way.name() + count, cost.run(way, count), Cost::least);
        }
      }
    }
    for (Way way : WAYS) {
      report(way, images, costs.get(way.name() + images / PART), costs.get(way.name() + images));
    }
    System.out.println("Results are left in " + folder);
  }

  private static void report(Way way, int images, Cost few, Cost all) {
    int more = images - images / PART;
    double each = (all.seconds() - few.seconds()) / more;
    System.out.println(
        Text.format(
            "%s: %.1f ms an image (%.1f of a processor) after a start of %.1f s; at most %.0f MiB in"
                + " one process with %d images, %.0f with %d",
            way.name(),
            1e3 * each,
            1e3 * (all.processor() - few.processor()) / more,
            few.seconds() - each * (images / PART),
            few.memory(),
            images / PART,
            all.memory(),
            images));
  }

  /** All images and a tenth of them, and a request. */
  private void prepare(int images) throws IOException, InterruptedException {
    for (int count : List.of(images / PART, images)) {
      execute(
          "generate" + count,
          List.of(program, "testnet", "generate", "--out", data(count), "--count", "" + count));
    }
    Path image = Path.of(data(images)).resolve("images");
    try (var files = Files.list(image)) {
      image = files.sorted().findFirst().orElseThrow();
    }
    execute("request", explain(image.toString(), folder.resolve("request")));
  }

  private String data(int count) {
    return folder.resolve("data-" + count).toString();
  }

  private List<String> explain(String images, Path out) {
    Path model = Path.of(program).resolveSibling("docs/example/testnet.onnx");
    return List.of(
        program,
        "explain",
        "--model",
        model.toString(),
        "--method",
        "saliency,grad-cam",
        "--image",
        images,
        "--out",
        out.toString());
  }

  private Cost run(Way way, int count) throws IOException, InterruptedException {
    String name = way.name().replaceAll("\\W+", "-") + "-" + count;
    Path out = Files.createTempDirectory(folder, name);
    String images = data(count) + "/images";
    List<String> command = new ArrayList<>();
    if (way.batch()) {
      command.addAll(List.of(program, "batch", "--conf", "spark.task.cpus=1"));
      command.addAll(List.of("--conf", "spark.ui.enabled=false"));
      command.addAll(List.of("--request", folder.resolve("request/result.json").toString()));
      command.addAll(List.of("--images", images, "--out", out.toString()));
    } else {
      command.addAll(explain(images, out));
    }
    command.addAll(way.options());
    return execute(name, command);
  }

  /** Bash says at the end what the processors did, for all processes that were waited for. */
  private Cost execute(String name, List<String> command) throws IOException, InterruptedException {
    Path log = folder.resolve(name + ".log");
    List<String> timed =
        new ArrayList<>(
            List.of(
                "bash", "-c", "TIMEFORMAT='%R %U %S'; time \"$@\" >\"$0\" 2>&1", log.toString()));
    timed.addAll(command);
    Process process = new ProcessBuilder(timed).start();
    double memory = 0;
    while (process.isAlive()) {
      memory = Math.max(memory, process.descendants().mapToDouble(BatchCost::most).max().orElse(0));
      Thread.sleep(APART);
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(name + " failed: " + Files.readString(log));
    }
    String[] said = new String(process.getErrorStream().readAllBytes()).strip().split(" ");
    return new Cost(
        Double.parseDouble(said[0]),
        Double.parseDouble(said[1]) + Double.parseDouble(said[2]),
        memory);
  }

  /** The most memory that a process held so far, in MiB. */
  private static double most(ProcessHandle process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / MEBI)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      // It ended.
      return 0;
    }
  }
}
