package org.pixelwhy.app.cli.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pixelwhy.app.cli.data.SampleOptions;
import org.pixelwhy.app.cli.data.TaughtData;
import org.pixelwhy.app.cli.option.Description;
import org.pixelwhy.app.text.LossText;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.app.text.OptimizerText;
import org.pixelwhy.app.text.UNetText;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Split;
import org.pixelwhy.data.augmentation.AugmentationCatalogue;
import org.pixelwhy.data.synthetic.Marking;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.training.NewNetwork;
import org.pixelwhy.study.training.SampleSize;
import org.pixelwhy.study.training.StartedNetwork;
import org.pixelwhy.study.training.TrainingRequest;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.LearningRate;
import org.pixelwhy.training.Recipe;
import org.pixelwhy.training.Score;
import org.pixelwhy.training.TrainingData;
import org.pixelwhy.training.TrainingOptions;
import org.pixelwhy.training.UNetOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to train and how, as users write it. */
final class TrainingTexts {
  @Mixin private TaughtData data;

  @Option(
      names = "--unet",
      paramLabel = "PRESET|KEY=VALUE,...",
      description = {
        "Network: small, medium, large, utility, halved, 2015, or keys depth, channels,",
        "upsampling, batchnorm, also behind a preset (medium)."
      })
  private String unet;

