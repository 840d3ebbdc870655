package org.pixelwhy.study.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Part;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.data.Split;
import org.pixelwhy.image.Image;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.InputSize;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.Quantised;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.SegmentationTask;
import org.pixelwhy.training.TrainableNetwork;
import org.pixelwhy.training.TrainedModel;
import org.pixelwhy.training.TrainingData;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;
import org.pixelwhy.training.loss.Loss;

/**
 * An untrained U-Net for a data set, and what its input and output mean.
 *
 * <p>Input: channels as the images have them, three of a picture's as colours, and grey among
 * colours as colours too; scaled by the greatest value of its format to 0 to 1. Output: one channel
 * where there is one class besides the background, else one for each class, the background
 * included.
 *
 * @param network with random weights
 * @param card what its input and output mean, the input being the data set's images
 * @param saved the same, the input being files as {@link Dataset#windowing} found them; for the
 *     trained network's file
 * @param size in which images are learned from
 * @param notes what users should know of the data and of how they are taken
 */
public record NewNetwork(
    TrainableNetwork network,
    ModelCard card,
    ModelCard saved,
    SampleSize size,
    List<String> notes) {
  public NewNetwork {
    notes = List.copyOf(notes);
  }

  /** A network for a data set, to learn from whole images. */
  public static NewNetwork of(
      Dataset dataset, UNetOptions shape, Optional<Size> size, long seed, BadFiles badFiles) {
    return of(dataset, shape, SampleSize.whole(size), seed, badFiles);
  }

  /**
   * A network for a data set.
   *
   * @param shape depth and channels of the network; inputs and outputs follow from the data
   * @param badFiles what happens when the first image cannot be read
   * @throws InputException if no image can be read, or the network does not take the size
   */
  public static NewNetwork of(
      Dataset dataset, UNetOptions shape, SampleSize size, long seed, BadFiles badFiles) {
    DatasetSurvey survey = DatasetSurvey.of(dataset, badFiles);
    Image first = survey.first();
    ChannelOrder channels = survey.channels();
    List<String> names = dataset.classes().stream().map(SegmentClass::name).toList();
    boolean binary = names.size() == 2;
    int outputs = binary ? 1 : names.size();
    UNetOptions options = shape.withInputs(channels.channels()).withOutputs(outputs);
    int step = 1 << (options.depth() - 1);
    InputSize sizes = InputSize.multipleOf(step, 2);
    Stream.concat(Stream.of(size.given(first)), size.whole().stream())
        .filter(taken -> !sizes.accepts(taken.height(), taken.width()))
        .findFirst()
        .ifPresent(
            taken -> {
              throw InputException.about(
                  "input size",
                  Text.format(
                      "a U-Net of depth %d takes height and width that are multiples of %d, found"
                          + " %d x %d; state another size",
                      options.depth(), step, taken.height(), taken.width()));
            });
    ModelCard card =
        new ModelCard(
            Layout.NCHW,
            size.whole().map(taken -> InputSize.fixed(taken.height(), taken.width())).orElse(sizes),
            channels,
            List.of(new Scale(1.0 / first.range(), 0)),
            Layout.NCHW,
            Activation.LOGITS,
            binary ? names.subList(1, 2) : names,
            binary ? OptionalInt.empty() : OptionalInt.of(0),
            Optional.empty(),
            Quantised.EXACT,
            List.of());
    ModelCard saved =
        dataset.windowing().map(WindowSteps::of).map(card::withPreprocessing).orElse(card);
    List<String> notes = new ArrayList<>(dataset.notes());
    notes.addAll(survey.notes());
    notes.addAll(notes(saved));
    return new NewNetwork(TrainableNetwork.of(UNet.graph(options, seed)), card, saved, size, notes);
  }

  private static List<String> notes(ModelCard saved) {
    return saved.needsVolume()
        ? List.of(
            "channels without a stated window are scaled by the first and last percent of their"
                + " volume; explain does the same for slices of a volume (VOLUME:PLANE,INDEX), but"
                + " takes those of the picture itself for single files")
        : List.of();
  }

  /**
   * The same of which a part is not learned.
   *
   * @param pattern names of weights, a star standing for any letters
   * @throws InputException if it is the name of none, or of all
   */
  public NewNetwork frozen(String pattern) {
    Pattern names = Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
    Predicate<String> matches = names.asMatchPredicate();
    if (network.parameters().keySet().stream().noneMatch(matches)) {
      throw new InputException(
          Text.format(
              "no weight is named like '%s'.%s",
              pattern, NearestNames.suggest(pattern, network.parameters().keySet())));
    }
    return new NewNetwork(network.frozen(matches), card, saved, size, notes);
  }

  /** Entries whose samples have the channels and the size that the network is trained with. */
  public List<Entry> fitted(List<Entry> entries) {
    InputFit fit = new InputFit(card.channels(), size.whole());
    return entries.stream().map(entry -> entry.map(fit::apply)).toList();
  }

  /**
   * The task of learning the masks of the data.
   *
   * @param batch images, or parts of one, per run of the network where it is judged
   */
  public SegmentationTask task(TrainingData data, Loss loss, int batch) {
    return new SegmentationTask(network, data, loss, batch, size.part());
  }

  /**
   * The file of the network with other weights.
   *
   * @param description everything that was asked for, one {@code name: value} a line
   */
  public Function<Map<String, Tensor>, Graph> product(String description) {
    return state -> TrainedModel.of(network, state, saved, description);
  }

  /** What the network is trained on: the parts of a split, in the size that it is trained with. */
  public TrainingData data(Dataset dataset, Split split, BadFiles badFiles) {
    return new TrainingData(
        fitted(dataset.entries(split, Part.TRAIN)),
        fitted(dataset.entries(split, Part.VALIDATION)),
        fitted(dataset.entries(split, Part.TEST)),
        card,
        badFiles);
  }
}
