package org.pixelwhy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** The directions inside module report. */
class ReportArchitectureTest extends HouseRules {
  @Test
  void reportsShowResultsAndComputeNone() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.pixelwhy.attribution.*..",
            "org.pixelwhy.onnx.autodiff..",
            "org.pixelwhy.model.run..")
        .check(main());
  }
}
