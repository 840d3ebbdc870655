package org.pixelwhy.study.training;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.TrainableNetwork;
import org.pixelwhy.training.TrainedModel;
import org.pixelwhy.training.TrainingData;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;
import org.pixelwhy.training.noise.NoiseExplainer;
import org.pixelwhy.training.noise.NoiseTask;

/**
 * A network that learns what noise another one bears: what it is made of.
 *
 * @param data images as the utility takes them
 * @param task what is learned
 * @param network that learns it
 */
public record NoiseTraining(UtilityData data, NoiseTask task, TrainableNetwork network) {
  /** Images of which the range is taken. */
  private static final int LOOKED_AT = 64;

  /**
   * A network to begin with.
   *
   * @param shape depth and channels; input and output follow from the utility
   */
  public static TrainableNetwork network(UtilityData data, UNetOptions shape, long seed) {
    UNetOptions options = shape.withInputs(data.card().channels().channels()).withOutputs(1);
    int step = 1 << (options.depth() - 1);
    long height = data.input().dim(2);
    long width = data.input().dim(3);
    if (height % step != 0 || width % step != 0) {
      throw InputException.about(
          "input size",
          Text.format(
              "a U-Net of depth %d takes height and width that are multiples of %d, the utility gets"
                  + " %d x %d; state another size or a smaller depth",
              options.depth(), step, height, width));
    }
    return TrainableNetwork.of(UNet.graph(options, seed));
  }

  /**
   * The network of an explainer, to go on from.
   *
   * @throws InputException if it takes other channels than the utility
   */
  public static TrainableNetwork network(UtilityData data, NoiseExplainer explainer) {
    TrainableNetwork network = explainer.network();
    int channels = data.card().channels().channels();
    if (network.channels() != channels) {
      throw new InputException(
          Text.format(
              "the explainer to start from takes %d channels, the utility %d",
              network.channels(), channels));
    }
    return network;
  }

  /**
   * The range of what the utility is given, the unit of noise: greatest less least value of images
   * from all over those that are learned from.
   *
   * @throws InputException if none of them can be read
   */
  public static double unit(TrainingData data) {
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    int step = Math.max(1, data.train().size() / LOOKED_AT);
    for (int i = 0; i < data.train().size(); i += step) {
      Optional<Image> image = read(data, data.train().get(i)).map(Sample::image);
      if (image.isPresent()) {
        for (float value : data.card().preprocess(image.get())) {
          least = Math.min(least, value);
          greatest = Math.max(greatest, value);
        }
      }
    }
    if (!(greatest > least)) {
      throw new InputException(
          Text.format(
              "the images to learn from have no range: all of their values are %s", greatest));
    }
    return (double) greatest - least;
  }

  /**
   * Refuses images without any segment: every noise would be borne.
   *
   * @throws InputException if all masks to learn from are empty
   */
  public static void requireSegments(TrainingData data) {
    for (Entry entry : data.train()) {
      Optional<LabelMap> labels = read(data, entry).map(Sample::labels);
      if (labels.filter(NoiseTraining::holdsSegment).isPresent()) {
        return;
      }
    }
    throw new InputException(
        Text.format(
            "none of the %d images to learn from has a segment of %s, so there is no mask to keep;"
                + " choose other images or another class",
            data.train().size(), String.join(", ", data.card().classNames())));
  }

  private static boolean holdsSegment(LabelMap labels) {
    for (int label : labels.classes()) {
      if (label != 0 && (label & 0xff) != LabelMap.IGNORED) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Sample> read(TrainingData data, Entry entry) {
    try {
      return Optional.of(entry.read());
    } catch (InputException e) {
      data.badFiles().found(entry, e);
      return Optional.empty();
    }
  }

  /**
   * The explainer's file of the network with other weights.
   *
   * @param withUtility whether the file gives the utility's probabilities too
   * @param description everything that was asked for, one {@code name: value} a line
   */
  public Function<Map<String, Tensor>, Graph> product(boolean withUtility, String description) {
    Optional<SegmentationModel> utility =
        Optional.of(task.utility().model()).filter(model -> withUtility);
    return state ->
        NoiseExplainer.file(network, state, task.facts(), data.saved(), utility)
            .edit()
            .metadata(TrainedModel.TRAINING, description)
            .build();
  }
}
