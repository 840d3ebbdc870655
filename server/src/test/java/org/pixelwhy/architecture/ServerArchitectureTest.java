package org.pixelwhy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

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
  void whatIsOpenKnowsNothingOfHttp() {
    mustNotSee("server.opened..", "server.api..");
    noClasses()
        .that()
        .resideOutsideOfPackages("org.pixelwhy.server", "org.pixelwhy.server.api..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "jakarta..", "com.fasterxml..")
        .check(main());
  }

  @Test
  void onlyTheDeskAsksStudies() {
    noClasses()
        .that()
        .resideInAPackage("org.pixelwhy.server.api..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.pixelwhy.study.Study")
        .check(main());
  }
}
