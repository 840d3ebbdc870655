package org.pixelwhy.server.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Extras;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.ScoreCatalogue;
import org.pixelwhy.catalogue.ScoreCurve;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Grid;
import org.pixelwhy.server.json.Fields;
import org.pixelwhy.server.json.LittleEndian;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.ScoreResult;
import org.pixelwhy.tensor.Tensor;

/** Maps as results again: what {@link Explained} wrote. */
final class KeptMaps {
  private final Axes axes;

  /** Of each map the facts and the numbers; one that was asked for again stands once. */
  private final Map<List<String>, Map.Entry<JsonNode, byte[]>> maps = new LinkedHashMap<>();

  private final Map<List<String>, Map<String, ScoreResult>> scores = new LinkedHashMap<>();

  /**
   * @param axes of the image
   */
  KeptMaps(KeptAnswers kept, Axes axes) {
    this.axes = axes;
    int number = 0;
    for (JsonNode answer : kept.answers()) {
      for (JsonNode map : answer.path("maps")) {
        add(map, answer.at("/question/options").toString(), kept.maps().get(number++));
      }
    }
  }

  private void add(JsonNode map, String options, byte[] values) {
    List<String> place =
        List.of(map.path("method").asText(), map.path("layer").asText(), map.path("part").asText());
    // Asked for again for its scores it is the same; with other options it is another one.
    boolean again = map.has("scores");
    List<String> own = new ArrayList<>(place);
    own.add(options);
    List<String> same =
        maps.keySet().stream()
            .filter(key -> again && key.subList(0, place.size()).equals(place))
            .findFirst()
            .orElse(own);
    maps.putIfAbsent(same, Map.entry(map, values));
    Map<String, ScoreResult> found = scores.computeIfAbsent(same, key -> new LinkedHashMap<>());
    map.path("scores").forEach(score -> found.put(score.path("score").asText(), score(score)));
  }

  /** Whether any of them was smaller before it was brought to the image's size. */
  boolean anyEnlarged() {
    return maps.values().stream()
        .map(map -> map.getKey().path("shape"))
        .anyMatch(
            shape ->
                shape.path(shape.size() - 2).asInt() != axes.extent(0)
                    || shape.path(shape.size() - 1).asInt() != axes.extent(1));
  }

  List<MapResult> results() {
    List<String> asked =
        scores.values().stream().flatMap(each -> each.keySet().stream()).distinct().toList();
    List<MapResult> results = new ArrayList<>();
    maps.forEach((key, map) -> results.add(result(map, scores(scores.get(key), asked))));
    return results;
  }

  private MapResult result(Map.Entry<JsonNode, byte[]> map, List<ScoreResult> own) {
    JsonNode facts = map.getKey();
    float[] values = LittleEndian.floats(map.getValue());
    Attribution attribution =
        new Attribution(
            facts.path("method").asText(),
            facts.path("layer").asText(),
            Tensor.of(values, 1, 1, axes.extent(0), axes.extent(1)),
            Fields.choice("sign", facts.path("sign").asText(), Sign.class),
            texts(facts.path("notes")),
            Extras.NONE.withPart(facts.path("part").asText()));
    return new MapResult(
        Catalogue.method(facts.path("method").asText()),
        attribution,
        new Grid(axes, values),
        Optional.empty(),
        texts(facts.path("warnings")),
        own);
  }

  /** In a table of all, a map has a place for each score. */
  private static List<ScoreResult> scores(Map<String, ScoreResult> own, List<String> asked) {
    return asked.stream()
        .map(
            id ->
                own.getOrDefault(
                    id,
                    new ScoreResult(
                        ScoreCatalogue.score(id),
                        OptionalDouble.empty(),
                        List.of(),
                        List.of("was not asked for"))))
        .toList();
  }

  private static ScoreResult score(JsonNode score) {
    List<ScoreCurve> curves = new ArrayList<>();
    for (JsonNode curve : score.path("curves")) {
      curves.add(
          new ScoreCurve(
              curve.path("title").asText(),
              curve.path("across").asText(),
              curve.path("up").asText(),
              numbers(curve.path("x")),
              numbers(curve.path("y"))));
    }
    return new ScoreResult(
        ScoreCatalogue.score(score.path("score").asText()),
        score.has("value")
            ? OptionalDouble.of(score.path("value").asDouble())
            : OptionalDouble.empty(),
        curves,
        texts(score.path("notes")));
  }

  private static double[] numbers(JsonNode list) {
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.path(i).asDouble(Double.NaN);
    }
    return numbers;
  }

  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
