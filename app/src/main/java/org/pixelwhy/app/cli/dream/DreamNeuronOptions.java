package org.pixelwhy.app.cli.dream;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.dream.Place;
import org.pixelwhy.dream.Site.LayerChannel;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.study.dream.DreamRequest.Aim;
import org.pixelwhy.target.ClassChoice;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Option;

/** Which neuron is made to respond. */
final class DreamNeuronOptions {
  @Option(
      names = "--neuron",
      split = ",",
      paramLabel = "X,Y",
      description = "The neuron at a pixel of the image, from 0, to the right and down.")
  private List<String> pixel;

  @Option(
      names = "--disc",
      split = ",",
      paramLabel = "X,Y,R",
      description = "The mean over all pixels up to R from one.")
  private List<String> disc;

  @Option(
      names = "--strongest",
      description = "The place that responds most at the start (the default).")
  private boolean strongest;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "The class dreamt of, by name or number, where the network has several.")
  private String choice;

  @Option(
      names = "--on",
      paramLabel = "logits|probabilities",
      defaultValue = "logits",
      description = "The output that the neuron belongs to (${DEFAULT-VALUE}).")
  private OutputSpace on;

  @Option(
      names = "--layer",
      paramLabel = "TENSOR",
      description = "A layer that it belongs to instead; 'pixelwhy inspect' lists them.")
  private String layer;

  @Option(names = "--channel", paramLabel = "K", description = "The layer's channel, from 0.")
  private String channel;

  Aim aim() {
    if ((layer == null) != (channel == null)) {
      throw new InputException("--layer and --channel belong together; give both, or neither");
    }
    return new Aim(
        place(),
        on,
        Optional.ofNullable(layer)
            .map(name -> new LayerChannel(name, (int) Numbers.whole("--channel", channel, 0))),
        choice == null ? ClassChoice.OPEN : ClassChoice.named(choice));
  }

  private Place place() {
    int given = (pixel == null ? 0 : 1) + (disc == null ? 0 : 1) + (strongest ? 1 : 0);
    if (given > 1) {
      throw new InputException("give only one of --neuron, --disc and --strongest");
    }
    if (pixel != null) {
      require("--neuron", "X,Y", pixel, 2);
      return new Place.Pixel(whole("--neuron", pixel, 0), whole("--neuron", pixel, 1));
    }
    if (disc != null) {
      require("--disc", "X,Y,R", disc, 3);
      return new Place.Disc(
          whole("--disc", disc, 0), whole("--disc", disc, 1), Numbers.real("--disc", disc.get(2)));
    }
    return new Place.Strongest();
  }

  private static void require(String option, String form, List<String> found, int count) {
    if (found.size() != count) {
      throw new InputException(
          Text.format("%s: expected %s, found '%s'", option, form, String.join(",", found)));
    }
  }

  private static int whole(String option, List<String> texts, int index) {
    return (int) Numbers.whole(option, texts.get(index), 0);
  }
}
