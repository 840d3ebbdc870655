package org.pixelwhy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** The directions inside module app. */
class AppArchitectureTest extends HouseRules {
  @Override
  protected String printingPackage() {
    return "org.pixelwhy.app.cli";
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
}
