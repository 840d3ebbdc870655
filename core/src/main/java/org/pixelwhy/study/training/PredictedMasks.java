package org.pixelwhy.study.training;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.tensor.Tensor;

/**
 * A network's own masks in the place of a data set's. Each is predicted once; they are kept, a byte
 * per pixel.
 */
public final class PredictedMasks implements UtilityData.Truth {
  private final OpenModel model;
  private final ModelCard card;
  private final Map<String, byte[]> known = new ConcurrentHashMap<>();

  /**
   * @param model stays its owner's property
   * @param card how a sample becomes the network's input
   */
  public PredictedMasks(OpenModel model, ModelCard card) {
    this.model = model;
    this.card = card;
  }

  @Override
  public LabelMap of(Sample sample) {
    byte[] labels = known.computeIfAbsent(sample.name(), name -> predict(sample));
    return new LabelMap(sample.labels().axes(), labels.clone());
  }

  private byte[] predict(Sample sample) {
    Tensor input =
        Tensor.of(
            card.preprocess(sample.image()),
            1,
            card.channels().channels(),
            sample.image().height(),
            sample.image().width());
    return model.ask(
        runner -> {
          try (Evaluation evaluation = runner.evaluate(input)) {
            return labels(evaluation.prediction(), sample.labels());
          }
        });
  }

  /** Labels in the image's size; the nearest output counts where that is coarser. */
  private static byte[] labels(Prediction prediction, LabelMap like) {
    int[] extents = prediction.extents();
    byte[] labels = new byte[like.height() * like.width()];
    for (int y = 0; y < like.height(); y++) {
      for (int x = 0; x < like.width(); x++) {
        int row = y * extents[0] / like.height();
        int column = x * extents[1] / like.width();
        labels[y * like.width() + x] = label(prediction, row * extents[1] + column);
      }
    }
    return labels;
  }

  private static byte label(Prediction prediction, int pixel) {
    return (byte)
        (prediction.classes() == 1
            ? prediction.mask(0).get(pixel) ? 1 : 0
            : prediction.classAt(pixel));
  }
}
