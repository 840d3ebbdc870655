package org.pixelwhy.app.cli.reproduce;

import org.pixelwhy.app.cli.console.VersionText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Published experiments done again. */
@Command(
    name = "reproduce",
    description = "Does published experiments again, and says whether their claims hold.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    footerHeading = "%nExample:%n",
    footer = "  pixelwhy reproduce dream marked --out marked",
    subcommands = ReproduceDreamCommand.class)
public final class ReproduceCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "reproduce needs a command: dream.");
  }
}
