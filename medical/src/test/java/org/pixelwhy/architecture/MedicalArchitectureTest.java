package org.pixelwhy.architecture;

import org.junit.jupiter.api.Test;

/** The directions of module medical. */
class MedicalArchitectureTest extends HouseRules {
  @Test
  void filesAreReadWithoutNetworksAndDrawings() {
    mustNotSee("medical..", "onnx..", "render..");
  }
}
