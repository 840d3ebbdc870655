package org.pixelwhy.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.SharedData;
import org.pixelwhy.attribution.cam.GradCam;
import org.pixelwhy.attribution.gradient.Saliency;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Resampling;
import org.pixelwhy.model.Evaluation;
import org.pixelwhy.model.ModelRunner;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.Shape;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.ModelSource;

/** Maps as Captum 0.8 gives them for the same networks. */
@ExtendWith(EngineExtension.class)
class GoldenTest {
  @ParameterizedTest
  @ValueSource(strings = {"unet_bilinear_sigmoid", "unet_transpose"})
  void mapsEqualThoseOfCaptum(String net, Engine engine) throws IOException, URISyntaxException {
    check(new GoldenSet(Path.of(GoldenTest.class.getResource("/golden").toURI())), net, engine);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unet_nearest",
        "unet_transpose",
        "unet_bilinear_sigmoid",
        "resnet_fcn",
        "resnet_fcn_logits",
        "attention_unet",
        "unet3d"
      })
  void allMapsOfTheWholeSetEqualThoseOfCaptum(String net, Engine engine) throws IOException {
    check(new GoldenSet(SharedData.require("../golden")), net, engine);
  }

  private static void check(GoldenSet set, String net, Engine engine) {
    List<GoldenSet.Case> cases = set.cases(net);
    assertFalse(cases.isEmpty(), "no cases for " + net);
    SegmentationModel model = ModelLoader.load(engine, ModelSource.of(set.model(net)));
    List<String> wrong = new ArrayList<>();
    try (ModelRunner runner = new ModelRunner(engine, model)) {
      for (GoldenSet.Case golden : cases) {
        try (Evaluation at = runner.evaluate(golden.input())) {
          map(golden, at, set.space(net)).ifPresent(map -> compare(golden, map, wrong));
        }
      }
    }
    assertEquals(List.of(), wrong, wrong.size() + " of " + cases.size() + " are wrong");
  }

  private static Optional<Tensor> map(GoldenSet.Case golden, Evaluation at, OutputSpace space) {
    boolean volume = golden.input().shape().rank() == 5;
    return switch (golden.method()) {
      case "logits" ->
          Optional.of(
              space == OutputSpace.LOGITS
                  ? at.prediction().logits()
                  : at.prediction().probabilities());
      case "saliency" -> Optional.of(new Saliency().explain(at, golden.question()).get(0).values());
      case "layer_gradcam" -> Optional.of(gradCam(golden, at, false));
      // Layers of volumes are not enlarged to volumes.
      default ->
          volume ? Optional.empty() : Optional.of(enlarged(gradCam(golden, at, true), golden));
    };
  }

  private static Tensor gradCam(GoldenSet.Case golden, Evaluation at, boolean relu) {
    GradCam gradCam = new GradCam(new GradCam.Options(List.of(golden.layer()), relu));
    return gradCam.explain(at, golden.question()).get(0).values();
  }

  private static Tensor enlarged(Tensor map, GoldenSet.Case golden) {
    Shape shape = map.shape();
    Grid grid = new Grid((int) shape.dim(2), (int) shape.dim(3), map.toFloats());
    Shape input = golden.input().shape();
    Grid large = Resampling.BILINEAR.resize(grid, (int) input.dim(2), (int) input.dim(3));
    return Tensor.of(large.values(), 1, 1, large.height(), large.width());
  }

  private static void compare(GoldenSet.Case golden, Tensor map, List<String> wrong) {
    assertArrayEquals(golden.expected().shape().dims(), map.shape().dims(), golden.file());
    double worst = 0;
    for (int i = 0; i < map.size(); i++) {
      worst = Math.max(worst, Math.abs(map.get(i) - golden.expected().get(i)));
    }
    if (!(worst <= golden.tolerance())) {
      wrong.add("%s: off by %.3g, allowed %.3g".formatted(golden, worst, golden.tolerance()));
    }
  }
}
