package org.pixelwhy.study.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.data.Split;
import org.pixelwhy.data.SplitOptions;
import org.pixelwhy.data.augmentation.Crop;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.training.LearningRate;
import org.pixelwhy.training.Recipe;
import org.pixelwhy.training.Schedule;
import org.pixelwhy.training.Score;
import org.pixelwhy.training.TrainingOptions;
import org.pixelwhy.training.TrainingResult;
import org.pixelwhy.training.UNetOptions;
import org.pixelwhy.training.loss.CrossEntropy;
import org.pixelwhy.training.optimizer.Adam;

/** Large images of different sizes, none a multiple of anything, learned from in small parts. */
@ExtendWith(EngineExtension.class)
class CropTrainingTest {
  private static final Size PART = new Size(32, 32);

  @TempDir Path folder;

  /** A bright square on a noisy ground. */
  private static Sample sample(int index) {
    Random random = new Random(index);
    int height = 70 + 3 * index;
    int width = 95 - 2 * index;
    int top = random.nextInt(height - 24);
    int left = random.nextInt(width - 24);
    float[] values = new float[height * width];
    byte[] classes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      int row = i / width - top;
      int column = i % width - left;
      classes[i] = (byte) (row >= 0 && row < 24 && column >= 0 && column < 24 ? 1 : 0);
      values[i] = 60 + 100 * classes[i] + 20 * random.nextFloat();
    }
    return new Sample(
        "i" + index,
        new Image(1, height, width, values, 255, List.of()),
        new LabelMap(height, width, classes));
  }

  private static Dataset dataset() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      int index = i;
      entries.add(new Entry("i" + i, () -> sample(index)));
    }
    return new Dataset(
        "large", List.of(SegmentClass.background(), SegmentClass.of(1, "square")), entries);
  }

  private TrainingResult train(Engine engine, String out) {
    Dataset dataset = dataset();
    Split split = Split.of(dataset, new SplitOptions(0.7, 0.2, 1));
    NewNetwork network =
        NewNetwork.of(
            dataset,
            UNetOptions.defaults().withDepth(2).withChannels(4),
            new SampleSize(Optional.empty(), Optional.of(PART)),
            1,
            BadFiles.STOP);
    TrainingOptions options =
        new TrainingOptions(
            new Recipe(Adam.defaults(), 0),
            new LearningRate(2e-2, new Schedule.Cosine(), 0),
            12,
            3,
            List.of(new Crop(PART.height(), PART.width(), true)),
            Score.IOU,
            0,
            1);
    TrainingRequest request =
        new TrainingRequest(
            network.network(),
            network.task(
                network.data(dataset, split, BadFiles.STOP), new CrossEntropy(), options.batch()),
            network.product("crops"),
            options,
            split,
            "crops",
            folder.resolve(out),
            false);
    return TrainingExample.run(request).run(engine);
  }

  @Test
  void aNetworkThatSawPartsSegmentsTheWhole(Engine engine) {
    TrainingResult result = train(engine, "a");
    assertTrue(
        result.history().stream().anyMatch(epoch -> epoch.measure("dice") > 0.9),
        result.history().toString());
    assertTrue(result.test().orElseThrow().dice() > 0.9, result.test().toString());
    assertEquals(result.history(), train(engine, "b").history());
  }
}
