package org.pixelwhy.study.dream;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.dream.Ascent;
import org.pixelwhy.dream.DreamOptions.Stop;
import org.pixelwhy.dream.Place;
import org.pixelwhy.dream.Site;
import org.pixelwhy.dream.ValueRange;
import org.pixelwhy.dream.feature.Measuring;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.target.ClassChoice;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * What is to be dreamt, and what is measured of it.
 *
 * @param networks at least one; all dream of the same
 * @param beginning where dreams begin
 * @param aim the neuron and the class of the masks
 * @param course how dreams go on
 * @param measures what is measured, and how it is judged
 */
public record DreamRequest(
    List<Network> networks, Beginning beginning, Aim aim, Course course, Measures measures) {
  /**
   * A network.
   *
   * @param name what it is called in tables and figures
   */
  public record Network(String name, ModelSource source) {
    public Network {
      if (name.isBlank()) {
        throw new InputException("a network needs a name");
      }
    }
  }

  /**
   * The neuron.
   *
   * @param place where in its map
   * @param on the output that it belongs to, where it belongs to no layer
   * @param layer the layer that it belongs to instead
   * @param choice the class of the masks, and of the output's map
   */
  public record Aim(
      Place place, OutputSpace on, Optional<Site.LayerChannel> layer, ClassChoice choice) {
    public Aim {
      Objects.requireNonNull(place, "place");
      Objects.requireNonNull(on, "on");
      Objects.requireNonNull(layer, "layer");
      Objects.requireNonNull(choice, "choice");
    }

    /** A place in the logits of the only class. */
    public static Aim at(Place place) {
      return new Aim(place, OutputSpace.LOGITS, Optional.empty(), ClassChoice.OPEN);
    }
  }

  /**
   * How dreams go on.
   *
   * @param steps the most that are taken
   * @param range of values that images have; found out where it is not stated
   * @param frames how many frames of the first dream are kept at most, about
   */
  public record Course(
      int steps, Ascent ascent, Stop stop, Optional<ValueRange> range, int frames) {
    public Course {
      Objects.requireNonNull(ascent, "ascent");
      Objects.requireNonNull(stop, "stop");
      if (frames < 2) {
        throw new InputException("illegal number of frames " + frames + ", must be at least 2");
      }
    }
  }

  /**
   * What is measured, and how it is judged.
   *
   * @param reference images whose features are the normal ones
   * @param rule when a curve is called what
   */
  public record Measures(
      Measuring measuring, Optional<ReferenceImages> reference, VerdictRule rule) {
    public Measures {
      Objects.requireNonNull(measuring, "measuring");
      Objects.requireNonNull(reference, "reference");
      Objects.requireNonNull(rule, "rule");
    }
  }

  public DreamRequest {
    networks = List.copyOf(networks);
    if (networks.isEmpty()) {
      throw new InputException("there is no network to dream with; name one");
    }
    Set<String> names = new HashSet<>();
    for (Network network : networks) {
      if (!names.add(network.name())) {
        throw new InputException(
            Text.format(
                "two networks are called '%s'; give each a name of its own", network.name()));
      }
    }
  }

  /** All that the numbers follow from, as text: who goes on with a dream must ask for the same. */
  public String description() {
    return String.join(
        "\n",
        "networks: "
            + networks.stream()
                .map(network -> network.name() + "=" + network.source().file())
                .toList(),
        "cards: "
            + networks.stream()
                .map(network -> network.source().card() + " " + network.source().stated())
                .toList(),
        "beginning: " + beginning,
        "aim: " + aim,
        "course: " + course,
        "features: " + measures.measuring().settings());
  }
}
