package org.pixelwhy.study.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.pixelwhy.statistics.Summary;
import org.pixelwhy.study.comparison.ComparisonResult.ScoredImage;
import org.pixelwhy.study.comparison.ComparisonResult.ScoredMap;
import org.pixelwhy.study.output.ResultJson;
import org.pixelwhy.study.request.RequestJson;

/** A comparison as JSON. */
public final class ComparisonJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ComparisonJson() {}

  /**
   * The JSON text.
   *
   * @param folder of the file that it is written to: files that it names are named from there
   * @param files what was written with it, by their path within the folder
   */
  public static String text(ComparisonResult result, Path folder, Collection<String> files) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", "pixelwhy-comparison/1");
    ObjectNode request = root.putObject("request");
    RequestJson.write(request, result.request().explain(), folder);
    ResultJson.options(root.putObject("options"), result.request().explain());
    result.request().masks().ifPresent(masks -> root.put("masks", masks.toString()));
    result.request().label().ifPresent(label -> root.put("maskLabel", label));
    ResultJson.model(root.putObject("model"), result.model());
    if (result.request().masks().isPresent()) {
      dice(root, result.dice());
    }
    standings(root, result.standings());
    result.images().forEach(image -> image(root.withArray("images").addObject(), image));
    files.forEach(root.putArray("files")::add);
    ArrayNode skipped = root.putArray("skipped");
    result.skipped().forEach(image -> ResultJson.failure(skipped.addObject(), image));
    ResultJson.provenance(root.putObject("provenance"), result.provenance());
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
    }
  }

  /** Dice of predicted masks and ground truth. */
  public static void dice(ObjectNode json, Summary dice) {
    summary(json.putObject("dice"), dice);
  }

  /** How methods stand by each score. */
  public static void standings(ObjectNode json, List<Standing> standings) {
    standings.forEach(standing -> standing(json.withArray("scores").addObject(), standing));
  }

  private static void standing(ObjectNode json, Standing standing) {
    json.put("score", standing.score().id());
    json.put("better", standing.score().better().name().toLowerCase(Locale.ROOT));
    json.put("unit", standing.score().unit());
    ArrayNode methods = json.putArray("methods");
    for (Standing.Place place : standing.places()) {
      ObjectNode entry = methods.addObject();
      entry.put("method", place.title());
      put(entry, "rank", place.rank());
      summary(entry, place.summary());
      entry.put("note", place.note());
    }
    ArrayNode pairs = json.putArray("pairs");
    for (Standing.Pair pair : standing.pairs()) {
      ObjectNode entry = pairs.addObject();
      entry.put("first", pair.first()).put("second", pair.second());
      entry.put("n", pair.tests().n()).put("equal", pair.tests().equal());
      entry.put("meanDifference", pair.tests().difference());
      pair.tests()
          .interval()
          .ifPresent(ends -> entry.putArray("interval95").add(ends.low()).add(ends.high()));
      put(entry, "rankBiserial", pair.tests().effect());
      put(entry, "tTest", pair.tests().t());
      put(entry, "tTestHolm", pair.holmT());
      put(entry, "wilcoxon", pair.tests().wilcoxon());
      put(entry, "wilcoxonHolm", pair.holmWilcoxon());
    }
  }

  private static void summary(ObjectNode json, Summary summary) {
    put(json, "mean", OptionalDouble.of(summary.mean()));
    put(json, "deviation", OptionalDouble.of(summary.deviation()));
    json.put("n", summary.n());
  }

  private static void image(ObjectNode json, ScoredImage image) {
    json.put("file", image.source().name());
    json.put("target", image.target());
    image.dice().ifPresent(dice -> json.put("dice", dice));
    ArrayNode maps = json.putArray("maps");
    for (ScoredMap map : image.maps()) {
      ObjectNode entry = maps.addObject();
      entry.put("method", map.method().id()).put("layer", map.layer());
      entry.put("blank", map.blank());
      ObjectNode scores = entry.putObject("scores");
      map.scores().forEach(result -> put(scores, result.score().id(), result.value()));
    }
  }

  /** JSON knows no NaN. */
  private static void put(ObjectNode json, String name, OptionalDouble value) {
    if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
      json.put(name, value.getAsDouble());
    } else {
      json.putNull(name);
    }
  }
}
