package org.pixelwhy.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/** Measures by turns, so that other load concerns work and yardstick alike. */
final class Turns {
  private static final int ROUNDS = 5;
  private static final int WARM_UP = 1;

  private Turns() {}

  /**
   * Times some work against a yardstick and prints which share of its wall-clock time and of its
   * processor time it takes, and its seconds: medians over rounds.
   */
  static void report(String what, Runnable whole, Runnable part) {
    double[] time = new double[ROUNDS];
    double[] cpu = new double[ROUNDS];
    double[] seconds = new double[ROUNDS];
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      double[] unit = cost(whole);
      double[] cost = cost(part);
      if (i >= 0) {
        time[i] = cost[0] / unit[0];
        cpu[i] = cost[1] / unit[1];
        seconds[i] = cost[0] / 1e9;
      }
    }
    Arrays.sort(time);
    Arrays.sort(cpu);
    Arrays.sort(seconds);
    System.out.printf(
        Locale.ROOT,
        "%-60s time %.3f (1/%.1f), processor %.3f (1/%.1f), %.3f s%n",
        what,
        time[ROUNDS / 2],
        1 / time[ROUNDS / 2],
        cpu[ROUNDS / 2],
        1 / cpu[ROUNDS / 2],
        seconds[ROUNDS / 2]);
  }

  private static double[] cost(Runnable work) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    work.run();
    return new double[] {System.nanoTime() - start, system.getProcessCpuTime() - cpu};
  }
}
