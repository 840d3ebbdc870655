package org.pixelwhy.training;

import java.util.List;
import org.pixelwhy.tensor.Text;

/**
 * What came out of an epoch.
 *
 * @param epoch number, from 1
 * @param learningRate that of the last step
 * @param loss mean of the training images, each taken before the step that it served
 * @param dice mean Dice coefficient of the validation images (MDice), 0 to 1
 * @param iou mean intersection over union of the validation images (MIoU), 0 to 1
 * @param hausdorff mean Hausdorff distance of the validation images in pixels; the image's diagonal
 *     where one of the masks is empty and the other is not
 */
public record EpochResult(
    int epoch, double learningRate, double loss, double dice, double iou, double hausdorff) {
  /** Names of the columns of {@link #row}. */
  public static final List<String> COLUMNS =
      List.of("epoch", "learning rate", "loss", "dice", "iou", "hausdorff");

  /** The numbers as a line of a CSV file, such that {@link #parse} gives the same ones. */
  public String row() {
    return Text.format("%d,%s,%s,%s,%s,%s", epoch, learningRate, loss, dice, iou, hausdorff);
  }

  /**
   * The result that a row holds.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static EpochResult parse(String row) {
    String[] cells = row.split(",");
    if (cells.length != COLUMNS.size()) {
      throw new IllegalArgumentException(Text.format("a row needs %d cells", COLUMNS.size()));
    }
    return new EpochResult(
        Integer.parseInt(cells[0]),
        Double.parseDouble(cells[1]),
        Double.parseDouble(cells[2]),
        Double.parseDouble(cells[3]),
        Double.parseDouble(cells[4]),
        Double.parseDouble(cells[5]));
  }
}
