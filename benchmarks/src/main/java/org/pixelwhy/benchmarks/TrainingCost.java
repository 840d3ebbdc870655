package org.pixelwhy.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.Recipe;
import org.pixelwhy.training.SegmentationObjective;
import org.pixelwhy.training.Step;
import org.pixelwhy.training.TrainableNetwork;
import org.pixelwhy.training.Trainer;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;
import org.pixelwhy.training.loss.CrossEntropy;
import org.pixelwhy.training.loss.SoftDice;
import org.pixelwhy.training.loss.SoftIou;
import org.pixelwhy.training.loss.WeightedSum;
import org.pixelwhy.training.optimizer.Adam;

/** What a training step costs, in plain forward passes of the same batch by the same network. */
public final class TrainingCost {
  private TrainingCost() {}

  /**
   * @param arguments depth and channels of a U-Net, number and side of the images
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    int depth = Integer.parseInt(arguments[0]);
    int channels = Integer.parseInt(arguments[1]);
    int batch = Integer.parseInt(arguments[2]);
    int side = Integer.parseInt(arguments[3]);
    Graph unet = UNet.graph(UNetOptions.defaults().withDepth(depth).withChannels(channels), 1);
    TrainableNetwork network = TrainableNetwork.of(unet);
    Recipe recipe = new Recipe(Adam.defaults(), 0);
    WeightedSum loss =
        new WeightedSum(
            List.of(
                new WeightedSum.Term(1, new CrossEntropy()),
                new WeightedSum.Term(1, new SoftDice(1)),
                new WeightedSum.Term(1, new SoftIou(1))));
    Random random = new Random(1);
    Tensor images = filled(random, batch, network.channels(), side);
    Tensor truth = filled(random, batch, network.classes(), side);
    Step step = SegmentationObjective.step(network, loss, images, truth);
    try (Engine engine = Engine.open();
        Program forward = engine.compile(unet);
        Trainer trainer = new Trainer(engine, network, recipe, Trainer.start(network, recipe))) {
      Turns.report(
          Text.format(
              "step of %,d parameters, batch %d, %d x %d", network.size(), batch, side, side),
          () -> forward.run(Map.of(network.image(), images)),
          () -> trainer.step(step, 1e-3));
    }
  }

  /** Zeros and ones. */
  private static Tensor filled(Random random, int batch, int channels, int side) {
    float[] values = new float[batch * channels * side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(2);
    }
    return Tensor.of(values, batch, channels, side, side);
  }
}
