package org.pixelwhy.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What some work takes, measured by turns with a yardstick, so that other load and changes of the
 * machine's speed, which concern both, cancel out.
 *
 * @param seconds median of the work
 * @param ratio median over rounds of the work's time over the mean of the yardstick's before and
 *     after it
 * @param cpuRatio the same of the processor time that the process used in all threads; NaN where
 *     the system does not tell, or where its clock is too coarse
 * @param peakMegabytes greatest resident memory of the process meanwhile; -1 where the system does
 *     not tell
 */
record PairedTiming(double seconds, double ratio, double cpuRatio, long peakMegabytes) {
  /** Java compiles what runs often in the background, on the cores that are being measured. */
  private static final int WARM_UP = 3;

  /** What takes that long is warm after a run. */
  private static final double WARM_UP_SECONDS = 5;

  private record Cost(double seconds, double cpuSeconds) {}

  static PairedTiming of(int rounds, Runnable yardstick, Runnable work) {
    double warm = 0;
    for (int i = 0; i < WARM_UP && warm < WARM_UP_SECONDS; i++) {
      yardstick.run();
      warm += cost(work).seconds();
    }
    PeakMemory.reset();
    double[] seconds = new double[rounds];
    double[] ratios = new double[rounds];
    double[] cpuRatios = new double[rounds];
    Cost before = cost(yardstick);
    for (int i = 0; i < rounds; i++) {
      Cost cost = cost(work);
      Cost after = cost(yardstick);
      seconds[i] = cost.seconds();
      ratios[i] = 2 * cost.seconds() / (before.seconds() + after.seconds());
      double cpu = before.cpuSeconds() + after.cpuSeconds();
      cpuRatios[i] = cpu > 0 ? 2 * cost.cpuSeconds() / cpu : Double.NaN;
      before = after;
    }
    return new PairedTiming(
        median(seconds), median(ratios), median(cpuRatios), PeakMemory.megabytes());
  }

  private static Cost cost(Runnable work) {
    long cpuStart = cpuNanos();
    long start = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    long cpu = cpuNanos();
    return new Cost(seconds, cpu < 0 ? Double.NaN : (cpu - cpuStart) / 1e9);
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : -1;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
