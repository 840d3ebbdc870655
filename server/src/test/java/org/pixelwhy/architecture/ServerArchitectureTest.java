package org.pixelwhy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The directions inside module server. */
class ServerArchitectureTest extends HouseRules {
  @Test
  void theServerExplainsNothingItself() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.pixelwhy.attribution.*..", "org.pixelwhy.onnx.autodiff..")
        .check(main());
  }

  @Test
  void roomsSeeOnlyThoseBelowThem() {
    String[] rooms = {
      "store", "accounts", "json", "network", "worker", "opened", "kept", "jobs", "api"
    };
    for (int below = 0; below < rooms.length; below++) {
      for (int above = below + 1; above < rooms.length; above++) {
        mustNotSee("server." + rooms[below] + "..", "server." + rooms[above] + "..");
      }
    }
  }

  @Test
  void onlyTheApiKnowsHttp() {
    seenOnlyBy(List.of("org.pixelwhy.server", "..server.api.."), "io.javalin..", "jakarta..");
  }

  @Test
  void onlyTheStoreKnowsDatabases() {
    seenOnlyBy(
        List.of("..server.store.."), "java.sql..", "org.jdbi..", "org.flywaydb..", "com.zaxxer..");
  }

  @Test
  void theStoreKnowsNoJson() {
    noClasses()
        .that()
        .resideInAPackage("..server.store..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
        .check(main());
  }

  private void seenOnlyBy(List<String> rooms, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackages(rooms.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(main());
  }

  @Test
  void onlyNetworksAskStudies() {
    noClasses()
        .that()
        .resideInAPackage("org.pixelwhy.server..")
        .and()
        .resideOutsideOfPackage("org.pixelwhy.server.network..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.pixelwhy.study.Study")
        .check(main());
  }
}
