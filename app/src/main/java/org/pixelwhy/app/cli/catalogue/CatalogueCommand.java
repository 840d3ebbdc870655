package org.pixelwhy.app.cli.catalogue;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.Json;
import org.pixelwhy.catalogue.option.Configurable;
import org.pixelwhy.catalogue.option.NamedOption;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Lists entries of a catalogue: all of them in short, or those that are named with their options.
 */
abstract class CatalogueCommand<T extends Configurable> implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** What the user names; nothing for all entries. */
  abstract List<String> names();

  abstract List<T> all();

  abstract T entry(String name);

  /** What stands beside an entry's identifier and below, line by line. */
  abstract List<String> lines(T entry, boolean inFull);

  abstract Map<String, Object> described(T entry);

  @Override
  public final Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    boolean inFull = !names().isEmpty();
    List<T> entries = inFull ? names().stream().distinct().map(this::entry).toList() : all();
    if (json) {
      out.println(Json.text(entries.stream().map(this::described).toList()));
    } else {
      int width = entries.stream().mapToInt(entry -> entry.id().length()).max().orElse(1);
      entries.forEach(entry -> print(entry, inFull, "%-" + width + "s  %s%n", out));
    }
    out.flush();
    return ExitCode.OK;
  }

  private void print(T entry, boolean inFull, String line, PrintWriter out) {
    String beside = entry.id();
    for (String text : lines(entry, inFull)) {
      out.printf(Locale.ROOT, line, beside, text);
      beside = "";
    }
    if (inFull) {
      OptionText.print(entry, out);
    } else if (!entry.options().isEmpty()) {
      List<String> options = entry.options().stream().map(NamedOption::name).toList();
      out.printf(Locale.ROOT, line, "", "options " + String.join(", ", options));
    }
  }
}
