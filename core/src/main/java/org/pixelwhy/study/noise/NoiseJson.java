package org.pixelwhy.study.noise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.pixelwhy.statistics.BootstrapInterval;
import org.pixelwhy.study.noise.NoiseResult.JudgedMap;
import org.pixelwhy.study.noise.VisibleCurve.Point;
import org.pixelwhy.study.output.ResultJson;

/** An evaluation as JSON; what is measured in seconds stands apart from what is reproducible. */
public final class NoiseJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private NoiseJson() {}

  /** The JSON text. */
  public static String text(NoiseResult result) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", "pixelwhy-unoise/1");
    ObjectNode request = root.putObject("request");
    request.put("data", result.request().data().name());
    request.put("images", result.images());
    request.put("class", result.className());
    request.put("seed", result.request().settings().seed());
    ArrayNode fills = request.putArray("fills");
    result.request().fills().forEach(fill -> fills.add(lower(fill)));
    ArrayNode options = request.putArray("options");
    result.request().settings().options().texts().forEach(options::add);
    ResultJson.model(root.putObject("model"), result.model());
    root.put("diceOfWholeImages", result.clean());
    ArrayNode warnings = root.putArray("warnings");
    result.warnings().forEach(warnings::add);
    ArrayNode maps = root.putArray("maps");
    for (JudgedMap map : result.maps()) {
      ObjectNode json = maps.addObject().put("name", map.name()).put("control", map.control());
      json.put("blankImages", map.blank());
      map.parameters().ifPresent(count -> json.put("parameters", count));
    }
    ArrayNode curves = root.putArray("curves");
    result.curves().forEach(curve -> curve(curves.addObject(), curve));
    placement(root.putObject("placement"), result.placement());
    measured(root.putObject("measured"), result);
    ResultJson.provenance(root.putObject("provenance"), result.provenance());
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void curve(ObjectNode json, VisibleCurve curve) {
    json.put("map", curve.map()).put("way", lower(curve.way())).put("fill", lower(curve.fill()));
    json.put("area", curve.area());
    interval(json, "areaInterval95", curve.areaInterval());
    point(json.putObject("half"), curve.half());
    ArrayNode points = json.putArray("points");
    curve.points().forEach(point -> point(points.addObject(), point));
  }

  private static void point(ObjectNode json, Point point) {
    point.threshold().ifPresent(threshold -> json.put("threshold", threshold));
    json.put("share", point.share()).put("dice", point.dice());
    interval(json, "interval95", point.interval());
  }

  private static void interval(ObjectNode json, String name, Optional<BootstrapInterval> found) {
    found.ifPresent(ends -> json.putArray(name).add(ends.low()).add(ends.high()));
  }

  private static void placement(ObjectNode json, Placement placement) {
    ArrayNode regions = json.putArray("regions");
    placement.regions().forEach(regions::add);
    shares(json.putObject("pixels"), placement.pixels());
    ArrayNode maps = json.putArray("maps");
    placement.maps().forEach(row -> shares(maps.addObject(), row));
  }

  private static void shares(ObjectNode json, Placement.Row row) {
    json.put("name", row.name()).put("images", row.images());
    ArrayNode shares = json.putArray("shares");
    for (Placement.Share share : row.shares()) {
      ObjectNode one = shares.addObject().put("mean", share.mean());
      interval(one, "interval95", share.interval());
    }
  }

  private static void measured(ObjectNode json, NoiseResult result) {
    json.put("forwardPassSeconds", result.forwardSeconds());
    ArrayNode maps = json.putArray("maps");
    for (JudgedMap map : result.maps()) {
      ObjectNode entry = maps.addObject().put("name", map.name()).put("seconds", map.seconds());
      map.trainingSeconds().ifPresent(seconds -> entry.put("trainingSeconds", seconds));
    }
  }
}