  @Option(
      names = "--start",
      paramLabel = "FILE",
      description = "Network to go on from instead: any ONNX file with gradient rules.")
  private Path start;

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description = "Model card of that network, where its file holds none.")
  private Path card;

  @Option(
      names = "--freeze",
      paramLabel = "PATTERN",
      description = "Weights that stay as they are, by name, such as 'enc*'; repeatable.")
  private List<String> frozen = List.of();

  @Option(
      names = "--loss",
      paramLabel = "SUM",
      defaultValue = "bce+dice+iou",
      description = "Sum of bce (or ce), dice, iou, focal with weights (${DEFAULT-VALUE}).")
  private String loss;

  @Option(
      names = "--optimizer",
      paramLabel = "adam|adamw|sgd",
      defaultValue = "adam",
      description = "How weights follow gradients (${DEFAULT-VALUE}).")
  private String optimizer;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      defaultValue = "5e-4",
      description = "Learning rate (${DEFAULT-VALUE}).")
  private String learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "KIND",
      defaultValue = "constant",
      description = {
        "How it changes: constant, cosine, step:EPOCHS:FACTOR,",
        "plateau:EPOCHS:FACTOR (${DEFAULT-VALUE})."
      })
  private String schedule;

  @Option(
      names = "--warmup",
      paramLabel = "STEPS",
      defaultValue = "0",
      description = "Steps over which it rises from 0 (${DEFAULT-VALUE}).")
  private String warmUp;

  @Option(
      names = "--clip",
      paramLabel = "NORM",
      defaultValue = "0",
      description = "Greatest norm of all gradients; 0 for no limit (${DEFAULT-VALUE}).")
  private String clip;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "8",
      description = "Images per step (${DEFAULT-VALUE}).")
  private String batch;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "50",
      description = "How often every image is seen (${DEFAULT-VALUE}).")
  private String epochs;

  @Option(names = "--size", paramLabel = "WxH", description = "Size to which images are brought.")
  private String size;

  @Option(
      names = "--augment",
      paramLabel = "LIST",
      defaultValue = AugmentationCatalogue.NONE,
      description = {
        "Augmentations such as usual, or horizontal-flip,zoom:0.3; crop=256 learns from parts of",
        "large images, and validates part by part (${DEFAULT-VALUE})."
      })
  private String augment;

  @Option(
      names = "--mark",
      paramLabel = "P",
      description = {
        "Draw lines of 135 degrees over the objects of a share P, 0 to 1, of the images to learn",
        "from and to validate on; test images stay as they are."
      })
  private String mark;

  @Mixin private SampleOptions samples;

  @Option(
      names = "--score",
      paramLabel = "dice|iou|hausdorff|loss",
      defaultValue = "iou",
      description = "What says which epoch is the best (${DEFAULT-VALUE}).")
  private String score;

  @Option(
      names = "--patience",
      paramLabel = "EPOCHS",
      defaultValue = "0",
      description =
          "Stop after so many epochs that are not better; 0 for never (${DEFAULT-VALUE}).")
  private String patience;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of weights, split, order and augmentation (${DEFAULT-VALUE}).")
  private long seed;

  /** The network, for a heading. */
  String network() {
    return (start == null ? "U-Net " + shape() : start.getFileName()) + " on " + data.title();
  }

  /** Everything that determines the result, and checks all texts. */
  TrainingRequest request(Engine engine, Path out, boolean resume, Consumer<String> warnings) {
    data.check();
    TrainingOptions options =
        new TrainingOptions(
            new Recipe(OptimizerText.optimizer(optimizer), Numbers.real("--clip", clip)),
            new LearningRate(
                Numbers.real("--lr", learningRate),
                OptimizerText.schedule(schedule),
                (int) Numbers.whole("--warmup", warmUp, 0)),
            (int) Numbers.whole("--epochs", epochs, 1),
            (int) Numbers.whole("--batch", batch, 1),
            AugmentationCatalogue.parse(augment),
            score(),
            (int) Numbers.whole("--patience", patience, 0),
            seed);
    UNetOptions shape = UNetText.parse(shape());
    if (start != null && unet != null) {
      throw new InputException(
          "--unet and --start: a network is either new or gone on from; give one of them");
    }
    if (start == null && card != null) {
      throw new InputException("--card: is that of the network of --start, which is not given");
    }
    SampleSize wanted =
        new SampleSize(
            Optional.ofNullable(size).map(text -> Numbers.size("--size", text)),
            AugmentationCatalogue.crop(options.augmentations())
                .map(crop -> new Size(crop.height(), crop.width())));
    BadFiles badFiles = samples.badFiles(warnings);
    Dataset dataset = data.open(seed, badFiles);
    Split parts = samples.split(dataset, seed, data.most());
    NewNetwork network =
        start == null
            ? NewNetwork.of(dataset, shape, wanted, seed, badFiles)
            : StartedNetwork.of(engine, model(engine), dataset, wanted, badFiles);
    for (String pattern : frozen) {
      network = network.frozen(pattern);
    }
    TrainingData trainingData = marked(network.data(dataset, parts, badFiles));
    network.notes().forEach(warnings);
    String description = description();
    return new TrainingRequest(
        network.network(),
        network.task(trainingData, LossText.parse(loss), options.batch()),
        network.product(description),
        options,
        parts,
        description,
        out,
        resume);
  }

  private TrainingData marked(TrainingData plain) {
    return mark == null
        ? plain
        : plain.taught(new Marking(Numbers.real("--mark", mark), seed)::apply);
  }

  private String shape() {
    return unet == null ? "medium" : unet;
  }

  private SegmentationModel model(Engine engine) {
    return ModelLoader.load(
        engine, new ModelSource(start, Optional.ofNullable(card), PartialCard.EMPTY));
  }

  private Score score() {
    return Score.find(score)
        .orElseThrow(
            () ->
                new InputException(
                    Text.format(
                        "--score: expected dice, iou, hausdorff or loss, found '%s'", score)));
  }

  private String description() {
    Description all = new Description();
    data.describe(all);
    if (start == null) {
      all.put("unet", shape());
    } else {
      all.put("start", start.toString());
    }
    all.putGiven("card", card);
    if (!frozen.isEmpty()) {
      all.put("freeze", String.join(" ", frozen));
    }
    all.put("loss", loss);
    all.put("optimizer", optimizer);
    all.put("lr", learningRate);
    all.put("schedule", schedule);
    all.put("warmup", warmUp);
    all.put("clip", clip);
    all.put("batch", batch);
    all.put("epochs", epochs);
    all.put("size", size == null ? "as it is" : size);
    all.put("augment", augment);
    all.putGiven("mark", mark);
    all.put("split", samples.text());
    all.putGiven("images", data.most());
    all.putGiven("learn-from", samples.most());
    all.put("score", score);
    all.put("patience", patience);
    all.put("seed", Long.toString(seed));
    return all.text();
  }
}
