package org.pixelwhy.app.cli.option;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Option;

/** Which values of medical images are shown. */
public final class WindowOption {
  public static final String NAME = "--window";

  @Option(
      names = NAME,
      paramLabel = "CENTRE,WIDTH",
      description = {
        "Which values of medical images are shown, such as -600,1500 for lungs; else as the",
        "file, or else the model card, says; else 40,400 for CT."
      })
  private String window;

  public Optional<IntensityWindow> chosen() {
    return Optional.ofNullable(window).map(WindowOption::parse);
  }

  private static IntensityWindow parse(String text) {
    List<String> parts = List.of(text.split(",", -1));
    if (parts.size() == 2) {
      List<Double> numbers = Numbers.reals(NAME, parts);
      if (numbers.get(1) > 0) {
        return IntensityWindow.around(numbers.get(0), numbers.get(1));
      }
    }
    throw new InputException(
        Text.format(
            "%s: expected CENTRE,WIDTH with a width above 0, such as 40,400, found '%s'",
            NAME, text));
  }
}
