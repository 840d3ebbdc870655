package org.pixelwhy.app.cli.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.option.CompletedNames;
import org.pixelwhy.catalogue.Score;
import org.pixelwhy.catalogue.ScoreCatalogue;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the catalogue of scores. */
@Command(
    name = "scores",
    description = "Lists the scores of maps, and which values are better.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    footerHeading = "%nExamples:%n",
    footer = {"  pixelwhy scores --json", "  pixelwhy scores infidelity"})
public final class ScoresCommand extends CatalogueCommand<Score> {
  @Parameters(
      arity = "0..*",
      paramLabel = "SCORE",
      completionCandidates = CompletedNames.Scores.class,
      description = "Only these, with their options; all of them in short where none is given.")
  private List<String> names = List.of();

  @Override
  List<String> names() {
    return names;
  }

  @Override
  List<Score> all() {
    return ScoreCatalogue.scores();
  }

  @Override
  Score entry(String name) {
    return ScoreCatalogue.score(name);
  }

  @Override
  List<String> lines(Score score, boolean inFull) {
    return List.of(score.summary(), Text.format("%s; %s", score.direction(), score.unit()));
  }

  @Override
  Map<String, Object> described(Score score) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", score.id());
    json.put("title", score.title());
    json.put("better", score.better().name().toLowerCase(Locale.ROOT));
    json.put("unit", score.unit());
    json.put("summary", score.summary());
    json.put("options", OptionText.json(score));
    return json;
  }
}
