package org.pixelwhy.study.dream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.pixelwhy.dream.Ascent;
import org.pixelwhy.study.dream.DreamRequest.Course;
import org.pixelwhy.study.dream.NetworkDream.Judged;
import org.pixelwhy.study.dream.ReferenceNumbers.Normal;
import org.pixelwhy.study.output.ResultJson;

/** An analysis as JSON: what was asked for, how dreams ended, and the verdicts. */
public final class DreamJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DreamJson() {}

  /** The JSON text; the curves are in the table of {@link DreamCsv}. */
  public static String text(DreamResult result) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", "pixelwhy-dream/1");
    request(root.putObject("request"), result.request());
    ArrayNode networks = root.putArray("networks");
    for (int i = 0; i < result.networks().size(); i++) {
      ObjectNode json = networks.addObject();
      network(json, result, result.networks().get(i));
      ResultJson.provenance(json.putObject("provenance"), result.provenance().get(i));
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
    }
  }

  private static void request(ObjectNode json, DreamRequest request) {
    Beginning beginning = request.beginning();
    json.put("beginning", beginning.kind().toString());
    json.put("repeats", beginning.repeats()).put("seed", beginning.seed());
    ArrayNode varied = json.putArray("varied");
    beginning.varied().stream()
        .sorted()
        .forEach(each -> varied.add(each.name().toLowerCase(Locale.ROOT)));
    Course course = request.course();
    Ascent ascent = course.ascent();
    ObjectNode steps = json.putObject("course").put("steps", course.steps());
    steps.put("rule", ascent.rule().toString());
    ascent.rate().ifPresent(rate -> steps.put("stepSize", rate));
    steps.put("clips", ascent.clips()).put("momentum", ascent.momentum());
    steps.put("blur", ascent.blur()).put("totalVariation", ascent.totalVariation());
    steps.put("tolerance", course.stop().tolerance()).put("patience", course.stop().patience());
    json.put("features", request.measures().measuring().settings());
    request.measures().reference().ifPresent(images -> json.put("reference", images.name()));
    VerdictRule rule = request.measures().rule();
    json.putObject("verdicts").put("normal", rule.normal()).put("strong", rule.strong());
  }

  private static void network(ObjectNode json, DreamResult result, NetworkDream network) {
    NetworkDream.Setting setting = network.setting();
    json.put("name", network.name());
    ResultJson.model(json.putObject("model"), setting.model());
    json.put("neuron", setting.neuron()).put("class", setting.className());
    json.putArray("range").add(setting.range().low()).add(setting.range().high());
    json.putArray("size")
        .add(setting.geometry().inputHeight())
        .add(setting.geometry().inputWidth());
    ArrayNode notes = json.putArray("notes");
    network.notes().forEach(notes::add);
    ArrayNode paths = json.putArray("dreams");
    for (DreamPath path : network.paths()) {
      ObjectNode dream = paths.addObject().put("start", path.start());
      dream.put("end", path.end().toString()).put("steps", path.steps().size() - 1);
      if (Double.isFinite(path.rate())) {
        dream.put("stepSize", path.rate());
      }
    }
    ArrayNode features = json.putArray("features");
    for (int f = 0; f < result.features().size(); f++) {
      feature(features.addObject(), network, result.judged(network).get(f), f);
    }
  }

  private static void feature(ObjectNode json, NetworkDream network, Judged judged, int f) {
    json.put("feature", judged.feature().id()).put("name", judged.feature().name());
    json.put("unit", judged.feature().unit());
    network
        .reference()
        .ifPresent(
            known -> {
              Normal normal = known.features().get(f);
              ObjectNode reference = json.putObject("reference").put("images", normal.count());
              number(reference, "mean", normal.mean());
              number(reference, "deviation", normal.deviation());
            });
    ArrayNode dreams = json.putArray("dreams");
    for (int p = 0; p < network.paths().size(); p++) {
      Ends ends = Ends.of(network.paths().get(p).curve(f));
      ObjectNode dream = dreams.addObject();
      number(dream, "first", ends.first());
      number(dream, "last", ends.last());
      dream.put("verdict", judged.each().get(p).toString());
    }
    json.put("verdict", judged.verdict().toString()).put("agreement", judged.agreement());
  }

  private static void number(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    }
  }
}
