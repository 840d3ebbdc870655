package org.pixelwhy.app.cli.predict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.option.BadImageOption;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.app.cli.option.ImageArguments;
import org.pixelwhy.app.cli.option.ModelOptions;
import org.pixelwhy.app.cli.option.PreparationOptions;
import org.pixelwhy.app.cli.option.SubjectOptions;
import org.pixelwhy.app.cli.option.TilesOption;
import org.pixelwhy.app.cli.option.WindowOption;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.study.prediction.PredictRequest;
import org.pixelwhy.tensor.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Predicts masks, and explains nothing. */
@Command(
    name = "predict",
    description = "Predicts masks alone: label images, NIfTI volumes, areas, Dice and IoU.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    customSynopsis = "pixelwhy predict MODEL IMAGE... [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy predict unet.onnx cells.png --overlays",
      "  pixelwhy predict unet.onnx cells --masks cells-truth --out masks",
      "  pixelwhy predict liver.onnx ct.nii.gz --channels grey",
      "  pixelwhy predict unet.onnx slide.tif --tiles 512x512,128"
    })
public final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private SubjectOptions subject;

  @Mixin private TilesOption tiles;

  @Mixin private PreparationOptions preparation;

  @Option(
      names = "--masks",
      paramLabel = "DIR",
      description = {
        "Folder with the ground truth: for each image a mask of the same name, or with _mask,",
        "_seg, _segmentation, _label or _gt added. Dice and IoU of each class are told."
      })
  private Path masks;

  @Option(
      names = "--reference",
      paramLabel = "FILE",
      description = {
        "The ground truth of the image, or of the volume that slices are of. Its numbers are",
        "those of the masks that are written; of a single class, all but 0."
      })
  private Path reference;

  @Option(
      names = "--probabilities",
      description = "Write the probability of each class at each pixel too (.npy, [K,H,W]).")
  private boolean probabilities;

  @Option(names = "--overlays", description = "Draw each image with what is predicted over it.")
  private boolean overlays;

  @Mixin private WindowOption window;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pixelwhy-masks",
      description = "Folder for masks, table and JSON (${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Mixin private BadImageOption badImage;

  @Mixin private EngineOption engine;

  @Mixin private ModelOptions card;

  @Override
  public Integer call() {
    PredictRequest request =
        new PredictRequest(
            card.source(subject.network()),
            preparation.filled(ImageArguments.whole(subject.images())),
            tiles.sizing(preparation.size()),
            truth(),
            badImage.chosen());
    requireOneVolume(request);
    Predicting predicting = new Predicting(spec.commandLine(), engine, probabilities);
    return predicting.run(request, out, new Predicting.Shown(overlays, window.chosen(), json));
  }

  private Optional<Path> truth() {
    if (masks != null && reference != null) {
      throw new InputException(
          "--masks and --reference both state the ground truth; leave out one");
    }
    if (masks != null && !Files.isDirectory(masks)) {
      throw new InputException(
          masks + ": --masks takes a folder, --reference a file; there is no such folder");
    }
    if (reference != null && !Files.isRegularFile(reference)) {
      throw new InputException(
          reference + ": --reference takes a file, --masks a folder; there is no such file");
    }
    return Optional.ofNullable(masks == null ? reference : masks);
  }

  /** One mask is no ground truth of several pictures. */
  private void requireOneVolume(PredictRequest request) {
    long sources = request.images().stream().map(ImageSource::path).distinct().count();
    if (reference != null && sources > 1) {
      throw new InputException(
          reference
              + ": --reference is the ground truth of one image or volume, there are "
              + sources
              + "; --masks names a folder with one for each");
    }
  }
}
