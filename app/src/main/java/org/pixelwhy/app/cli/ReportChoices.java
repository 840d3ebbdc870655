package org.pixelwhy.app.cli;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.report.ReportOptions;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Option;

/** What a report shows and keeps, whatever is explained. */
final class ReportChoices {
  static final String WINDOW = "--window";
  static final String NO_VALUES = "--no-values";

  @Option(
      names = WINDOW,
      paramLabel = "CENTRE,WIDTH",
      description = {
        "Which values of medical images are shown, such as -600,1500 for lungs; else as the",
        "file, or else the model card, says; else 40,400 for CT."
      })
  private String window;

  @Option(
      names = NO_VALUES,
      description = "Write pictures, tables and the report, and no arrays of maps and masks.")
  private boolean noValues;

  ReportOptions chosen() {
    ReportOptions shown =
        ReportOptions.usual().through(Optional.ofNullable(window).map(ReportChoices::parse));
    return noValues ? shown.withoutValues() : shown;
  }

  private static IntensityWindow parse(String text) {
    List<String> parts = List.of(text.split(",", -1));
    if (parts.size() == 2) {
      List<Double> numbers = Numbers.reals(WINDOW, parts);
      if (numbers.get(1) > 0) {
        return IntensityWindow.around(numbers.get(0), numbers.get(1));
      }
    }
    throw new InputException(
        Text.format(
            "%s: expected CENTRE,WIDTH with a width above 0, such as 40,400, found '%s'",
            WINDOW, text));
  }
}
