package org.pixelwhy.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.Score;
import org.pixelwhy.catalogue.ScoreCatalogue;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.catalogue.option.Configurable;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.server.json.Fields;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.study.compilation.Compilation;
import org.pixelwhy.study.dream.DreamChoices;
import org.pixelwhy.target.TargetKind;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** The catalogue: methods and scores with their options, kinds of targets, colours. */
final class MethodRoutes {
  private static final int COLORS = 255;
  private static final List<String> COMPILED = Compilation.methods();

  private MethodRoutes() {}

  static void add(RoutesConfig routes) {
    routes.get("/api/methods", MethodRoutes::methods);
    routes.get("/api/scores", MethodRoutes::scores);
    routes.get("/api/dreams", MethodRoutes::dreams);
    routes.get("/api/targets", MethodRoutes::targets);
    routes.get("/api/colors", MethodRoutes::colors);
  }

  private static void methods(Context context) {
    ArrayNode methods = JsonText.array();
    for (Method method : Catalogue.methods()) {
      methods.add(facts(method));
    }
    Json.send(context, JsonText.object().set("methods", methods));
  }

  private static ObjectNode facts(Method method) {
    ObjectNode facts = JsonText.object();
    facts.put("id", method.id());
    facts.put("title", method.title());
    facts.put("summary", method.summary());
    facts.put("unit", method.unit());
    facts.put("needs", Fields.lower(method.needs()));
    facts.put("compiles", COMPILED.contains(method.id()));
    facts.set("options", options(method));
    return facts;
  }

  private static void scores(Context context) {
    ArrayNode scores = JsonText.array();
    for (Score score : ScoreCatalogue.scores()) {
      ObjectNode facts = scores.addObject();
      facts.put("id", score.id());
      facts.put("title", score.title());
      facts.put("summary", score.summary());
      facts.put("unit", score.unit());
      facts.put("better", Fields.lower(score.better()));
      facts.set("options", options(score));
    }
    Json.send(context, JsonText.object().set("scores", scores));
  }

  private static void dreams(Context context) {
    Configurable dream = DreamChoices.all();
    ObjectNode facts = JsonText.object().put("id", dream.id());
    Json.send(context, facts.set("options", options(dream)));
  }

  private static ArrayNode options(Configurable owner) {
    ArrayNode options = JsonText.array();
    for (NamedOption<?> option : owner.options()) {
      ObjectNode one = options.addObject();
      one.put("name", option.name());
      one.put("summary", option.summary());
      one.put("allowed", option.allowed());
      one.put("standard", option.standard());
      one.set("values", JsonText.texts(values(option)));
    }
    return options;
  }

  /** The values of an option that has a few: those that it takes of the words that it allows. */
  private static List<String> values(NamedOption<?> option) {
    List<String> words = Arrays.asList(option.allowed().split(", | or "));
    boolean all = words.size() > 1 && words.stream().allMatch(word -> takes(option, word));
    return all && words.contains(option.standard()) ? words : List.of();
  }

  private static boolean takes(NamedOption<?> option, String word) {
    try {
      option.read(word);
      return true;
    } catch (InputException e) {
      return false;
    }
  }

  private static void targets(Context context) {
    ArrayNode kinds = JsonText.array();
    for (TargetKind kind : TargetCatalogue.kinds().all()) {
      kinds
          .addObject()
          .put("id", kind.id())
          .put("notation", kind.notation())
          .put("summary", kind.summary());
    }
    Json.send(context, JsonText.object().set("targets", kinds));
  }

  /** The ramps that reports are drawn with: the page must not have others. */
  private static void colors(Context context) {
    ArrayNode maps = JsonText.array();
    for (String name : ColorMap.names()) {
      ColorMap map = ColorMap.named(name);
      ObjectNode one = maps.addObject().put("name", name).put("signed", map.diverging());
      ArrayNode colors = one.putArray("colors");
      for (int i = 0; i <= COLORS; i++) {
        colors.add(Text.format("#%06x", map.rgb((double) i / COLORS)));
      }
    }
    Json.send(context, JsonText.object().set("maps", maps));
  }
}
