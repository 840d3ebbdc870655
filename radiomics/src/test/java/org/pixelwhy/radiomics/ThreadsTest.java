package org.pixelwhy.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.roi.Roi;

class ThreadsTest {
  /** More than 4,000 voxels, so that Moran's I takes Fourier transforms. */
  private static final Roi REGION =
      TestRegion.cube(
          21,
          1.5,
          (s, r, c) ->
              (s - 10) * (s - 10) + (r - 10) * (r - 10) + (c - 10) * (c - 10) <= 104
                  ? s * 1.7 + Math.sin(r * c)
                  : Double.NaN);

  private static List<Measurement> measure(int threads) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> Radiomics.measure(REGION, Settings.DEFAULT)).get();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void everyBitIsTheSameWhateverTheNumberOfThreads() throws Exception {
    List<Measurement> alone = measure(1);
    assertEquals(alone, measure(5));
    assertEquals(alone, measure(5));
  }
}
