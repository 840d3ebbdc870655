package org.pixelwhy.study.noise;

/**
 * Dice as U-Noise was published: pixels of the images of a batch are counted together, and the
 * batches are averaged, the last and smaller one as much as the others.
 */
final class PooledDice {
  /** Images of a batch in the published evaluation. */
  static final int BATCH = 32;

  private final int batch;
  private long common;
  private long sizes;
  private int images;
  private int batches;
  private double sum;

  PooledDice(int batch) {
    this.batch = batch;
  }

  /**
   * Counts an image.
   *
   * @param both pixels in prediction and truth
   * @param of pixels of the prediction and pixels of the truth
   */
  void add(int both, int of) {
    common += both;
    sizes += of;
    images++;
    if (images == batch) {
      end();
    }
  }

  private void end() {
    sum += sizes == 0 ? 1 : 2.0 * common / sizes;
    batches++;
    common = 0;
    sizes = 0;
    images = 0;
  }

  /** The mean over all batches; nothing can be added afterwards. */
  double mean() {
    if (images > 0) {
      end();
    }
    return sum / batches;
  }
}
