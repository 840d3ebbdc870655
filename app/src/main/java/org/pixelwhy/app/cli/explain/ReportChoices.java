package org.pixelwhy.app.cli.explain;

import org.pixelwhy.app.cli.option.WindowOption;
import org.pixelwhy.report.ReportOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a report shows and keeps, whatever is explained. */
final class ReportChoices {
  static final String WINDOW = WindowOption.NAME;
  static final String NO_VALUES = "--no-values";

  @Mixin private WindowOption window;

  @Option(
      names = NO_VALUES,
      description = "Write pictures, tables and the report, and no arrays of maps and masks.")
  private boolean noValues;

  ReportOptions chosen() {
    ReportOptions shown = ReportOptions.usual().through(window.chosen());
    return noValues ? shown.withoutValues() : shown;
  }
}
