package org.pixelwhy.app.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pixelwhy.study.Catalogue;
import org.pixelwhy.study.Method;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the catalogue. */
@Command(
    name = "methods",
    description = "Lists the methods, and what each needs of a network.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    footerHeading = "%nExample:%n",
    footer = "  pixelwhy methods --json")
final class MethodsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Method> methods = Catalogue.methods();
    if (json) {
      out.println(Json.text(methods.stream().map(MethodsCommand::described).toList()));
    } else {
      for (Method method : methods) {
        out.printf("%-18s %s%n", method.id(), method.summary());
        out.printf("%-18s needs %s%n", "", needs(method));
      }
    }
    out.flush();
    return Main.OK;
  }

  private static Map<String, Object> described(Method method) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", method.id());
    json.put("title", method.title());
    json.put("needs", method.needs().name().toLowerCase(Locale.ROOT));
    json.put("summary", method.summary());
    json.put("unit", method.unit());
    return json;
  }

  private static String needs(Method method) {
    return switch (method.needs()) {
      case FORWARD -> "only to run the network";
      case GRADIENT -> "a gradient rule for every operator on the way";
    };
  }
}
