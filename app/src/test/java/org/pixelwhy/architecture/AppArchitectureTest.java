package org.pixelwhy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The directions inside module app. */
class AppArchitectureTest extends HouseRules {
  private static final String CLI = "app.cli.";

  /** Commands, by what they are about. */
  private static final List<String> ROOMS =
      List.of(
          "explain",
          "predict",
          "compare",
          "catalogue",
          "network",
          "train",
          "noise",
          "dream",
          "reproduce",
          "serve",
          "radiomics");

  @Override
  protected Set<String> printingPackages() {
    return Set.of("org.pixelwhy.app.cli", "org.pixelwhy.app.cli.console");
  }

  @Override
  protected boolean speaksOfOptions() {
    return true;
  }

  @Test
  void theCommandLineExplainsNothingItself() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.pixelwhy.attribution.*..",
            "org.pixelwhy.onnx.autodiff.rule..",
            "org.pixelwhy.render..")
        .check(main());
  }

  @Test
  void commandsSeeWhatTheyShareAndNotEachOther() {
    for (String room : ROOMS) {
      mustNotSee(CLI + room, ROOMS.stream().filter(other -> !other.equals(room)).map(CLI::concat));
    }
    mustNotSee(CLI + "data", ROOMS.stream().map(CLI::concat));
    mustNotSee(CLI + "option", Stream.concat(Stream.of("data"), ROOMS.stream()).map(CLI::concat));
    mustNotSee(
        CLI + "console",
        Stream.concat(Stream.of("data", "option"), ROOMS.stream()).map(CLI::concat));
  }

  @Test
  void everyPackageOfTheCommandLineHasItsPlace() {
    Set<String> known = new TreeSet<>(ROOMS);
    known.addAll(List.of("data", "option", "console"));
    Set<String> found = new TreeSet<>();
    main().stream()
        .map(type -> type.getPackageName())
        .filter(name -> name.startsWith("org.pixelwhy.app.cli."))
        .forEach(name -> found.add(name.substring("org.pixelwhy.app.cli.".length())));
    assertEquals(known, found);
  }

  private void mustNotSee(String from, Stream<String> forbidden) {
    mustNotSee(from, forbidden.toArray(String[]::new));
  }
}
