package org.pixelwhy.app.cli.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.option.BadImageOption;
import org.pixelwhy.app.cli.option.CompletedNames;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.app.cli.option.ExplanationOptions;
import org.pixelwhy.app.cli.option.ImageArguments;
import org.pixelwhy.app.cli.option.ModelOptions;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.catalogue.RunOptions;
import org.pixelwhy.study.comparison.CompareRequest;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.OnBadImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares methods by scores over a folder of images. */
@Command(
    name = "compare",
    description = "Ranks methods by scores over a folder of images, with paired tests.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    customSynopsis =
        "pixelwhy compare --model FILE --images DIR --method A,B,... --score S,... [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy compare --model unet.onnx --images cells --method saliency,deeplift,lrp \\",
      "    --score infidelity,sensitivity,deletion",
      "  pixelwhy compare --model unet.onnx --images cells --masks cells-truth \\",
      "    --method grad-cam,hires-cam --score insertion --target class:nucleus --out ranking"
    })
public final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "ONNX file, or bioimage.io package (folder or rdf.yaml).")
  private Path model;

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "Folder with the images; .npy files are taken as finished input tensors.")
  private Path images;

  @Option(
      names = "--masks",
      paramLabel = "DIR",
      description = {
        "Folder with the ground truth: for each image a mask of the same name, or with _mask,",
        "_seg, _segmentation, _label or _gt added. Its overlap with the prediction is reported,",
        "and scores of where maps lie look at it."
      })
  private Path masks;

  @Option(
      names = "--mask-label",
      paramLabel = "N",
      description = "Pixels of the masks that belong to the target's class; all but 0 otherwise.")
  private String label;

  @Mixin private ExplanationOptions explanation;

  @Option(
      names = {"--score", "--scores"},
      required = true,
      split = ",",
      paramLabel = "NAME",
      completionCandidates = CompletedNames.Scores.class,
      description = "Scores; 'pixelwhy scores' lists them.")
  private List<String> scores;

  @Mixin private BadImageOption badImage;

  /** What {@code --on-bad-image} was called before. */
  @Option(names = "--on-bad-file", hidden = true)
  private OnBadImage onBadFile;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pixelwhy-compare",
      description = "Folder for report, table and JSON (${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "4",
      description = {
        "Show the maps of the first N images in the report, 0 to 64; those of more than 4 are",
        "files beside it (${DEFAULT-VALUE})."
      })
  private String show;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Mixin private EngineOption engine;

  @Mixin private ModelOptions card;

  @Override
  public Integer call() {
    ExplainRequest explain =
        explanation.request(
            card.source(model),
            ImageArguments.folder(images),
            scores,
            RunOptions.PLAIN,
            OnBadImage.SKIP);
    CompareRequest request =
        new CompareRequest(
            explain,
            Optional.ofNullable(masks),
            label == null
                ? OptionalInt.empty()
                : OptionalInt.of((int) Numbers.whole("--mask-label", label, 0)),
            onBadFile == null ? badImage.chosen() : onBadFile);
    int shown = (int) Numbers.whole("--show", show, 0);
    return new Comparing(spec.commandLine(), engine).run(request, out, shown, json);
  }
}
