package org.pixelwhy.study.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Split;
import org.pixelwhy.data.SplitOptions;
import org.pixelwhy.data.augmentation.HorizontalFlip;
import org.pixelwhy.data.synthetic.Testnet;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.study.Progress;
import org.pixelwhy.training.LearningRate;
import org.pixelwhy.training.Recipe;
import org.pixelwhy.training.Schedule;
import org.pixelwhy.training.Score;
import org.pixelwhy.training.TrainingData;
import org.pixelwhy.training.TrainingOptions;
import org.pixelwhy.training.UNetOptions;
import org.pixelwhy.training.loss.CrossEntropy;
import org.pixelwhy.training.optimizer.Adam;

/** A training of a second on shapes of 32 x 32 pixels. */
final class TrainingExample {
  static final int EPOCHS = 4;

  /** Of ten images: 7 to learn from, in batches of 3, 3 and 1; 2 to validate on, 1 for the test. */
  static final SplitOptions SHARES = new SplitOptions(0.7, 0.2, 1);

  private TrainingExample() {}

  static TrainingRequest request(Path out, boolean resume, double learningRate) {
    return request(out, resume, learningRate, new Testnet(1).dataset(10));
  }

  static TrainingRequest request(Path out, boolean resume, double learningRate, Dataset dataset) {
    Split split = Split.of(dataset, SHARES);
    return request(out, resume, learningRate, dataset, split, BadFiles.STOP);
  }

  static TrainingRequest request(
      Path out,
      boolean resume,
      double learningRate,
      Dataset dataset,
      Split split,
      BadFiles badFiles) {
    NewNetwork network =
        NewNetwork.of(
            dataset,
            UNetOptions.defaults().withDepth(2).withChannels(4),
            Optional.of(new Size(32, 32)),
            1,
            badFiles);
    TrainingData data = network.data(dataset, split, badFiles);
    TrainingOptions options =
        new TrainingOptions(
            new Recipe(Adam.defaults(), 0),
            new LearningRate(learningRate, new Schedule.Cosine(), 0),
            EPOCHS,
            3,
            List.of(new HorizontalFlip(0.5)),
            Score.LOSS,
            0,
            1);
    return new TrainingRequest(
        network.network(),
        network.task(data, new CrossEntropy(), 3),
        network.product("lr: " + learningRate),
        options,
        split,
        "lr: " + learningRate,
        out,
        resume);
  }

  static TrainingRun run(TrainingRequest request) {
    return new TrainingRun(request, result -> "", epoch -> {}, Progress.SILENT);
  }
}
