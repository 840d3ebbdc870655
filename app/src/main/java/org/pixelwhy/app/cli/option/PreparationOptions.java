package org.pixelwhy.app.cli.option;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.card.ImagePreparation.Size;
import picocli.CommandLine.Option;

/** How images are made ready for a network, beside what its card says. */
public final class PreparationOptions {
  @Option(names = "--size", paramLabel = "WxH", description = "Size to which images are brought.")
  private String size;

  @Option(
      names = "--nan",
      paramLabel = "VALUE",
      description = "Put in place of NaN and infinite values; without it such images are refused.")
  private String nan;

  public Optional<Size> size() {
    return Optional.ofNullable(size).map(text -> Numbers.size("--size", text));
  }

  /** Images with their gaps filled; a finished input is the network's own and stays as it is. */
  public List<ImageSource> filled(List<ImageSource> images) {
    if (nan == null) {
      return images;
    }
    double value = Numbers.real("--nan", nan);
    return images.stream()
        .map(
            image ->
                image instanceof ImageSource.Array ? image : new ImageSource.Filled(image, value))
        .toList();
  }
}
