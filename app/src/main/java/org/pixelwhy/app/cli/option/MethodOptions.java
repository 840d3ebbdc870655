package org.pixelwhy.app.cli.option;

import java.util.List;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.option.GivenOptions;
import picocli.CommandLine.Option;

/** What every command that runs methods lets its user choose about them. */
public final class MethodOptions {
  @Option(
      names = "--layer",
      split = ",",
      paramLabel = "TENSOR",
      defaultValue = "auto",
      description = "Layers to look at: tensor names, 'all' or 'auto' (the deepest).")
  private List<String> layers;

  @Option(
      names = "--option",
      paramLabel = "[METHOD.]NAME=VALUE",
      description = {
        "An option of the methods (and scores) that have it, or of one; repeatable.",
        "'pixelwhy methods METHOD' and 'pixelwhy scores SCORE' list them."
      })
  private List<String> options = List.of();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of what draws random numbers (${DEFAULT-VALUE}).")
  private long seed;

  public Method.Settings settings(Method.Border border) {
    return new Method.Settings(layers, seed, border, GivenOptions.parse(options));
  }

  public long seed() {
    return seed;
  }
}
