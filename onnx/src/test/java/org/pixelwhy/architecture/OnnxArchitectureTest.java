package org.pixelwhy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** The directions inside module onnx. */
class OnnxArchitectureTest extends HouseRules {
  private static final String ONNX = "org.pixelwhy.onnx.";

  @Test
  void graphsAreDataAndKnowNothingOfTheOtherPackages() {
    classes()
        .that()
        .resideInAPackage(ONNX + "graph")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ONNX + "graph", "java..")
        .check(main());
  }

  @Test
  void readingAndWritingFilesKnowsNothingOfRunningOrDifferentiating() {
    mustNotSee("format", "runtime..", "autodiff..");
  }

  @Test
  void differentiatingKnowsNothingOfFilesAndNativeMemory() {
    mustNotSee("autodiff..", "format..", "runtime..");
  }

  @Test
  void runningKnowsNothingOfDifferentiating() {
    mustNotSee("runtime", "autodiff..");
  }

  @Test
  void whatDifferentiatesOrRunsGraphsKnowsNothingOfPrecisionAndLayout() {
    mustNotSee("precision", "format..", "runtime..");
    mustNotSee("blocked", "format..", "runtime..", "window..", "precision..");
    mustNotSee("autodiff..", "precision..", "blocked..");
    mustNotSee("runtime", "precision..", "blocked..");
  }

  @Test
  void differentiatingKnowsTheRulesOnlyByTheirContract() {
    mustNotSee("autodiff", "autodiff.rule..");
  }

  @Test
  void windowsKnowNothingOfFilesAndNativeMemory() {
    mustNotSee("window..", "format..", "runtime..");
    mustNotSee("autodiff..", "window..");
  }

  @Test
  void theModuleKnowsNothingOfImagesAndExplanations() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "javax.imageio..")
        .check(main());
  }

  private void mustNotSee(String from, String... forbidden) {
    for (String target : forbidden) {
      noClasses()
          .that()
          .resideInAPackage(ONNX + from)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ONNX + target)
          .check(main());
    }
  }
}
