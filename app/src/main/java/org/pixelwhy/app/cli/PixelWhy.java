package org.pixelwhy.app.cli;

import java.io.PrintWriter;
import java.util.List;
import org.pixelwhy.app.cli.catalogue.MethodsCommand;
import org.pixelwhy.app.cli.catalogue.ScoresCommand;
import org.pixelwhy.app.cli.compare.BenchCommand;
import org.pixelwhy.app.cli.compare.CompareCommand;
import org.pixelwhy.app.cli.compare.ConformanceCommand;
import org.pixelwhy.app.cli.console.Program;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.data.DatasetCommand;
import org.pixelwhy.app.cli.dream.DreamCommand;
import org.pixelwhy.app.cli.explain.BatchCommand;
import org.pixelwhy.app.cli.explain.DemoCommand;
import org.pixelwhy.app.cli.explain.ExplainCommand;
import org.pixelwhy.app.cli.explain.SegmentsCommand;
import org.pixelwhy.app.cli.network.CompileCommand;
import org.pixelwhy.app.cli.network.InspectCommand;
import org.pixelwhy.app.cli.network.TestnetCommand;
import org.pixelwhy.app.cli.noise.UnoiseCommand;
import org.pixelwhy.app.cli.predict.PredictCommand;
import org.pixelwhy.app.cli.radiomics.RadiomicsCommand;
import org.pixelwhy.app.cli.reproduce.ReproduceCommand;
import org.pixelwhy.app.cli.serve.AccountCommand;
import org.pixelwhy.app.cli.serve.ServeCommand;
import org.pixelwhy.app.cli.train.TrainCommand;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself: lists its commands. */
@Command(
    name = "pixelwhy",
    description = "Explains why a segmentation network drew the mask it drew.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy demo",
      "  pixelwhy inspect unet.onnx",
      "  pixelwhy explain --model unet.onnx --image cells.png --method saliency",
      "",
      "'pixelwhy COMMAND --help' explains a command."
    },
    subcommands = {
      DemoCommand.class,
      InspectCommand.class,
      MethodsCommand.class,
      ScoresCommand.class,
      ExplainCommand.class,
      SegmentsCommand.class,
      PredictCommand.class,
      BatchCommand.class,
      ServeCommand.class,
      AccountCommand.class,
      CompareCommand.class,
      CompileCommand.class,
      TrainCommand.class,
      UnoiseCommand.class,
      DreamCommand.class,
      ReproduceCommand.class,
      TestnetCommand.class,
      DatasetCommand.class,
      RadiomicsCommand.class,
      BenchCommand.class,
      ConformanceCommand.class,
      GenerateCompletion.class
    })
final class PixelWhy implements Program, Runnable {
  @Spec private CommandSpec spec;

  @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where an error arose.")
  private boolean debug;

  boolean debug() {
    return debug;
  }

  @Override
  public int run(List<String> arguments, PrintWriter out, PrintWriter err) {
    CommandLine fresh = Main.commandLine().setOut(out).setErr(err);
    return Main.run(fresh, arguments.toArray(String[]::new));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "no command is given.");
  }
}
