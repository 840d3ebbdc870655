package org.pixelwhy.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.roi.Roi;
import org.pixelwhy.radiomics.voxels.Block;
import org.pixelwhy.tensor.Text;

/** Runs pyradiomics on a region by {@code scripts/pyradiomics-cost.py}. */
final class PythonRadiomics {
  private PythonRadiomics() {}

  /** Prints what it costs, and the feature that differs most from one's own. */
  static void compare(Path python, Roi roi, int rounds, List<Measurement> own) throws IOException {
    Path raw = Files.createTempFile("region", ".raw");
    try {
      Files.write(raw, bytes(roi));
      int[] size = Block.volume(roi.image().axes().extents());
      ProcessBuilder program =
          new ProcessBuilder(
              python.toString(),
              "scripts/pyradiomics-cost.py",
              raw.toString(),
              size[0] + "",
              size[1] + "",
              size[2] + "",
              rounds + "");
      program.redirectError(ProcessBuilder.Redirect.INHERIT);
      Process process = program.start();
      Map<String, Double> theirs = new HashMap<>();
      try (var lines = process.inputReader()) {
        lines
            .lines()
            .forEach(
                line -> {
                  String[] cells = line.split("=", 2);
                  if (cells.length == 2) {
                    theirs.put(cells[0], Double.parseDouble(cells[1]));
                  } else {
                    System.out.println("  " + line);
                  }
                });
      }
      difference(theirs, own);
    } finally {
      Files.delete(raw);
    }
  }

  /** Intensities, then a byte for each voxel that says whether it is a member. */
  private static byte[] bytes(Roi roi) {
    float[] values = roi.image().values();
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * (Float.BYTES + 1)).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putFloat(value);
    }
    for (int i = 0; i < values.length; i++) {
      buffer.put((byte) (roi.shape().get(i) ? 1 : 0));
    }
    return buffer.array();
  }

  private static void difference(Map<String, Double> theirs, List<Measurement> own) {
    int compared = 0;
    double most = 0;
    String which = "";
    for (Measurement measurement : own) {
      Double other = theirs.get(measurement.feature().id());
      if (other != null) {
        compared++;
        double difference =
            Math.abs(measurement.value().orNaN() - other) / Math.max(1e-12, Math.abs(other));
        if (!(difference <= most)) {
          most = difference;
          which = measurement.feature().id();
        }
      }
    }
    System.out.println(
        Text.format("  %d features compared, at most %.1e apart (%s)", compared, most, which));
  }
}
