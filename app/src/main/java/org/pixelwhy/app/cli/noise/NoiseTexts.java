package org.pixelwhy.app.cli.noise;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.pixelwhy.app.cli.data.SampleOptions;
import org.pixelwhy.app.cli.data.TaughtData;
import org.pixelwhy.app.cli.option.Description;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.app.text.OptimizerText;
import org.pixelwhy.app.text.UNetText;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Split;
import org.pixelwhy.data.augmentation.AugmentationCatalogue;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.training.PredictedMasks;
import org.pixelwhy.study.training.UnmaskedImages;
import org.pixelwhy.study.training.UtilityData;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.training.LearningRate;
import org.pixelwhy.training.Recipe;
import org.pixelwhy.training.Score;
import org.pixelwhy.training.TrainingOptions;
import org.pixelwhy.training.UNetOptions;
import org.pixelwhy.training.noise.NoiseExplainer;
import org.pixelwhy.training.noise.NoiseOptions;
import org.pixelwhy.training.optimizer.Adam;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What noise to learn and how, as users write it. */
final class NoiseTexts {
  @Option(
      names = "--utility",
      required = true,
      paramLabel = "FILE",
      description = "The network to explain: any ONNX file with gradient rules.")
  private Path utility;

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description = "Its model card, where its file holds none.")
  private Path card;

  @Mixin private TaughtData data;

  @Option(
      names = "--truth",
      paramLabel = "masks|prediction",
      description = {
        "Which masks the utility shall keep giving: the data's, or its own (masks; of a folder",
        "of pictures alone its own)."
      })
  private Truth truth;

  @Option(
      names = "--target",
      paramLabel = "CLASS|object[:CLASS]",
      description = {
        "The class that counts, by name or number, or of each image its largest object;",
        "all classes where none is given."
      })
  private String target;

  @Option(
      names = "--size",
      paramLabel = "PRESET|KEY=VALUE,...",
      defaultValue = "medium",
      description = {
        "The explainer's size: small, medium, large, or keys depth, channels, upsampling,",
        "batchnorm (${DEFAULT-VALUE})."
      })
  private String size;

  @Option(
      names = "--image-size",
      paramLabel = "WxH",
      description = "Size to which images are brought; the utility's where it has one.")
  private String imageSize;

  @Option(
      names = "--pretrained",
      description = "Let the explainer learn to segment first, in a folder of its own.")
  private boolean pretrained;

  @Option(
      names = "--pretraining-epochs",
      paramLabel = "N",
      description = "Epochs of that (as many as of noise).")
  private String pretrainingEpochs;

  @Option(names = "--start", paramLabel = "FILE", description = "An explainer to go on from.")
  private Path start;

  @Option(
      names = "--objective",
      paramLabel = "noise|share",
      defaultValue = "noise",
      description = {
        "What is learned: how much noise a pixel bears, as published; or which share of the",
        "pixels is enough, which ranks them (${DEFAULT-VALUE})."
      })
  private NoiseOptions.Goal objective;

  @Option(
      names = "--min",
      paramLabel = "SCALE",
      defaultValue = "1",
      description = "Least noise, in ranges of the images (${DEFAULT-VALUE}).")
  private String least;

  @Option(
      names = "--max",
      paramLabel = "SCALE",
      defaultValue = "5",
      description = "Greatest noise, in ranges of the images (${DEFAULT-VALUE}).")
  private String greatest;

  @Option(
      names = "--lambda",
      paramLabel = "WEIGHT",
      defaultValue = "0.001",
      description = "Weight of the reward for noise (${DEFAULT-VALUE}).")
  private String lambda;

  @Option(
      names = "--draws",
      paramLabel = "N",
      defaultValue = "1",
      description = "Draws of noise per step (${DEFAULT-VALUE}).")
  private String draws;

  @Option(
      names = "--with-utility",
      description = "Let the explainer's file give the utility's probabilities too.")
  private boolean withUtility;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description = "Learning rate of Adam (3e-3; 1e-3 after pretraining or from a start).")
  private String learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "KIND",
      defaultValue = "constant",
      description = "How it changes, as for train (${DEFAULT-VALUE}).")
  private String schedule;

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
      defaultValue = "100",
      description = "How often every image is seen (${DEFAULT-VALUE}).")
  private String epochs;

  @Option(
      names = "--augment",
      paramLabel = "LIST",
      defaultValue = AugmentationCatalogue.NONE,
      description = "Augmentations, as for train (${DEFAULT-VALUE}).")
  private String augment;

  @Mixin private SampleOptions samples;

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
      description = "Seed of weights, split, order, augmentation and noise (${DEFAULT-VALUE}).")
  private long seed;

  /** Which masks the utility shall keep giving. */
  private enum Truth {
    MASKS,
    PREDICTION
  }

  boolean pretrained() {
    return pretrained;
  }

  /** What is trained, for a heading. */
  String network() {
    return "U-Noise " + size + " for " + utility.getFileName() + " on " + data.title();
  }

  /** Reads all texts and opens what they name; to be closed. */
  NoiseRequest prepare(Engine engine, Consumer<String> warnings) {
    data.check();
    if (pretrained && start != null) {
      throw new InputException(
          "--pretrained and --start: an explainer begins with one of them; leave one out");
    }
    if (pretrainingEpochs != null && !pretrained) {
      throw new InputException("--pretraining-epochs: needs --pretrained");
    }
    TrainingOptions options = options();
    UNetOptions shape = UNetText.parse(size);
    NoiseOptions noise =
        new NoiseOptions(
            objective,
            Numbers.real("--min", least),
            Numbers.real("--max", greatest),
            1,
            Numbers.real("--lambda", lambda),
            (int) Numbers.whole("--draws", draws, 1));
    Optional<Size> wanted =
        Optional.ofNullable(imageSize).map(text -> Numbers.size("--image-size", text));
    Optional<NoiseExplainer> begun = Optional.ofNullable(start).map(NoiseExplainer::read);
    BadFiles badFiles = samples.badFiles(warnings);
    boolean unmasked = data.isUnmasked();
    if (unmasked && truth == Truth.MASKS) {
      throw new InputException(
          "--truth masks: "
              + data.title()
              + " holds no masks; leave it out, and the utility's own count");
    }
    OpenModel model =
        ModelLoader.open(
            engine,
            new ModelSource(utility, Optional.ofNullable(card), PartialCard.EMPTY),
            OptionalLong.empty());
    try {
      List<String> classes = model.model().classNames();
      Dataset dataset =
          unmasked ? UnmaskedImages.dataset(data.pictures(), classes) : data.open(seed, badFiles);
      Split split = samples.split(dataset, seed, data.most());
      NoiseTarget counts = NoiseTarget.of(target, classes);
      UtilityData taken =
          UtilityData.of(dataset, model.model().card(), wanted, counts.channel(), badFiles);
      UtilityData.Truth masks =
          unmasked || truth == Truth.PREDICTION
              ? new PredictedMasks(model, taken.card())
              : UtilityData.Truth.GIVEN;
      dataset.notes().forEach(warnings);
      model.model().card().guesses().forEach(warnings);
      return new NoiseRequest(
          engine,
          model,
          taken,
          new NoiseRequest.Wanted(
              noise, shape, begun, options, split, counts.of(masks, classes), withUtility, seed),
          pretrainingEpochs == null
              ? options.epochs()
              : (int) Numbers.whole("--pretraining-epochs", pretrainingEpochs, 1),
          badFiles,
          description());
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private List<Augmentation> augmentations() {
    List<Augmentation> all = AugmentationCatalogue.parse(augment);
    if (AugmentationCatalogue.crop(all).isPresent()) {
      throw new InputException(
          "--augment crop: an explainer learns from whole images, as the utility sees them; state"
              + " --image-size, or leave crop out");
    }
    return all;
  }

  private TrainingOptions options() {
    boolean begun = pretrained || start != null;
    String rate = learningRate != null ? learningRate : begun ? "1e-3" : "3e-3";
    return new TrainingOptions(
        new Recipe(Adam.defaults(), Numbers.real("--clip", clip)),
        new LearningRate(Numbers.real("--lr", rate), OptimizerText.schedule(schedule), 0),
        (int) Numbers.whole("--epochs", epochs, 1),
        (int) Numbers.whole("--batch", batch, 1),
        augmentations(),
        Score.VALIDATION_LOSS,
        (int) Numbers.whole("--patience", patience, 0),
        seed);
  }

  private String truthText() {
    Truth counts = data.isUnmasked() ? Truth.PREDICTION : Truth.MASKS;
    return (truth == null ? counts : truth).name().toLowerCase(Locale.ROOT);
  }

  private String description() {
    Description all = new Description();
    all.put("utility", utility.toString());
    all.putGiven("card", card);
    data.describe(all);
    all.put("truth", truthText());
    all.putGiven("target", target);
    all.put("size", size);
    all.put("image-size", imageSize == null ? "the utility's" : imageSize);
    if (pretrained) {
      all.put("pretrained", pretrainingEpochs == null ? epochs : pretrainingEpochs);
    }
    all.putGiven("start", start);
    all.put("objective", objective.name().toLowerCase(Locale.ROOT));
    all.put("min", least);
    all.put("max", greatest);
    all.put("lambda", lambda);
    all.put("draws", draws);
    all.put("lr", learningRate == null ? "standard" : learningRate);
    all.put("schedule", schedule);
    all.put("clip", clip);
    all.put("batch", batch);
    all.put("epochs", epochs);
    all.put("augment", augment);
    all.put("split", samples.text());
    all.putGiven("images", data.most());
    all.putGiven("learn-from", samples.most());
    all.put("patience", patience);
    all.put("seed", Long.toString(seed));
    return all.text();
  }
}
