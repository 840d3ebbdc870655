package org.pixelwhy.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.Stage;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Target;

/**
 * What a method sees at the layers of a network, in the network's order: which part of each map
 * lies inside the segment in question, on its border, and outside.
 *
 * <p>The segment is the target's own pixels where those are a class, an object or a region, else
 * what is predicted as the target's class. Its border is the pixels of the segment with a neighbour
 * outside it (4 neighbours in a picture): a band of one output pixel; inside is the rest of it.
 * What was padded to the image belongs to none of the three, and is no neighbour. A cell of a layer
 * counts for each of the three with the exact part of its area that lies there.
 *
 * <p>Fazel et al. read such shares off their figures 6, 7, 9 and 10.
 *
 * @param method whose maps these are
 * @param segment in words
 * @param area which part of the image the three are: what a map without preference would have
 * @param rows one for each layer
 */
public record LayerStudy(Method method, String segment, Shares area, List<Row> rows) {
  /** Width of the border, in pixels of the network's output. */
  public static final int BORDER_WIDTH = 1;

  public LayerStudy {
    rows = List.copyOf(rows);
  }

  /** Parts of a whole that lie inside the segment, on its border, and outside. */
  public record Shares(double inside, double border, double outside) {}

  /**
   * One layer. Both kinds of shares are parts of the sum of magnitudes, so all six add up to 1, or
   * to 0 where the map is blank.
   *
   * @param map the number of its map among those of the image
   */
  public record Row(int map, Layer layer, Stage stage, Shares positive, Shares negative) {}

  /** The studies that an image's maps make: one for each method that explained several layers. */
  static List<LayerStudy> of(Evaluation at, Question question, List<MapResult> maps) {
    Map<Method, List<Integer>> byMethod = new LinkedHashMap<>();
    for (int i = 0; i < maps.size(); i++) {
      if (!maps.get(i).attribution().layer().isEmpty()) {
        byMethod.computeIfAbsent(maps.get(i).method(), key -> new ArrayList<>()).add(i);
      }
    }
    byMethod.values().removeIf(list -> list.size() < 2);
    if (byMethod.isEmpty()) {
      return List.of();
    }
    Layers layers = new Layers(at.model(), at.typed());
    SegmentRegions regions =
        SegmentRegions.of(segment(at, question.target()), at.prediction().inside());
    String segment = describe(at, question.target());
    List<LayerStudy> studies = new ArrayList<>();
    byMethod.forEach(
        (method, numbers) -> {
          List<Row> rows = new ArrayList<>();
          for (Layer layer : layers.all()) {
            for (int map : numbers) {
              Attribution attribution = maps.get(map).attribution();
              if (attribution.layer().equals(layer.tensor())) {
                Shares positive = regions.shares(attribution, 1);
                Shares negative = regions.shares(attribution, -1);
                rows.add(new Row(map, layer, layers.stage(layer), positive, negative));
              }
            }
          }
          studies.add(new LayerStudy(method, segment, regions.area(), rows));
        });
    return studies;
  }

  private static Mask segment(Evaluation at, Target target) {
    Mask predicted = at.prediction().mask(target.channel(at.prediction()));
    Mask own = target.mask(at.prediction());
    return target.isSegment() || predicted.isEmpty() ? own : predicted;
  }

  private static String describe(Evaluation at, Target target) {
    int channel = target.channel(at.prediction());
    return target.isSegment() || at.prediction().mask(channel).isEmpty()
        ? target.describe(at.prediction())
        : "class " + at.prediction().describe(channel);
  }
}
