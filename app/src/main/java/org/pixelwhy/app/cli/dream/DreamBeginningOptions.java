package org.pixelwhy.app.cli.dream;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.pixelwhy.app.cli.option.ImageArguments;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.study.dream.Beginning;
import org.pixelwhy.study.dream.Beginning.Kind;
import org.pixelwhy.study.dream.Beginning.Varied;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Option;

/** Where dreams begin. */
final class DreamBeginningOptions {
  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "The image to begin with, best one without the class; of a volume a slice.")
  private String image;

  @Option(
      names = "--start",
      paramLabel = "image|constant:V|noise[:MEAN,SD]",
      description = "What to begin with; image where --image is given, else noise.")
  private String start;

  @Option(names = "--size", paramLabel = "WxH", description = "Size of the network's input.")
  private String size;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "Dreams of each network, for bands and agreement (1).")
  private String repeats = "1";

  @Option(
      names = "--vary",
      split = ",",
      paramLabel = "start|pixel|step",
      description = "What differs between repeated dreams (start).")
  private Set<Varied> varied = Set.of(Varied.START);

  @Option(names = "--seed", paramLabel = "S", description = "Seed of all that is drawn (0).")
  private long seed;

  long seed() {
    return seed;
  }

  Beginning beginning() {
    return new Beginning(
        kind(),
        Optional.ofNullable(size).map(text -> Numbers.size("--size", text)),
        (int) Numbers.whole("--repeats", repeats, 1),
        varied,
        seed);
  }

  private Kind kind() {
    String text = start == null ? image == null ? "noise" : "image" : start;
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    List<String> numbers = colon < 0 ? List.of() : List.of(text.substring(colon + 1).split(","));
    if (image != null && !name.equals("image")) {
      throw new InputException("--start " + text + " needs no --image; leave one of them out");
    }
    if (name.equals("image") && numbers.isEmpty()) {
      if (image == null) {
        throw new InputException("--start image: name the image with --image FILE");
      }
      return new Beginning.OfImage(ImageArguments.one("--image", image));
    } else if (name.equals("constant") && numbers.size() == 1) {
      return new Beginning.Constant(Numbers.real("--start constant", numbers.get(0)));
    } else if (name.equals("noise") && (numbers.isEmpty() || numbers.size() == 2)) {
      return numbers.isEmpty()
          ? new Beginning.Noise(OptionalDouble.empty(), OptionalDouble.empty())
          : new Beginning.Noise(
              OptionalDouble.of(Numbers.real("--start noise", numbers.get(0))),
              OptionalDouble.of(Numbers.real("--start noise", numbers.get(1))));
    }
    throw new InputException(
        Text.format(
            "--start: expected image, constant:VALUE, noise or noise:MEAN,SD, found '%s'", text));
  }
}
