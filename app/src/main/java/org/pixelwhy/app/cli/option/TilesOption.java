package org.pixelwhy.app.cli.option;

import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.study.request.Sizing;
import org.pixelwhy.study.request.Sizing.InTiles;
import org.pixelwhy.tensor.InputException;
import picocli.CommandLine.Option;

/** Whether the network sees images tile by tile. */
public final class TilesOption {
  private static final String NAME = "--tiles";

  @Option(
      names = NAME,
      paramLabel = "WxH[,OVERLAP]",
      description = {
        "Cut images into tiles of this size, which overlap by a quarter, or by so many pixels,",
        "instead of bringing them to a size that the network takes; 'auto': of the only size",
        "that it takes."
      })
  private String tiles;

  /**
   * How images are brought to a size that the network takes.
   *
   * @param size that is stated for the whole
   */
  public Sizing sizing(Optional<Size> size) {
    if (tiles == null) {
      return new Sizing.Whole(size);
    }
    if (size.isPresent()) {
      throw new InputException(
          NAME + " leaves images as large as they are; leave out --size, or " + NAME);
    }
    return parse(tiles);
  }

  private static InTiles parse(String text) {
    int comma = text.indexOf(',');
    String size = comma < 0 ? text : text.substring(0, comma);
    OptionalInt overlap =
        comma < 0
            ? OptionalInt.empty()
            : OptionalInt.of((int) Numbers.whole(NAME, text.substring(comma + 1), 0));
    Optional<Size> chosen =
        size.equals("auto") ? Optional.empty() : Optional.of(Numbers.size(NAME, size));
    return new InTiles(chosen, overlap);
  }
}
