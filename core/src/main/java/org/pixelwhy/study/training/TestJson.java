package org.pixelwhy.study.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pixelwhy.study.dataset.DataJson;
import org.pixelwhy.training.EpochResult;
import org.pixelwhy.training.ImageScores;
import org.pixelwhy.training.OverlapScores;

/** Scores of a trained network on the test images as JSON. */
final class TestJson {
  private TestJson() {}

  /**
   * The scores as JSON text.
   *
   * @param best the epoch whose network was tested
   */
  static String text(EpochResult best, OverlapScores scores) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", TrainingRun.MODEL);
    json.put("epoch", best.epoch());
    json.put("images", scores.images().size());
    json.put("leftOut", scores.leftOut());
    json.put("dice", scores.dice());
    json.put("iou", scores.iou());
    json.put("hausdorff", scores.hausdorff());
    json.put("each", scores.images().stream().map(TestJson::image).toList());
    return DataJson.text(json);
  }

  private static Map<String, Object> image(ImageScores scores) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("image", scores.image());
    json.put("dice", scores.dice());
    json.put("iou", scores.iou());
    json.put("hausdorff", scores.hausdorff());
    return json;
  }
}
