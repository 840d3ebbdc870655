package org.pixelwhy.study.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.overlap.Dice;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.StudyResult;

@ExtendWith(EngineExtension.class)
class DemoTest {
  @TempDir Path folder;

  @Test
  void theNetworkSegmentsItsImagesAndGuidedBackpropShowsWhatDecides(Engine engine) {
    StudyResult result = new Study(engine, Progress.SILENT).explain(Demo.prepare(folder));
    assertEquals(Demo.IMAGES, result.images().size());
    assertEquals(List.of(), result.model().card().guesses());
    for (int i = 0; i < Demo.IMAGES; i++) {
      ImageResult image = result.images().get(i);
      Mask truth = Demo.sample(i).context().segment();
      assertTrue(Dice.of(truth, image.masks().get(0)) > 0.9, Demo.image(i));
      int number = i;
      List<String> seen =
          image.maps().stream()
              .filter(map -> Demo.share(number, map).isSeen())
              .map(map -> map.method().id())
              .toList();
      assertTrue(seen.contains("guided-backprop"), Demo.image(i) + ": seen in " + seen);
      assertFalse(seen.contains("grad-cam"), "its cells of 16 pixels are too coarse: " + seen);
    }
  }

  @Test
  void theImagesAreWhatTheGeneratorMakesAndBothAnswersOccur() throws IOException {
    Demo.prepare(folder);
    int crosses = 0;
    for (int i = 0; i < Demo.IMAGES; i++) {
      assertArrayEquals(
          Demo.sample(i).sample().image().values(),
          ChannelOrder.GREY.arrange(ImageReader.read(folder.resolve(Demo.image(i)))).values());
      // Crosses begin above row 41, triangles below row 109.
      crosses += Demo.sample(i).context().segment().indices()[0] < 80 * 240 ? 1 : 0;
    }
    assertTrue(crosses > 0 && crosses < Demo.IMAGES, "crosses: " + crosses);
    assertTrue(Files.size(folder.resolve(Demo.MODEL)) < 2_000_000);
  }
}
