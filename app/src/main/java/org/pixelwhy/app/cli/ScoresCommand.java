package org.pixelwhy.app.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pixelwhy.study.Score;
import org.pixelwhy.study.ScoreCatalogue;
import org.pixelwhy.study.option.NamedOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the catalogue of scores. */
@Command(
    name = "scores",
    description = "Lists the scores of maps, and which values are better.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    footerHeading = "%nExamples:%n",
    footer = {"  pixelwhy scores --json", "  pixelwhy scores infidelity"})
final class ScoresCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "SCORE",
      description = "Only these, with their options; all of them in short where none is given.")
  private List<String> names = List.of();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Score> scores =
        names.isEmpty()
            ? ScoreCatalogue.scores()
            : names.stream().distinct().map(ScoreCatalogue::score).toList();
    if (json) {
      out.println(Json.text(scores.stream().map(ScoresCommand::described).toList()));
    } else {
      int width = scores.stream().mapToInt(score -> score.id().length()).max().orElse(1);
      scores.forEach(score -> print(score, "%-" + width + "s  %s%n", out));
    }
    out.flush();
    return Main.OK;
  }

  private void print(Score score, String line, PrintWriter out) {
    out.printf(line, score.id(), score.summary());
    out.printf(line, "", "%s; %s".formatted(score.direction(), score.unit()));
    if (!names.isEmpty()) {
      OptionText.print(score, out);
    } else if (!score.options().isEmpty()) {
      List<String> options = score.options().stream().map(NamedOption::name).toList();
      out.printf(line, "", "options " + String.join(", ", options));
    }
  }

  private static Map<String, Object> described(Score score) {
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
