package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.TiledTwin;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.model.run.Tiling;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.study.request.Sizing;

/** Requests about images in tiles. */
@ExtendWith(EngineExtension.class)
class ImageInTilesTest {
  private static final int TILE = 16;
  private static final Sizing TILES =
      new Sizing.InTiles(Optional.of(new Size(TILE, TILE)), OptionalInt.of(4));

  @TempDir Path folder;

  @BeforeEach
  void writeNetwork() {
    OnnxWriter.write(TiledTwin.network("Softmax", TILE, TILE), folder.resolve("net.onnx"));
  }

  private static Image picture(int height, int width) {
    float[] values = Net.noise(5, height, width).toFloats();
    return new Image(1, height, width, values, 1);
  }

  private ExplainRequest request(
      String network, Image image, String target, Sizing sizing, String... methods) {
    return new ExplainRequest(
        new ModelSource(
            folder.resolve(network),
            Optional.empty(),
            new PartialCard.Builder().preprocessing(List.of(new Scale(1, 0))).build()),
        List.of(new ImageSource.InMemory("scan", image)),
        QuestionSpec.of(target),
        List.of(methods),
        List.of(),
        new Method.Settings(List.of("auto"), 0),
        sizing,
        OnBadImage.STOP);
  }

  private static ImageResult explain(Engine engine, ExplainRequest request) {
    StudyResult.Collector collector = new StudyResult.Collector();
    new Study(engine, Progress.SILENT).explain(request, collector);
    return collector.result().images().get(0);
  }

  @Test
  void mapsLieInTheImageAsThoseOfTheGraphThatDoesTheTiling(Engine engine) {
    TiledTwin twin =
        new TiledTwin(30, 37, new Tiling(TILE, TILE, 4), List.of(0, 12, 14), List.of(0, 12, 21));
    OnnxWriter.write(twin.whole("Softmax"), folder.resolve("twin.onnx"));
    Image image = picture(30, 37);
    String target = "rectangle:9,5,14,9:1";
    Sizing whole = Sizing.WHOLE;
    ImageResult expected =
        explain(engine, request("twin.onnx", image, target, whole, "saliency", "occlusion"));
    ImageResult found =
        explain(engine, request("net.onnx", image, target, TILES, "saliency", "occlusion"));
    for (int i = 0; i < 2; i++) {
      float[] a = expected.maps().get(i).grid().values();
      float[] b = found.maps().get(i).grid().values();
      assertArrayEquals(a, b, 1e-5f);
    }
    assertEquals(expected.masks(), found.masks());
    assertTrue(
        found
            .notes()
            .contains(
                "the network saw the image in 9 tiles of 16x16 pixels, which overlap by 4 or more"),
        found.notes().toString());
  }

  @Test
  void anImageThatIsSmallerThanATileIsExplainedWhereItIs(Engine engine) {
    ImageResult found =
        explain(
            engine, request("net.onnx", picture(9, 12), "pixel:11,8:1", TILES, "saliency", "rise"));
    assertEquals("pixel x=11 y=8, class 1", found.targets().get(0).description());
    for (MapResult map : found.maps()) {
      assertEquals(9, map.grid().height());
      assertEquals(12, map.grid().width());
    }
    assertEquals(9, found.masks().get(0).height());
  }

  @Test
  void aMethodThatNeedsLayersKeepsTheOthersFromNothing(Engine engine) {
    ImageResult found =
        explain(
            engine,
            request("net.onnx", picture(20, 20), "class:1", TILES, "grad-cam", "eigen-cam", "lrp"));
    assertEquals(1, found.maps().size());
    assertEquals("lrp", found.maps().get(0).method().id());
    List<String> warnings = found.targets().get(0).warnings();
    assertTrue(
        warnings.stream().anyMatch(text -> text.startsWith("no map by grad-cam: each tile has")),
        warnings.toString());
    assertTrue(
        warnings.stream().anyMatch(text -> text.startsWith("no map by eigen-cam: each tile has")),
        warnings.toString());
  }

  @Test
  void aBaselineFromAFileIsMadeReadyAsTheImageIs(Engine engine) {
    Npy.write(folder.resolve("base.npy"), Net.noise(9, 1, 1, 30, 37));
    ExplainRequest plain =
        request("net.onnx", picture(30, 37), "class:1", TILES, "integrated-gradients");
    GivenOptions options =
        GivenOptions.parse(List.of("baseline=" + folder.resolve("base.npy"), "steps=4"));
    ImageResult found = explain(engine, plain.with(plain.settings().with(options)));
    assertEquals(37, found.maps().get(0).grid().width());
  }

  @Test
  void thePlanCountsTheTilesThatTheTargetReads(Engine engine) {
    List<WorkPlan> plans = new ArrayList<>();
    ResultListener heard =
        new ResultListener() {
          @Override
          public void planned(WorkPlan plan) {
            plans.add(plan);
          }

          @Override
          public void image(ImageResult result) {
            // The plan is enough.
          }
        };
    for (String target : List.of("pixel:0,0:1", "pixel:13,13:1")) {
      ExplainRequest plain = request("net.onnx", picture(30, 37), target, TILES, "rise");
      GivenOptions options = GivenOptions.parse(List.of("masks=120"));
      new Study(engine, Progress.SILENT).explain(plain.with(plain.settings().with(options)), heard);
    }
    assertEquals(List.of(120.0, 4 * 120.0), plans.stream().map(WorkPlan::passes).toList());
  }
}
