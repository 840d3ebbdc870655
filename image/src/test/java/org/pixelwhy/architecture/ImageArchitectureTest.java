package org.pixelwhy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** The directions inside module image. */
class ImageArchitectureTest extends HouseRules {
  @Test
  void imagesThemselvesDoNoInputAndOutput() {
    noClasses()
        .that()
        .resideInAPackage("org.pixelwhy.image")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..", "java.nio.file..", "javax.imageio..", "org.pixelwhy.image.io..")
        .check(main());
  }

  @Test
  void readingFilesKnowsNothingOfDrawing() {
    mustNotSee("image..", "render..");
  }

  @Test
  void picturesAreDrawnWithoutReadingFiles() {
    mustNotSee("render..", "image.io..");
  }

  @Test
  void theModuleKnowsNothingOfNetworks() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.pixelwhy.onnx..")
        .check(main());
  }
}
