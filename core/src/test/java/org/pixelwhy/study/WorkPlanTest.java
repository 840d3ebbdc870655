package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.Method.Border;
import org.pixelwhy.catalogue.Method.Settings;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class WorkPlanTest {
  private static final int SIDE = 24;

  @TempDir Path folder;

  @BeforeEach
  void writeModelAndImage() {
    OnnxWriter.write(SimpleNetwork.graph(), folder.resolve("net.onnx"));
    float[] values = SimpleNetwork.waves(SIDE).values();
    for (int i = 0; i < values.length; i++) {
      values[i] /= 255;
    }
    Npy.write(folder.resolve("image.npy"), Tensor.of(values, 1, 1, SIDE, SIDE));
  }

  /** What a study told. */
  private static final class Heard implements ResultListener {
    private final List<WorkPlan> plans = new ArrayList<>();
    private int passes;

    @Override
    public void planned(WorkPlan plan) {
      plans.add(plan);
    }

    @Override
    public void image(ImageResult result) {
      passes +=
          result.maps().stream()
              .flatMap(map -> map.attribution().extras().course().stream())
              .mapToInt(course -> course.passes())
              .sum();
    }
  }

  private Heard explain(Engine engine, int images, Border border, String method, String... option) {
    ImageSource image = ImageSource.of(folder.resolve("image.npy"));
    ExplainRequest request =
        new ExplainRequest(
            ModelSource.of(folder.resolve("net.onnx")),
            IntStream.range(0, images).mapToObj(i -> image).toList(),
            QuestionSpec.of("class"),
            List.of(method),
            new Settings(List.of("auto"), 0, border, GivenOptions.parse(List.of(option))),
            Optional.empty());
    Heard heard = new Heard();
    new Study(engine, Progress.SILENT).explain(request, heard);
    return heard;
  }

  @Test
  void methodsThatRunTheNetworkOverAndOverSayHowOften(Engine engine) {
    for (List<String> asked :
        List.of(
            List.of("rise", "masks=200"),
            List.of("occlusion", "stride=1"),
            List.of("hausdorff-masks", "offset=2"))) {
      Heard heard = explain(engine, 1, Border.FAST, asked.get(0), asked.get(1));
      assertEquals(heard.passes, heard.plans.get(0).passes(), asked.get(0));
      assertTrue(heard.plans.get(0).passSeconds() > 0);
      assertTrue(heard.plans.get(0).bytes() > SIDE * SIDE);
    }
  }

  @Test
  void theFirstOfSeveralImagesStandsForAll(Engine engine) {
    Heard heard = explain(engine, 3, Border.FAST, "rise", "masks=200");
    assertEquals(1, heard.plans.size());
    assertEquals(600, heard.plans.get(0).passes());
    assertEquals(600, heard.passes);
  }

  @Test
  void gradientsCountAsWhatTheyTake(Engine engine) {
    Heard heard = explain(engine, 1, Border.FAST, "smoothgrad", "samples=100");
    assertEquals(220, heard.plans.get(0).passes(), 1e-9);
    heard = explain(engine, 1, Border.FAST, "integrated-gradients", "steps=100");
    assertEquals(220, heard.plans.get(0).passes(), 1e-9);
    heard = explain(engine, 1, Border.EXACT, "guided-backprop");
    assertTrue(heard.plans.get(0).passes() > 100);
  }

  @Test
  void ofLittleWorkNothingIsSaid(Engine engine) {
    assertEquals(List.of(), explain(engine, 1, Border.FAST, "saliency").plans);
  }
}
