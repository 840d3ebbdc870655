package org.pixelwhy.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.pixelwhy.attribution.perturbation.HausdorffMasks;
import org.pixelwhy.attribution.perturbation.HausdorffOptions;
import org.pixelwhy.attribution.perturbation.Rise;
import org.pixelwhy.attribution.perturbation.RiseOptions;
import org.pixelwhy.bench.BenchSubject;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ForwardBatches;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineOptions;
import org.pixelwhy.overlap.HausdorffDistance;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.training.UNetOptions;

/**
 * What RISE and Hausdorff Distance Masks cost beside the network: each against as many plain
 * forward passes in the same batches, by turns. Prints a table in Markdown.
 */
public final class PassesCost {
  private static final int ROUNDS = 3;

  private PassesCost() {}

  /**
   * @param arguments depth, channels and side of a U-Net, and the number of masks
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    int depth = Integer.parseInt(arguments[0]);
    int channels = Integer.parseInt(arguments[1]);
    int side = Integer.parseInt(arguments[2]);
    int masks = Integer.parseInt(arguments[3]);
    UNetOptions options = UNetOptions.defaults().withDepth(depth).withChannels(channels);
    try (Engine engine = Engine.open(EngineOptions.defaults())) {
      BenchSubject subject = BenchSubject.unet(engine, options, new Size(side, side), 1);
      try (ModelRunner runner = new ModelRunner(engine, subject.model());
          Evaluation at = runner.evaluate(subject.input())) {
        System.out.printf(
            Locale.ROOT,
            "U-Net of depth %d, %d channels, %dx%d, batches of %d%n",
            depth,
            channels,
            side,
            side,
            at.batches().size());
        Question question = Question.of(new ImageTarget(0));
        Rise rise = new Rise(RiseOptions.defaults().withMasks(masks));
        HausdorffOptions circles = HausdorffOptions.defaults().withCircles(15, side / 16);
        int offset = circles.offset();
        int positions = ((side + offset - 1) / offset) * ((side + offset - 1) / offset);
        HausdorffMasks hausdorff = new HausdorffMasks(circles);
        compare("RISE", at, masks, () -> rise.explain(at, question));
        compare("Hausdorff", at, positions, () -> hausdorff.distances(at, question));
      }
    }
    distances(side);
  }

  private static void compare(String what, Evaluation at, int count, Runnable method) {
    ForwardBatches batches = at.batches();
    Runnable plain =
        () ->
            batches.stream(
                Stream.generate(at::image).limit(count).iterator(), batches.size(), output -> {});
    plain.run();
    method.run();
    List<Double> shares = new ArrayList<>();
    List<Double> processor = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      double[] before = seconds(plain);
      double[] own = seconds(method);
      double[] after = seconds(plain);
      shares.add(2 * own[0] / (before[0] + after[0]));
      processor.add(2 * own[1] / (before[1] + after[1]));
      seconds.add((before[0] + after[0]) / 2 / count);
    }
    Collections.sort(shares);
    Collections.sort(processor);
    Collections.sort(seconds);
    System.out.printf(
        Locale.ROOT,
        "| %s | %d passes of %.2f ms | %.3f / %.3f / %.3f | %.3f / %.3f / %.3f |%n",
        what,
        count,
        1000 * seconds.get(ROUNDS / 2),
        shares.get(0),
        shares.get(ROUNDS / 2),
        shares.get(ROUNDS - 1),
        processor.get(0),
        processor.get(ROUNDS / 2),
        processor.get(ROUNDS - 1));
  }

  /** Of time, and of all processors' time. */
  private static double[] seconds(Runnable work) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long start = System.nanoTime();
    long processor = system.getProcessCpuTime();
    work.run();
    return new double[] {
      (System.nanoTime() - start) / 1e9, (system.getProcessCpuTime() - processor) / 1e9
    };
  }

  /** Of two discs, one with a notch as circles leave it. */
  private static void distances(int side) {
    int[] extents = {side, side};
    Mask disc = Mask.of(extents, i -> Math.hypot(i / side - side / 2, i % side - side / 2) < 40);
    Mask notched = Mask.of(extents, i -> disc.get(i) && i % side < side / 2 + 30);
    int count = 2000;
    double[] sums = new double[1];
    Runnable many =
        () -> {
          for (int i = 0; i < count; i++) {
            sums[0] += HausdorffDistance.ofMembers(disc, notched).orElseThrow();
          }
        };
    many.run();
    System.out.printf(
        Locale.ROOT,
        "| one Hausdorff distance, a disc of radius 40, both transforms | %.3f ms of processor time"
            + " |%n",
        1000 * seconds(many)[1] / count);
  }
}
