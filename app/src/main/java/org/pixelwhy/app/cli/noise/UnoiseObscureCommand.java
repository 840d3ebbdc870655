package org.pixelwhy.app.cli.noise;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.option.CardOptions;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.app.cli.option.ImageArguments;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.noise.Fill;
import org.pixelwhy.study.noise.ObscureRequest;
import org.pixelwhy.study.noise.ObscureRequest.Manner;
import org.pixelwhy.study.noise.Obscured;
import org.pixelwhy.study.noise.Obscuring;
import org.pixelwhy.target.ClassChoice;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Hides of an image what a network does not need. */
@Command(
    name = "obscure",
    description =
        "Writes an image with what the network does not need hidden or noised, and says what"
            + " that did to its mask.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    customSynopsis =
        "pixelwhy unoise obscure --model FILE --explainer FILE --image FILE (--share S | --noise)"
            + " --out FILE.png [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy unoise obscure --model unet.onnx --explainer e/model.onnx --image a.png \\",
      "    --share 0.5 --fill mean --out a-half.png",
      "  pixelwhy unoise obscure --model unet.onnx --explainer e/model.onnx --image a.png \\",
      "    --noise --seed 1 --out a-noised.png"
    })
final class UnoiseObscureCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "ONNX file, or bioimage.io package, whose masks are looked at.")
  private Path model;

  @Option(
      names = "--explainer",
      required = true,
      paramLabel = "FILE",
      description = "An explainer that was trained on noise for this network.")
  private Path explainer;

  @Option(
      names = "--image",
      required = true,
      paramLabel = "FILE",
      description = "The image; a slice of a volume is written VOLUME:PLANE,INDEX.")
  private String image;

  @ArgGroup(multiplicity = "1")
  private How how;

  /** What happens to what the network does not need. */
  private static final class How {
    @Option(
        names = "--share",
        paramLabel = "S",
        description = "Leave this share of the pixels, the most important, and hide the others.")
    private String share;

    @Option(names = "--noise", description = "Lay as much noise over each pixel as it can bear.")
    private boolean noise;
  }

  @Option(
      names = "--fill",
      paramLabel = "zero|mean|blur",
      defaultValue = "zero",
      description = "What hidden pixels become (${DEFAULT-VALUE}).")
  private Fill fill;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "Whose mask is looked at, by name or number; the largest one otherwise.")
  private String choice;

  @Option(names = "--size", paramLabel = "WxH", description = "Size to which it is brought.")
  private String size;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of the noise (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.png",
      description = "The picture to write.")
  private Path out;

  @Mixin private EngineOption engine;

  @Mixin private CardOptions card;

  @Override
  public Integer call() {
    Path file = out.toAbsolutePath();
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    if (!name.toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new InputException(
          Text.format("--out: expected a name like image.png, found '%s'", out));
    }
    Obscured result;
    try (Engine opened = engine.open()) {
      result = Obscuring.run(opened, request());
    }
    result.write(file);
    print(result);
    return ExitCode.OK;
  }

  private ObscureRequest request() {
    List<ImageSource> found = ImageArguments.parse(List.of(image));
    if (found.size() != 1) {
      throw new InputException(
          Text.format("--image: expected one image, '%s' are %d", image, found.size()));
    }
    OptionalDouble share =
        how.noise ? OptionalDouble.empty() : OptionalDouble.of(Numbers.real("--share", how.share));
    return new ObscureRequest(
        card.source(model),
        explainer,
        found.get(0),
        Optional.ofNullable(size).map(text -> Numbers.size("--size", text)),
        choice == null ? ClassChoice.OPEN : ClassChoice.named(choice),
        new Manner(share, fill, seed));
  }

  private void print(Obscured result) {
    PrintWriter print = spec.commandLine().getOut();
    if (!how.noise) {
      print.printf(Locale.ROOT, "Left: %.1f %% of the pixels%n", 100 * result.left());
    }
    print.printf(
        Locale.ROOT,
        "Mask of class %s: %d pixels before, %d after; Dice of the two %.4f%n",
        result.className(),
        result.before(),
        result.after(),
        result.dice());
    result.notes().forEach(note -> print.println("Note: " + note));
    print.println("Image: " + out);
    print.flush();
  }
}
