package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** Parts that are the numbers of a mask, of an image that is resized for the network. */
@ExtendWith(EngineExtension.class)
class GivenPartsTest {
  private static final Path EXAMPLE = Path.of("..", "docs", "example");

  @TempDir Path folder;

  private ImageResult explain(Engine engine, Path parts) {
    GivenOptions options = GivenOptions.parse(List.of("parts=" + parts));
    ExplainRequest request =
        new ExplainRequest(
            ModelSource.of(EXAMPLE.resolve("testnet.onnx")),
            List.of(ImageSource.of(EXAMPLE.resolve("testnet.png"))),
            QuestionSpec.of("class"),
            List.of("kernel-shap"),
            List.of(),
            new Method.Settings(List.of("auto"), 0, Method.Border.FAST, options),
            Optional.empty());
    return new Study(engine, Progress.SILENT).explain(request).images().get(0);
  }

  private Path mask(float[] labels) {
    Path file = folder.resolve("parts.npy");
    Npy.write(file, Tensor.of(labels, 240, 240));
    return file;
  }

  @Test
  void theHalvesOfAPictureShareTheTargetOut(Engine engine) {
    float[] labels = new float[240 * 240];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 240 < 120 ? 3 : 200;
    }
    ImageResult result = explain(engine, mask(labels));
    List<String> notes = result.maps().get(0).attribution().notes();
    assertEquals("exact Shapley values of 2 labels, 3 passes", notes.get(0));
    assertTrue(notes.get(1).startsWith("label 3: "), notes.get(1));
    float[] map = result.maps().get(0).attribution().values().toFloats();
    for (int i = 0; i < map.length; i++) {
      assertEquals(map[i % 96 < 48 ? 0 : 95], map[i], "at " + i);
    }
    // The deciding circle is on the right; without it the network sees no triangle.
    assertTrue(map[0] > 0 && map[95] > 0, map[0] + " and " + map[95]);
  }

  @Test
  void aPictureIsNoMaskOfParts(Engine engine) {
    float[] many = new float[240 * 240];
    for (int i = 0; i < many.length; i++) {
      many[i] = i;
    }
    InputException e = assertThrows(InputException.class, () -> explain(engine, mask(many)));
    assertTrue(
        e.getMessage().contains("57600 different numbers in a mask of parts"), e.getMessage());
  }
}
