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
        .resideInAnyPackage(ONNX + "graph", "org.pixelwhy.tensor", "java..")
        .check(main());
  }

  @Test
  void theTableOfOperatorsKnowsNothingButGraphs() {
    classes()
        .that()
        .resideInAPackage(ONNX + "operator")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ONNX + "operator", ONNX + "graph", "java..")
        .check(main());
  }

  @Test
  void readingAndWritingFilesKnowsNothingOfRunningOrDifferentiating() {
    mustNotSee("onnx.format", "onnx.runtime..", "onnx.autodiff..");
  }

  @Test
  void differentiatingKnowsNothingOfFilesAndNativeMemory() {
    mustNotSee("onnx.autodiff..", "onnx.format..", "onnx.runtime..");
  }

  @Test
  void runningKnowsNothingOfDifferentiating() {
    mustNotSee("onnx.runtime", "onnx.autodiff..");
  }

  @Test
  void whatDifferentiatesOrRunsGraphsKnowsNothingOfPrecisionAndLayout() {
    mustNotSee("onnx.precision", "onnx.format..", "onnx.runtime..");
    mustNotSee(
        "onnx.blocked", "onnx.format..", "onnx.runtime..", "onnx.window..", "onnx.precision..");
    mustNotSee("onnx.autodiff..", "onnx.precision..", "onnx.blocked..");
    mustNotSee("onnx.runtime", "onnx.precision..", "onnx.blocked..");
  }

  @Test
  void differentiatingKnowsTheRulesOnlyByTheirContract() {
    mustNotSee("onnx.autodiff", "onnx.autodiff.rule..");
  }

  @Test
  void windowsKnowNothingOfFilesAndNativeMemory() {
    mustNotSee("onnx.window..", "onnx.format..", "onnx.runtime..");
    mustNotSee("onnx.autodiff..", "onnx.window..");
  }

  @Test
  void countingKnowsNothingButGraphs() {
    mustNotSee("onnx.cost", "onnx.format..", "onnx.runtime..", "onnx.autodiff..", "onnx.window..");
  }

  @Test
  void raisingKnowsNothingButGraphs() {
    mustNotSee("onnx.raise", "onnx.format..", "onnx.runtime..", "onnx.autodiff..", "onnx.window..");
  }

  @Test
  void theModuleKnowsNothingOfImagesAndExplanations() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "javax.imageio..")
        .check(main());
  }
}
