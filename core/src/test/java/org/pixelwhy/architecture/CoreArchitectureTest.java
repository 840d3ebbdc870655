package org.pixelwhy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/**
 * The directions inside module core:
 *
 * <pre>
 * model.card &lt;- model &lt;- model.run &lt;- target &lt;- attribution &lt;- attribution.*, export, faithfulness
 * data &lt;- data.*, training      overlap, statistics      all of them &lt;- catalogue &lt;- study &lt;- study.*
 * </pre>
 */
class CoreArchitectureTest extends HouseRules {
  private static final String CORE = "org.pixelwhy.";
  private static final String[] ABOVE_METHODS = {
    "catalogue..", "study..", "bench..", "conformance..", "render.."
  };

  @Test
  void cardsKnowNothingOfPreparingAndRunning() {
    mustNotSee("model.card", "model", "model.run..");
    mustNotSee("model", "model.run..");
  }

  @Test
  void modelsKnowNothingOfTargetsAndMethods() {
    mustNotSee("model..", "target..", "attribution..", "export..", "faithfulness..");
    mustNotSee("model..", ABOVE_METHODS);
  }

  @Test
  void targetsKnowNothingOfMethods() {
    mustNotSee("target..", "attribution..", "export..", "faithfulness..");
    mustNotSee("target..", ABOVE_METHODS);
  }

  @Test
  void methodsKnowNothingOfWhatUsesThem() {
    mustNotSee("attribution..", "export..", "faithfulness..");
    mustNotSee("attribution..", ABOVE_METHODS);
    mustNotSee("export..", ABOVE_METHODS);
    mustNotSee("faithfulness..", ABOVE_METHODS);
  }

  @Test
  void scoresOfMasksAndTestsOverImagesKnowNothingOfModels() {
    mustNotSee("overlap..", "model..", "target..", "attribution..", "training..", "data..");
    mustNotSee("statistics..", "model..", "target..", "attribution..", "training..", "data..");
  }

  @Test
  void dataAndTrainingKnowNothingOfExplanations() {
    mustNotSee("data..", "training..", "model..", "target..", "attribution..");
    mustNotSee("data..", ABOVE_METHODS);
    mustNotSee("training..", "target..", "attribution..", "export..", "faithfulness..");
    mustNotSee("training..", ABOVE_METHODS);
  }

  @Test
  void dreamsKnowNothingOfMethodsAndTraining() {
    mustNotSee("dream..", "attribution..", "export..", "faithfulness..", "training..");
    mustNotSee("dream..", ABOVE_METHODS);
    mustNotSee("dream.feature", "model..", "target..", "data..");
  }

  @Test
  void theCatalogueKnowsNothingOfStudies() {
    mustNotSee("catalogue..", "study..", "bench..", "conformance..", "render..");
  }

  @Test
  void methodsAreNamedOnlyByCatalogueAndConformance() {
    noClasses()
        .that()
        .resideOutsideOfPackages(CORE + "attribution..", CORE + "catalogue", CORE + "conformance")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CORE + "attribution.*..")
        .check(main());
  }

  @Test
  void theFaceIsForThoseOutside() {
    noClasses()
        .that()
        .resideInAPackage("org.pixelwhy.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.pixelwhy")
        .check(main());
  }

  @Test
  void perturbationSeesOnlyTheForwardPass() {
    noClasses()
        .that()
        .resideInAPackage(CORE + "attribution.perturbation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CORE + "onnx.autodiff..")
        .check(main());
  }

  @Test
  void medicalFilesAreReadThroughTheSeamOfModuleImage() {
    noClasses().should().dependOnClassesThat().resideInAPackage(CORE + "medical..").check(main());
  }
}
