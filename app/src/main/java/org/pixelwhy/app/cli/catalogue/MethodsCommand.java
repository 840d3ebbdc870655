package org.pixelwhy.app.cli.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.option.CompletedNames;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the catalogue of methods. */
@Command(
    name = "methods",
    description = "Lists the methods, and what each needs of a network.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    footerHeading = "%nExamples:%n",
    footer = {"  pixelwhy methods --json", "  pixelwhy methods smoothgrad"})
public final class MethodsCommand extends CatalogueCommand<Method> {
  @Parameters(
      arity = "0..*",
      paramLabel = "METHOD",
      completionCandidates = CompletedNames.Methods.class,
      description = "Only these, with their options; all of them in short where none is given.")
  private List<String> names = List.of();

  @Override
  List<String> names() {
    return names;
  }

  @Override
  List<Method> all() {
    return Catalogue.methods();
  }

  @Override
  Method entry(String name) {
    return Catalogue.method(name);
  }

  @Override
  List<String> lines(Method method, boolean inFull) {
    String needs = "needs " + needs(method);
    return inFull
        ? List.of(method.summary(), needs, "map: " + method.unit())
        : List.of(method.summary(), needs);
  }

  private static String needs(Method method) {
    return switch (method.needs()) {
      case FORWARD -> "only to run the network";
      case GRADIENT -> "a gradient rule for every operator on the way";
      case TRAINED -> "an explainer that was trained for the network";
    };
  }

  @Override
  Map<String, Object> described(Method method) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", method.id());
    json.put("title", method.title());
    json.put("needs", method.needs().name().toLowerCase(Locale.ROOT));
    json.put("summary", method.summary());
    json.put("unit", method.unit());
    json.put("options", OptionText.json(method));
    return json;
  }
}
