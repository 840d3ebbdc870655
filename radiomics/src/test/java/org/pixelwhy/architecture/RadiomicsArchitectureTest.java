package org.pixelwhy.architecture;

import org.junit.jupiter.api.Test;

/** The directions of module radiomics. */
class RadiomicsArchitectureTest extends HouseRules {
  @Test
  void featuresAreMeasuredWithoutNetworksFilesAndDrawings() {
    mustNotSee("radiomics..", "onnx..", "render..", "image.io..");
  }

  @Test
  void whatFeaturesAreKnowsNothingOfHowTheyAreMeasured() {
    mustNotSee(
        "radiomics.feature..",
        "radiomics.roi..",
        "radiomics.voxels..",
        "radiomics.shape..",
        "radiomics.intensity..",
        "radiomics.texture..");
  }
}
