package org.pixelwhy.app.cli.network;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.Quantised;
import org.pixelwhy.onnx.autodiff.GradientPath;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.study.GradientStops;
import org.pixelwhy.study.Inspection;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/** An inspection as text and as JSON. */
final class InspectionText {
  /** Of more layers than this, only those worth looking at are shown. */
  private static final int PAGE = 100;

  private static final Map<String, String> CHANGED_BY =
      Map.of(
          "layout", "--axes",
          "channels", "--channels",
          "preparation", "--scale, --mean, --std or --normalize",
          "activation", "--activation",
          "classes", "--classes",
          "background", "--background");

  private final Inspection inspection;
  private final Optional<String> filter;

  /**
   * @param filter a text that the layers' names or operators contain, or {@code all}; null for none
   */
  InspectionText(Inspection inspection, String filter) {
    this.inspection = inspection;
    this.filter = Optional.ofNullable(filter);
  }

  private List<Layer> shown() {
    List<Layer> layers = inspection.layers();
    if (filter.isPresent()) {
      String text = filter.get().toLowerCase(Locale.ROOT);
      return text.equals("all") ? layers : layers.stream().filter(l -> has(l, text)).toList();
    }
    return layers.size() <= PAGE ? layers : layers.stream().filter(this::isPrincipal).toList();
  }

  private static boolean has(Layer layer, String text) {
    return layer.tensor().toLowerCase(Locale.ROOT).contains(text)
        || layer.op().toLowerCase(Locale.ROOT).contains(text);
  }

  void print(PrintWriter out) {
    out.printf(Locale.ROOT, "file         %s%n", producer());
    inspection.inputs().forEach(input -> out.printf(Locale.ROOT, "input        %s%n", input));
    inspection.outputs().forEach(output -> out.printf(Locale.ROOT, "output       %s%n", output));
    out.printf(Locale.ROOT, "logits       %s%n", inspection.model().logits());
    out.printf(Locale.ROOT, "parameters   %,d%n", inspection.parameters());
    out.printf(Locale.ROOT, "operators    %s%n", operators());
    out.printf(Locale.ROOT, "gradients    %s%n", gradients());
    card()
        .forEach(
            (field, value) ->
                out.printf(Locale.ROOT, "%-12s %s%s%n", field, value, changedBy(field)));
    card(out);
    layers(out);
  }

  /** The options that say otherwise. */
  private static String changedBy(String field) {
    String options = CHANGED_BY.get(field);
    return options == null ? "" : "   (" + options + ")";
  }

  /** What a method that reads gradients will meet. */
  private String gradients() {
    GradientPath path = inspection.gradients();
    String stops = GradientStops.describe(path).orElse("");
    boolean exact = inspection.model().card().quantised() == Quantised.EXACT;
    String advice =
        exact && GradientStops.areRounding(path)
            ? "; --quantised straight-through lets them pass"
            : "";
    if (!path.open()) {
      return "none, only methods that run the network forward say anything: " + stops + advice;
    } else if (!path.missing().isEmpty()) {
      return "no rule for " + String.join(", ", inspection.withoutRule());
    }
    return stops.isEmpty() ? "through every operator" : stops + advice;
  }

  private String producer() {
    String by = inspection.producer().isEmpty() ? "an unknown program" : inspection.producer();
    return "written by " + by;
  }

  private String operators() {
    return inspection.operators().entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private void card(PrintWriter out) {
    out.println();
    inspection.model().card().guesses().forEach(guess -> out.println("guessed: " + guess));
    inspection.model().notes().forEach(note -> out.println("note: " + note));
  }

  private void layers(PrintWriter out) {
    List<Layer> shown = shown();
    int width = shown.stream().mapToInt(l -> l.tensor().length()).max().orElse(0);
    out.printf(
        Locale.ROOT,
        "%nlayers at input %s (* worth looking at, > the one that --layer auto takes):%n",
        inspection.probed());
    for (Layer layer : shown) {
      out.printf(
          Locale.ROOT,
          "%s %-" + Math.max(1, width) + "s  %-20s %s%n",
          isAuto(layer) ? ">" : isPrincipal(layer) ? "*" : " ",
          layer.tensor(),
          layer.op(),
          shape(layer));
    }
    if (shown.size() < inspection.layers().size()) {
      out.printf(
          Locale.ROOT,
          "%d of %d layers; --layers all shows all, --layers TEXT those whose name or operator"
              + " contains the text%n",
          shown.size(),
          inspection.layers().size());
    }
  }

  private static String shape(Layer layer) {
    Shape own = layer.arrangement().tensor();
    return layer.arrangement().isPlain()
        ? own.toString()
        : Text.format("%s, laid out from %s", layer.shape(), own);
  }

  private boolean isAuto(Layer layer) {
    return inspection.auto().filter(layer.tensor()::equals).isPresent();
  }

  private boolean isPrincipal(Layer layer) {
    return inspection.principal().contains(layer.tensor());
  }

  private Map<String, String> card() {
    ModelCard card = inspection.model().card();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("layout", card.inputLayout() + " in, " + card.outputLayout() + " out");
    fields.put("size", card.size().toString());
    fields.put("channels", card.channels().name().toLowerCase(Locale.ROOT));
    fields.put("preparation", Arithmetic.of(card.preprocessing()));
    fields.put("activation", lower(card.activation()));
    fields.put("classes", String.join(", ", card.classNames()));
    fields.put(
        "background",
        card.background().isPresent() ? "class " + card.background().getAsInt() : "none");
    return fields;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("producer", inspection.producer());
    json.put("inputs", inspection.inputs().stream().map(Value::toString).toList());
    json.put("outputs", inspection.outputs().stream().map(Value::toString).toList());
    json.put("logits", inspection.model().logits());
    json.put("probabilities", inspection.model().probabilities());
    json.put("sha256", inspection.model().hash());
    json.put("parameters", inspection.parameters());
    json.put("operators", inspection.operators());
    json.put("withoutGradientRule", List.copyOf(inspection.withoutRule()));
    json.put("gradients", inspection.gradients().open() ? "pass" : "stop");
    GradientStops.describe(inspection.gradients())
        .ifPresent(stops -> json.put("gradientsStop", stops));
    json.put("card", card());
    json.put("guesses", inspection.model().card().guesses());
    json.put("notes", inspection.model().notes());
    json.put("probedAt", inspection.probed().dims());
    json.put(
        "layers",
        (filter.isPresent() ? shown() : inspection.layers()).stream().map(this::layer).toList());
    return json;
  }

  private Map<String, Object> layer(Layer layer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tensor", layer.tensor());
    json.put("operator", layer.op());
    json.put("shape", layer.shape().dims());
    json.put("tensorShape", layer.arrangement().tensor().dims());
    json.put("principal", isPrincipal(layer));
    json.put("auto", isAuto(layer));
    return json;
  }
}
