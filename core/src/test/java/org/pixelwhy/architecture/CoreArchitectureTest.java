package org.pixelwhy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The directions inside module core. */
class CoreArchitectureTest extends HouseRules {
  private static final String CORE = "org.pixelwhy.";

  @Test
  void imagesKnowNothingOfModelsAndExplanations() {
    mustNotSee(
        "image..",
        "data..",
        "model..",
        "target..",
        "attribution..",
        "render..",
        "study..",
        "report..");
  }

  @Test
  void dataKnowNothingOfModelsAndExplanations() {
    mustNotSee(
        "data..",
        "training..",
        "model..",
        "target..",
        "attribution..",
        "render..",
        "study..",
        "report..");
  }

  @Test
  void imagesThemselvesDoNoInputAndOutput() {
    noClasses()
        .that()
        .resideInAPackage(CORE + "image")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio.file..", "javax.imageio..", CORE + "image.io..")
        .check(main());
  }

  @Test
  void picturesAreDrawnWithoutKnowingWhatTheyShow() {
    mustNotSee("render..", "model..", "target..", "attribution..", "study..", "report..");
  }

  @Test
  void modelsKnowNothingOfTargetsAndMethods() {
    mustNotSee(
        "model..", "target..", "attribution..", "export..", "render..", "study..", "report..");
  }

  @Test
  void targetsKnowNothingOfMethods() {
    mustNotSee("target..", "attribution..", "render..", "study..", "report..");
  }

  @Test
  void methodsKnowNothingOfPicturesAndReports() {
    mustNotSee("attribution..", "export..", "render..", "study..", "report..");
  }

  @Test
  void explainersKnowNothingOfPicturesAndStudies() {
    mustNotSee("export..", "render..", "study..", "report..");
  }

  @Test
  void methodsAreKnownOnlyByTheirContractExceptToTheCatalogue() {
    noClasses()
        .that()
        .resideOutsideOfPackages(CORE + "attribution..", CORE + "study")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CORE + "attribution.*..")
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
        .allowEmptyShould(true)
        .check(main());
  }

  @Test
  void studiesKnowNothingOfHowTheyAreReported() {
    mustNotSee("study..", "report..");
  }

  private void mustNotSee(String from, String... forbidden) {
    noClasses()
        .that()
        .resideInAPackage(CORE + from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Arrays.stream(forbidden).map(name -> CORE + name).toArray(String[]::new))
        .check(main());
  }
}
