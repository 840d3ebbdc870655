package org.pixelwhy.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Course;
import org.pixelwhy.catalogue.RunOptions;
import org.pixelwhy.catalogue.ScoreCurve;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ModelCard;

/** A result as JSON: everything but the maps' values, which are files beside. */
public final class ResultJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ResultJson() {}

  /**
   * The JSON text.
   *
   * @param names where the files of each map are
   */
  public static String text(StudyResult result, ResultNames names) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", "pixelwhy-result/1");
    request(root.putObject("request"), result.request());
    model(root.putObject("model"), result.model());
    ArrayNode images = root.putArray("images");
    for (int i = 0; i < result.images().size(); i++) {
      image(images.addObject(), result.images().get(i), i, names);
    }
    provenance(root.putObject("provenance"), result.provenance());
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
    }
  }

  public static void request(ObjectNode json, ExplainRequest request) {
    json.put("model", request.model().file().toString());
    request.model().card().ifPresent(card -> json.put("card", card.toString()));
    json.put("target", request.question().target().toString());
    json.put("reduction", lower(request.question().reduction()));
    json.put("on", lower(request.question().on()));
    texts(json.putArray("methods"), request.methods());
    texts(json.putArray("scores"), request.scores());
    texts(json.putArray("layers"), request.settings().layers());
    json.put("seed", request.settings().seed());
    json.put("border", lower(request.settings().border()));
    run(json, request.settings().run());
    ObjectNode options = json.putObject("options");
    request.options().forEach((id, values) -> values.forEach(options.withObject("/" + id)::put));
    request
        .size()
        .ifPresent(
            size -> json.putObject("size").put("width", size.width()).put("height", size.height()));
  }

  public static void model(ObjectNode json, SegmentationModel model) {
    ModelCard card = model.card();
    json.put("sha256", model.hash());
    ObjectNode described = json.putObject("card");
    described.put("inputLayout", card.inputLayout().toString());
    described.put("size", card.size().toString());
    described.put("channels", card.channels().name());
    texts(
        described.putArray("preprocessing"),
        card.preprocessing().stream().map(Object::toString).toList());
    described.put("outputLayout", card.outputLayout().toString());
    described.put("activation", card.activation().toString());
    texts(described.putArray("classes"), card.classNames());
    card.background().ifPresent(background -> described.put("background", background));
    texts(json.putArray("guesses"), card.guesses());
    texts(json.putArray("notes"), model.notes());
  }

  private static void image(ObjectNode json, ImageResult image, int index, ResultNames names) {
    json.put("file", image.source().name());
    json.put("width", image.image().width());
    json.put("height", image.image().height());
    json.put("prediction", names.prediction(index));
    json.put("overview", names.overview(index));
    ObjectNode target = json.putObject("target");
    target.put("description", image.target().description());
    target.put("pixels", image.target().pixels());
    target.put("value", image.target().value());
    texts(json.putArray("notes"), image.notes());
    texts(json.putArray("warnings"), image.warnings());
    ArrayNode maps = json.putArray("maps");
    for (int i = 0; i < image.maps().size(); i++) {
      MapResult map = image.maps().get(i);
      ObjectNode entry = maps.addObject();
      entry.put("method", map.method().id());
      entry.put("layer", map.attribution().layer());
      entry.put("values", names.values(index, i));
      entry.put("picture", names.picture(index, i));
      numbers(entry, MapStatistics.of(map.attribution()));
      Attribution.Extras extras = map.attribution().extras();
      if (!extras.part().isEmpty()) {
        entry.put("part", extras.part());
      }
      extras.course().ifPresent(course -> course(entry, course));
      extras.marked().ifPresent(marked -> marked(entry.putObject("marked"), marked));
      texts(entry.putArray("notes"), map.attribution().notes());
      texts(entry.putArray("warnings"), map.warnings());
      map.scores().forEach(score -> score(entry.withArray("scores").addObject(), score));
    }
    ArrayNode studies = json.putArray("layerStudies");
    for (int i = 0; i < image.layerStudies().size(); i++) {
      study(studies.addObject(), image.layerStudies().get(i), names.layerSheet(index, i));
    }
  }

  private static void score(ObjectNode json, ScoreResult result) {
    json.put("score", result.score().id());
    result.value().ifPresentOrElse(value -> json.put("value", value), () -> json.putNull("value"));
    json.put("better", lower(result.score().better()));
    json.put("unit", result.score().unit());
    texts(json.putArray("notes"), result.notes());
    for (ScoreCurve curve : result.curves()) {
      ObjectNode entry = json.withArray("curves").addObject();
      entry.put("title", curve.title()).put("across", curve.across()).put("up", curve.up());
      numbers(entry.putArray("x"), curve.x());
      numbers(entry.putArray("y"), curve.y());
    }
  }

  /** JSON knows no infinity and no NaN. */
  private static void numbers(ArrayNode array, double[] numbers) {
    for (double number : numbers) {
      if (Double.isFinite(number)) {
        array.add(number);
      } else {
        array.addNull();
      }
    }
  }

  private static void study(ObjectNode json, LayerStudy study, String sheet) {
    json.put("method", study.method().id());
    json.put("sheet", sheet);
    json.put("segment", study.segment());
    json.put("borderWidth", LayerStudy.BORDER_WIDTH);
    shares(json.putObject("area"), study.area());
    ArrayNode layers = json.putArray("layers");
    for (LayerStudy.Row row : study.rows()) {
      ObjectNode entry = layers.addObject();
      entry.put("layer", row.layer().tensor());
      entry.put("stage", lower(row.stage()));
      ArrayNode shape = entry.putArray("shape");
      for (long extent : row.layer().shape().dims()) {
        shape.add(extent);
      }
      shares(entry.putObject("positive"), row.positive());
      shares(entry.putObject("negative"), row.negative());
    }
  }

  private static void shares(ObjectNode json, LayerStudy.Shares shares) {
    json.put("inside", shares.inside());
    json.put("border", shares.border());
    json.put("outside", shares.outside());
  }

  private static void course(ObjectNode json, Course course) {
    json.put("forwardPasses", course.passes());
    json.put("seconds", course.seconds());
    ArrayNode points = json.putArray("convergence");
    for (Course.Point point : course.points()) {
      ObjectNode entry = points.addObject().put("forwardPasses", point.passes());
      point.change().ifPresent(change -> entry.put("change", change));
      point.error().ifPresent(error -> entry.put("standardError", error));
    }
  }

  private static void marked(ObjectNode json, Attribution.Marked marked) {
    json.put("label", marked.label()).put("pixels", marked.pixels().count());
  }

  private static void run(ObjectNode json, RunOptions run) {
    run.untilStable().ifPresent(change -> json.put("untilStable", change));
    run.masks().ifPresent(file -> json.put("masks", file.toString()));
    run.reference().ifPresent(file -> json.put("reference", file.toString()));
  }

  private static void numbers(ObjectNode json, MapStatistics numbers) {
    number(json, "min", numbers.min());
    number(json, "max", numbers.max());
    number(json, "mean", numbers.mean());
    number(json, "positiveShare", numbers.positiveShare());
  }

  private static void number(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    } else {
      json.putNull(name);
    }
  }

  public static void provenance(ObjectNode json, Provenance provenance) {
    json.put("modelSha256", provenance.modelHash());
    ObjectNode images = json.putObject("imageSha256");
    new TreeMap<>(provenance.imageHashes()).forEach(images::put);
    ObjectNode versions = json.putObject("versions");
    new TreeMap<>(provenance.versions()).forEach(versions::put);
    json.put("started", provenance.started().toString());
    json.put("seconds", provenance.seconds());
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
