package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.RunOptions;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.report.view.Fact;
import org.pixelwhy.study.Provenance;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.tensor.Text;

/** What was asked for, and what is needed to run it again, line by line. */
public final class ReportFacts {
  private ReportFacts() {}

  private static String border(Method.Border border) {
    return switch (border) {
      case FAST -> "fast: one map of all the target's pixels together";
      case EXACT -> "exact: the mean of every pixel's own map, where that differs";
    };
  }

  /** What was asked for. */
  public static List<Fact> request(ExplainRequest request, ModelCard card) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("model", request.model().file().toString()));
    List<String> targets =
        request.question().targets().stream().map(target -> target.toString()).toList();
    facts.add(new Fact("target", String.join("; ", targets)));
    facts.add(new Fact("reduction", lower(request.question().reduction())));
    facts.add(new Fact("reads", lower(request.question().on())));
    facts.add(new Fact("methods", String.join(", ", request.methods())));
    if (!request.scores().isEmpty()) {
      facts.add(new Fact("scores", String.join(", ", request.scores())));
    }
    request
        .options()
        .forEach((id, values) -> facts.add(new Fact("options of " + id, options(values))));
    facts.add(new Fact("layers", String.join(", ", request.settings().layers())));
    facts.add(new Fact("border", border(request.settings().border())));
    RunOptions run = request.settings().run();
    run.untilStable().ifPresent(x -> facts.add(new Fact("until stable", Double.toString(x))));
    run.masks().ifPresent(file -> facts.add(new Fact("masks", file.toString())));
    run.reference().ifPresent(file -> facts.add(new Fact("reference mask", file.toString())));
    facts.add(new Fact("input", card.inputLayout() + ", " + card.size() + ", " + card.channels()));
    facts.add(new Fact("preprocessing", card.preprocessing().toString()));
    facts.add(new Fact("activation", lower(card.activation())));
    return facts;
  }

  private static String options(Map<String, String> values) {
    return values.entrySet().stream()
        .map(option -> option.getKey() + " " + option.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** What is needed to run it again. */
  public static List<Fact> provenance(Provenance provenance, ExplainRequest request) {
    return provenance(provenance, request.settings().seed());
  }

  /** The same of whatever was asked for with a seed. */
  public static List<Fact> provenance(Provenance provenance, long seed) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("model SHA-256", provenance.modelHash()));
    new TreeMap<>(provenance.imageHashes())
        .forEach((file, hash) -> facts.add(new Fact("image SHA-256 of " + file, hash)));
    facts.add(new Fact("seed", Long.toString(seed)));
    new TreeMap<>(provenance.versions())
        .forEach((what, version) -> facts.add(new Fact("version of " + what, version)));
    facts.add(new Fact("started", provenance.started().toString()));
    facts.add(new Fact("took", Text.format("%.2f s", provenance.seconds())));
    return facts;
  }
}
