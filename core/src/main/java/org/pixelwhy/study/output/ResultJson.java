package org.pixelwhy.study.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Course;
import org.pixelwhy.catalogue.ScoreCurve;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.LayerStudy;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.Provenance;
import org.pixelwhy.study.ScoreResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.request.ExplainRequest;

/** Parts of a result as JSON: everything but the maps' values, which are files beside. */
public final class ResultJson {
  private ResultJson() {}

  /** The values of all options, given or not, by method or score. */
  public static void options(ObjectNode json, ExplainRequest request) {
    request
        .options()
        .forEach(
            (id, values) -> {
              ObjectNode own = json.putObject(id);
              values.forEach(own::put);
            });
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
    ObjectNode labels = described.putObject("labels");
    LabelMask.names(model).forEach((label, name) -> labels.put(Integer.toString(label), name));
    texts(json.putArray("guesses"), card.guesses());
    texts(json.putArray("notes"), model.notes());
  }

  /** One image. */
  static void image(ObjectNode json, ImageResult image, ResultNames.OfImage names) {
    json.put("file", image.source().name());
    json.put("width", image.image().width());
    json.put("height", image.image().height());
    axes(json, image.image().axes());
    json.put("prediction", names.prediction());
    names.mask().ifPresent(mask -> json.put("mask", mask));
    texts(json.putArray("notes"), image.notes());
    texts(json.putArray("warnings"), image.predictionWarnings());
    ArrayNode targets = json.putArray("targets");
    for (int i = 0; i < image.targets().size(); i++) {
      target(targets.addObject(), image.targets().get(i), names.targets().get(i));
    }
  }

  /** Where the pixels of picture, masks and maps lie. */
  public static void axes(ObjectNode json, Axes axes) {
    ArrayNode all = json.putArray("axes");
    for (Axis axis : axes.all()) {
      ObjectNode entry = all.addObject().put("name", axis.name()).put("extent", axis.extent());
      axis.spacing().ifPresent(gap -> entry.put("spacing", gap.step()).put("unit", gap.unit()));
      axis.towards().ifPresent(direction -> entry.put("towards", lower(direction)));
    }
    axes.section()
        .ifPresent(
            section ->
                json.putObject("section")
                    .put("plane", lower(section.plane()))
                    .put("index", section.index())
                    .put("count", section.count()));
  }

  private static void target(ObjectNode json, TargetResult target, ResultNames.OfTarget names) {
    json.put("target", target.spec().toString());
    json.put("description", target.description());
    json.put("pixels", target.pixels());
    json.put("value", target.value());
    json.put("overview", names.overview());
    texts(json.putArray("warnings"), target.warnings());
    ArrayNode maps = json.putArray("maps");
    for (int i = 0; i < target.maps().size(); i++) {
      MapResult map = target.maps().get(i);
      ObjectNode entry = maps.addObject();
      entry.put("method", map.method().id());
      entry.put("layer", map.attribution().layer());
      names.maps().get(i).values().ifPresent(values -> values(entry, values));
      entry.put("picture", names.maps().get(i).picture());
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
    for (int i = 0; i < target.layerStudies().size(); i++) {
      study(studies.addObject(), target.layerStudies().get(i), names.layerSheets().get(i));
    }
  }

  private static void values(ObjectNode entry, ResultNames.OfValues names) {
    entry.put("values", names.own());
    entry.put("imageValues", names.image());
    entry.put("imageTiff", names.tiff());
  }

  /** What could not be explained. */
  public static void failure(ObjectNode json, Failure failure) {
    json.put("file", failure.source().name());
    failure.target().ifPresent(target -> json.put("target", target.toString()));
    json.put("why", failure.reason());
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
