package org.pixelwhy.training.noise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Batch;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.RandomStream;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.SegmentationObjective;
import org.pixelwhy.training.Step;
import org.pixelwhy.training.TrainableNetwork;
import org.pixelwhy.training.TrainingData;
import org.pixelwhy.training.TrainingTask;

/**
 * A network learns how much noise the pixels of an image bear, or which of them are enough, before
 * the utility gives another mask. What is drawn in a step follows from seed and number of the step.
 *
 * <p>Of the network's output one channel is used, the logit z of {@link NoiseObjective}. It is
 * judged by the objective on the validation images, each with a noise of its own that is the same
 * in every epoch, and by the utility's mean Dice coefficient there.
 */
public final class NoiseTask implements TrainingTask {
  /** Mean Dice coefficient of the utility on what it sees of the validation images. */
  public static final String DICE = "dice under noise";

  /** Keep streams of random numbers apart from those of order and augmentation. */
  private static final long NOISE = -2;

  private static final long VALIDATION = -3;

  private final TrainableNetwork network;
  private final Utility utility;
  private final NoiseOptions options;
  private final TrainingData data;
  private final int batch;
  private final long seed;

  /**
   * A task.
   *
   * @param network gives z
   * @param data images with the masks that the utility shall keep giving; its card says how an
   *     image becomes the utility's input
   * @param batch images per run where the network is judged
   * @param seed of what is drawn
   * @throws InputException if the network does not give one channel, or the data are of other
   *     classes than the utility's
   */
  public NoiseTask(
      TrainableNetwork network,
      Utility utility,
      NoiseOptions options,
      TrainingData data,
      int batch,
      long seed) {
    this.network = network;
    this.utility = utility;
    this.options = options;
    this.data = data;
    this.batch = batch;
    this.seed = seed;
    if (network.classes() != 1) {
      throw new InputException(
          Text.format(
              "a network that learns noise gives one channel, this one gives %d",
              network.classes()));
    }
    if (utility.classes() != data.channels()) {
      throw new InputException(
          Text.format(
              "the utility gives %d channels, the data are of %s",
              utility.classes(), data.card().classNames()));
    }
  }

  @Override
  public List<Entry> train() {
    return data.train();
  }

  @Override
  public BadFiles badFiles() {
    return data.badFiles();
  }

  /** What comes of the task, for whoever reads the explainer's file. */
  public NoiseExplainer.Facts facts() {
    Optional<String> target =
        utility.target().stream().mapToObj(utility.model().classNames()::get).findFirst();
    return new NoiseExplainer.Facts(options, target, utility.model().hash(), network.size());
  }

  public Utility utility() {
    return utility;
  }

  @Override
  public Step step(Batch images, long number) {
    return step(images, options, RandomStream.of(seed, NOISE, number));
  }

  /** A step of validation, the same whatever was learned. */
  Step judgement(Batch images, long number) {
    return step(images, options.withDraws(1), RandomStream.of(seed, VALIDATION, number));
  }

  private Step step(Batch images, NoiseOptions drawn, Random random) {
    Tensor truth = data.truth(images);
    boolean partial = SegmentationObjective.isPartial(truth);
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    Tensor input = data.images(images);
    feeds.put(network.image(), input);
    feeds.put(SegmentationObjective.TRUTH, truth);
    if (options.goal() == NoiseOptions.Goal.SHARE) {
      feeds.put(ShareObjective.LAST, last(input, random));
      feeds.put(ShareObjective.COVER, cover(images));
      return new Step(new ShareObjective(utility, partial), feeds);
    }
    feeds.put(NoiseObjective.NOISE, noise(drawn.draws(), input, random));
    return new Step(new NoiseObjective(utility, drawn, partial), feeds);
  }

  private static Tensor noise(int draws, Tensor input, Random random) {
    long height = input.shape().dim(2);
    long width = input.shape().dim(3);
    long images = draws * input.shape().dim(0);
    float[] values = new float[Math.toIntExact(images * height * width)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(values, images, 1, height, width);
  }

  /**
   * For each image the number of pixels that stay, less one: the cube of a uniform share, of which
   * every image has a stratum of its own. Half of them are below an eighth, where pixels that do
   * not matter crowd out those that do; of even shares few would tell the two apart. The strata
   * keep steps comparable: what is lost follows from the share before all else.
   */
  private static Tensor last(Tensor input, Random random) {
    long pixels = input.shape().dim(2) * input.shape().dim(3);
    long[] last = new long[Math.toIntExact(input.shape().dim(0))];
    for (int i = 0; i < last.length; i++) {
      last[i] = (long) (pixels * Math.pow((i + random.nextDouble()) / last.length, 3));
    }
    return Tensor.of(last, last.length, 1);
  }

  /** What black pixels are in the utility's input. */
  private Tensor cover(Batch images) {
    return Cover.black(data.card(), images.samples().get(0).image());
  }

  @Override
  public Map<String, Double> judge(Engine engine, Graph trained) {
    try (NoiseJudge judge = new NoiseJudge(engine, trained, network, this)) {
      return judge.measure(data, batch);
    }
  }
}
