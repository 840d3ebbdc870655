package org.pixelwhy.app.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pixelwhy.study.Catalogue;
import org.pixelwhy.study.Method;
import org.pixelwhy.study.option.NamedOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the catalogue. */
@Command(
    name = "methods",
    description = "Lists the methods, and what each needs of a network.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    footerHeading = "%nExamples:%n",
    footer = {"  pixelwhy methods --json", "  pixelwhy methods smoothgrad"})
final class MethodsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "METHOD",
      description = "Only these, with their options; all of them in short where none is given.")
  private List<String> names = List.of();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Method> methods =
        names.isEmpty()
            ? Catalogue.methods()
            : names.stream().distinct().map(Catalogue::method).toList();
    if (json) {
      out.println(Json.text(methods.stream().map(MethodsCommand::described).toList()));
    } else {
      int width = methods.stream().mapToInt(method -> method.id().length()).max().orElse(1);
      methods.forEach(method -> print(method, "%-" + width + "s  %s%n", out));
    }
    out.flush();
    return Main.OK;
  }

  private void print(Method method, String line, PrintWriter out) {
    out.printf(line, method.id(), method.summary());
    out.printf(line, "", "needs " + needs(method));
    if (names.isEmpty()) {
      List<String> options = method.options().stream().map(NamedOption::name).toList();
      if (!options.isEmpty()) {
        out.printf(line, "", "options " + String.join(", ", options));
      }
      return;
    }
    out.printf(line, "", "map: " + method.unit());
    OptionText.print(method, out);
  }

  private static Map<String, Object> described(Method method) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", method.id());
    json.put("title", method.title());
    json.put("needs", method.needs().name().toLowerCase(Locale.ROOT));
    json.put("summary", method.summary());
    json.put("unit", method.unit());
    json.put("options", OptionText.json(method));
    return json;
  }

  private static String needs(Method method) {
    return switch (method.needs()) {
      case FORWARD -> "only to run the network";
      case GRADIENT -> "a gradient rule for every operator on the way";
    };
  }
}
