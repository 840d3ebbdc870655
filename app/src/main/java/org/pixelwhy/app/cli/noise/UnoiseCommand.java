package org.pixelwhy.app.cli.noise;

import org.pixelwhy.app.cli.console.VersionText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Explainers that were trained to tell how much noise every pixel can bear (U-Noise). */
@Command(
    name = "unoise",
    description =
        "How much noise every pixel bears: learns it, judges maps by it, obscures images.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy unoise evaluate --model unet.onnx --data cells --explainer small=e/model.onnx \\",
      "    --method grad-cam,random,centre --out judged",
      "  pixelwhy unoise obscure --model unet.onnx --explainer e/model.onnx --image a.png \\",
      "    --share 0.5 --out a-obscured.png"
    },
    subcommands = {
      UnoiseTrainCommand.class,
      UnoiseEvaluateCommand.class,
      UnoiseObscureCommand.class
    })
public final class UnoiseCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "unoise needs a command: train, evaluate, obscure.");
  }
}
