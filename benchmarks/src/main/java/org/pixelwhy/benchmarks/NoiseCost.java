package org.pixelwhy.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.pixelwhy.model.ModelPreparation;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
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
import org.pixelwhy.training.noise.NoiseExplainer;
import org.pixelwhy.training.noise.NoiseObjective;
import org.pixelwhy.training.noise.NoiseOptions;
import org.pixelwhy.training.noise.Utility;
import org.pixelwhy.training.optimizer.Adam;

/**
 * What a step of U-Noise costs, against a step of the same network that learns to segment and two
 * plain forward passes of the utility; and what the explainer's file costs, against a plain run of
 * its network.
 */
public final class NoiseCost {
  private static final int REPEATS = 20;

  private NoiseCost() {}

  /**
   * @param arguments depth of the explainer, depth and channels of the utility, number, width and
   *     height of the images; explainers have 16 channels
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    int[] numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    UNetOptions explainer = UNetOptions.defaults().withDepth(numbers[0]).withChannels(16);
    UNetOptions other = UNetOptions.defaults().withDepth(numbers[1]).withChannels(numbers[2]);
    long[] shape = {numbers[3], 3, numbers[5], numbers[4]};
    TrainableNetwork network = TrainableNetwork.of(UNet.graph(explainer, 1));
    Graph frozen = UNet.graph(other, 2);
    Random random = new Random(1);
    Tensor images = filled(random, shape);
    Tensor truth = filled(random, shape[0], 1, shape[2], shape[3]);
    Step alone = SegmentationObjective.step(network, new CrossEntropy(), images, truth);
    Recipe recipe = new Recipe(Adam.defaults(), 0);
    try (Engine engine = Engine.open();
        Program utility = engine.compile(frozen);
        Trainer segments = new Trainer(engine, network, recipe, Trainer.start(network, recipe));
        Trainer noises = new Trainer(engine, network, recipe, Trainer.start(network, recipe))) {
      SegmentationModel model =
          ModelPreparation.prepare(
              engine, OnnxReader.read(OnnxWriter.toBytes(frozen)), PartialCard.EMPTY);
      Step noise =
          new Step(
              new NoiseObjective(
                  new Utility(model, OptionalInt.empty(), false), NoiseOptions.published(1), false),
              Map.of(
                  network.image(),
                  images,
                  SegmentationObjective.TRUTH,
                  truth,
                  NoiseObjective.NOISE,
                  filled(random, shape[0], 1, shape[2], shape[3])));
      Map<String, Tensor> input = Map.of(frozen.inputNames().get(0), images);
      Turns.report(
          Text.format(
              "explainer of %,d, utility of %,d parameters, batch %d",
              network.size(), TrainableNetwork.of(frozen).size(), shape[0]),
          () -> {
            segments.step(alone, 1e-3);
            utility.run(input);
            utility.run(input);
          },
          () -> noises.step(noise, 1e-3));
      inference(engine, network, model, images);
    }
  }

  /** The explainer's file against its network alone, an image at a time. */
  private static void inference(
      Engine engine, TrainableNetwork network, SegmentationModel utility, Tensor images) {
    Map<String, Tensor> state = Trainer.start(network, new Recipe(Adam.defaults(), 0));
    NoiseExplainer.Facts facts =
        new NoiseExplainer.Facts(
            NoiseOptions.published(1), Optional.empty(), utility.hash(), network.size());
    byte[] file =
        OnnxWriter.toBytes(
            NoiseExplainer.file(network, state, facts, utility.card(), Optional.empty()));
    Graph maps =
        OnnxReader.read(file).graph().edit().outputs(NoiseExplainer.OUTPUTS).prune().build();
    try (Program alone = engine.compile(network.with(state));
        Program explainer = engine.compile(maps)) {
      Map<String, Tensor> input = Map.of(network.image(), images);
      Turns.report(
          "inference of the explainer's file, its network alone as the yardstick",
          () -> repeated(() -> alone.run(input)),
          () -> repeated(() -> explainer.run(input)));
    }
  }

  private static void repeated(Runnable work) {
    for (int i = 0; i < REPEATS; i++) {
      work.run();
    }
  }

  /** Zeros and ones. */
  private static Tensor filled(Random random, long... shape) {
    float[] values = new float[Math.toIntExact(shape[0] * shape[1] * shape[2] * shape[3])];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(2);
    }
    return Tensor.of(values, shape);
  }
}
