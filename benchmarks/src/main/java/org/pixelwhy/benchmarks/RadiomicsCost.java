package org.pixelwhy.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Mask;
import org.pixelwhy.radiomics.Radiomics;
import org.pixelwhy.radiomics.Settings;
import org.pixelwhy.radiomics.feature.Family;
import org.pixelwhy.radiomics.pyradiomics.PyRadiomics;
import org.pixelwhy.radiomics.pyradiomics.PyRadiomicsSettings;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.radiomics.roi.Roi;
import org.pixelwhy.tensor.Text;

/**
 * What the features of a slice and of a volume cost: all of them in all aggregations and each
 * family alone; beside pyradiomics on the same voxels where a Python that has it is named.
 */
public final class RadiomicsCost {
  private static final int BINS = 32;

  /** A volume takes longer, and is measured this many times less often. */
  private static final int VOLUME_SHARE = 8;

  /** Python needs no warming up. */
  private static final int PYTHON_ROUNDS = 5;

  private RadiomicsCost() {}

  /**
   * @param arguments rounds, of which the fastest counts: 80 are enough for the machine code to
   *     settle; then perhaps a Python interpreter
   */
  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    int rounds = Integer.parseInt(arguments[0]);
    Optional<Path> python =
        arguments.length > 1 ? Optional.of(Path.of(arguments[1])) : Optional.empty();
    compare("picture", region(512, 512), rounds, python);
    compare("volume", region(128, 128, 128), Math.max(1, rounds / VOLUME_SHARE), python);
  }

  private static void compare(String what, Roi roi, int rounds, Optional<Path> python)
      throws IOException {
    Settings all = Settings.binned(new Discretisation.BinNumber(BINS));
    System.out.println(Text.format("%s, %,d voxels of the region", what, roi.shape().count()));
    report("all families", rounds, () -> Radiomics.measure(roi, all));
    Map<Family, Runnable> families = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      if (family != (roi.isVolume() ? Family.SHAPE_2D : Family.MORPHOLOGY)) {
        Settings one = all.measuring(List.of(family));
        families.put(family, () -> Radiomics.measure(roi, one));
      }
    }
    families.forEach((family, work) -> report(family.title(), rounds, work));
    PyRadiomicsSettings profile =
        PyRadiomicsSettings.DEFAULT.binned(new Discretisation.BinNumber(BINS));
    report("profile of pyradiomics", rounds, () -> PyRadiomics.measure(roi, profile));
    if (python.isPresent()) {
      PythonRadiomics.compare(python.get(), roi, PYTHON_ROUNDS, PyRadiomics.measure(roi, profile));
    }
  }

  private static void report(String what, int rounds, Runnable work) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    List<double[]> costs = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      long cpu = system.getProcessCpuTime();
      long start = System.nanoTime();
      work.run();
      costs.add(
          new double[] {
            (System.nanoTime() - start) / 1e6, (system.getProcessCpuTime() - cpu) / 1e6
          });
    }
    double first = costs.get(0)[0];
    costs.sort(Comparator.comparingDouble(cost -> cost[0]));
    System.out.println(
        Text.format(
            "  %-45s %8.1f ms (processor %8.1f ms; median %8.1f ms, first %8.1f ms)",
            what,
            costs.get(0)[0],
            costs.stream().mapToDouble(cost -> cost[1]).min().orElseThrow(),
            costs.get(rounds / 2)[0],
            first));
  }

  /** An ellipse or ball that fills the image: waves under noise, 1 mm between voxels. */
  private static Roi region(int... extents) {
    String[] names = {Axis.SLICES, Axis.ROWS, Axis.COLUMNS};
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < extents.length; i++) {
      axes.add(
          new Axis(
              names[3 - extents.length + i],
              extents[i],
              Optional.of(Axis.Spacing.millimetres(1)),
              Optional.empty()));
    }
    Axes own = Axes.of(axes);
    Random random = new Random(1);
    float[] values = new float[own.size()];
    boolean[] inside = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      double distance = 0;
      double wave = 0;
      int rest = i;
      for (int axis = extents.length - 1; axis >= 0; axis--) {
        double at = (rest % extents[axis] + 0.5) / extents[axis] - 0.5;
        rest /= extents[axis];
        distance += at * at;
        wave += Math.sin(9 * at + axis);
      }
      values[i] = Math.round(100 * wave + 20 * random.nextGaussian());
      inside[i] = distance <= 0.25 * 0.97;
    }
    return new Roi(new Field(own, 1, values, 1, List.of()), Mask.of(own, i -> inside[i]));
  }
}
