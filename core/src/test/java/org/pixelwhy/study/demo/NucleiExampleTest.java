package org.pixelwhy.study.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.StudyResult;

@ExtendWith(EngineExtension.class)
class NucleiExampleTest {
  @TempDir Path folder;

  @Test
  void theNetworkStatesWhatItIsAndFindsNucleiWhereTheImageIsBright(Engine engine)
      throws IOException {
    StudyResult result = new Study(engine, Progress.SILENT).explain(NucleiExample.prepare(folder));
    assertEquals(List.of(), result.model().card().guesses());
    assertEquals(List.of("nucleus"), result.model().classNames());
    ImageResult image = result.images().get(0);
    float[] values = image.image().values();
    int inside = image.masks().get(0).count();
    double bright = 0;
    double dark = 0;
    for (int i = 0; i < values.length; i++) {
      if (image.masks().get(0).get(i)) {
        bright += values[i] / inside;
      } else {
        dark += values[i] / (values.length - inside);
      }
    }
    assertTrue(bright > 3 * dark, bright + " inside, " + dark + " outside");
    assertTrue(image.targets().get(1).value() > 0, "the pixel asked about is called nucleus");
    assertTrue(Files.size(folder.resolve(NucleiExample.MODEL)) < 400_000);
  }
}
