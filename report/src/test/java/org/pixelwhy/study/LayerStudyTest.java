package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Channels;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.RunOptions;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.data.synthetic.BlobDetector;
import org.pixelwhy.data.synthetic.BlobImage;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.Stage;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.render.Picture;
import org.pixelwhy.report.StudyReport;
import org.pixelwhy.study.LayerStudy.Shares;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class LayerStudyTest {
  /** Of four columns: two inside, one border, one outside. */
  private static final SegmentRegions REGIONS =
      SegmentRegions.of(Mask.of(new int[] {4, 4}, i -> i % 4 < 3), Mask.full(4, 4));

  @TempDir Path folder;

  private static Attribution map(Channels channels, Tensor values) {
    return new Attribution("m", "layer", values, Sign.SIGNED, List.of(), channels);
  }

  @Test
  void aCellCountsWithTheExactPartOfItThatLiesInEachRegion() {
    Attribution map = map(Channels.STRONGEST, Tensor.of(new float[] {4, -2, 0, 2}, 1, 1, 2, 2));
    assertEquals(new Shares(0.5, 0.25, 0.25), REGIONS.area());
    assertEquals(new Shares(4 / 8.0, 1 / 8.0, 1 / 8.0), REGIONS.shares(map, 1));
    assertEquals(new Shares(0, 1 / 8.0, 1 / 8.0), REGIONS.shares(map, -1));
  }

  @Test
  void channelsThatShareSomethingOutCountTogether() {
    Tensor values = Tensor.of(new float[] {3, 0, -1, 0}, 1, 2, 1, 2);
    assertEquals(new Shares(1, 0, 0), REGIONS.shares(map(Channels.SUM, values), 1));
    assertEquals(new Shares(0, 0, 0), REGIONS.shares(map(Channels.SUM, values), -1));
    assertEquals(new Shares(0.25, 0, 0), REGIONS.shares(map(Channels.STRONGEST, values), -1));
  }

  /** Of six columns four are image, all segment but the last; the other two are padding. */
  @Test
  void paddingIsInNoRegionAndNoNeighbour() {
    Mask image = Mask.of(new int[] {4, 6}, i -> i % 6 < 4);
    SegmentRegions regions = SegmentRegions.of(Mask.of(new int[] {4, 6}, i -> i % 6 < 3), image);
    assertEquals(new Shares(0.5, 0.25, 0.25), regions.area());
    Attribution map = map(Channels.SUM, Tensor.of(new float[] {1, -1, 2, 7, 9, -5}, 1, 1, 1, 6));
    assertEquals(new Shares(1 / 11.0, 2 / 11.0, 7 / 11.0), regions.shares(map, 1));
    assertEquals(new Shares(1 / 11.0, 0, 0), regions.shares(map, -1));
    SegmentRegions whole = SegmentRegions.of(image, image);
    assertEquals(new Shares(1, 0, 0), whole.area());
  }

  @Test
  void aBlankMapHasNoShares() {
    Attribution blank = map(Channels.SUM, Tensor.of(new float[4], 1, 1, 2, 2));
    assertEquals(new Shares(0, 0, 0), REGIONS.shares(blank, 1));
  }

  private StudyResult explain(Engine engine, GivenOptions options, String... methods)
      throws IOException {
    Path model = folder.resolve("blobs.onnx");
    Files.write(model, OnnxWriter.toBytes(BlobDetector.graph()));
    Path image = folder.resolve("cells.png");
    Files.write(image, Picture.of(BlobImage.of(64, 64, 4)).png());
    Method.Settings settings = new Method.Settings(List.of("all"), 0, Method.Border.FAST, options);
    return new Study(engine, Progress.SILENT)
        .explain(
            new ExplainRequest(
                ModelSource.of(model),
                List.of(ImageSource.of(image)),
                QuestionSpec.of("class"),
                List.of(methods),
                settings,
                Optional.empty()));
  }

  @Test
  void allLayersMakeASheetAndATableFromEncoderToDecoder(Engine engine) throws IOException {
    StudyResult result = explain(engine, GivenOptions.NONE, "grad-cam", "layer-deeplift");
    Path page = StudyReport.write(result, folder.resolve("out"));
    JsonNode json = new ObjectMapper().readTree(folder.resolve("out/result.json").toFile());
    for (int i = 0; i < 2; i++) {
      LayerStudy study = result.images().get(0).target().layerStudies().get(i);
      JsonNode written = json.at("/images/0/targets/0/layerStudies/" + i);
      assertEquals(result.images().get(0).maps().size() / 2, study.rows().size());
      assertEquals(study.rows().size(), written.get("layers").size());
      List<Stage> stages = study.rows().stream().map(LayerStudy.Row::stage).distinct().toList();
      assertEquals(List.of(Stage.ENCODER, Stage.BOTTLENECK, Stage.DECODER), stages);
      for (LayerStudy.Row row : study.rows()) {
        assertEquals(1, sum(row.positive()) + sum(row.negative()), 1e-9, row::toString);
      }
      assertTrue(Files.size(folder.resolve("out").resolve(written.get("sheet").asText())) > 0);
    }
    String html = Files.readString(page);
    assertTrue(html.contains("Layer DeepLIFT, layer by layer: per cent"));
    assertTrue(html.contains("bottleneck"));
  }

  private static double sum(Shares shares) {
    return shares.inside() + shares.border() + shares.outside();
  }

  @Test
  void mapsOfAllLayersKeepTheirSignUnlessAskedNotTo(Engine engine) throws IOException {
    StudyResult signed = explain(engine, GivenOptions.NONE, "grad-cam");
    assertEquals("off", signed.request().options().get("grad-cam").get("relu"));
    StudyResult cut = explain(engine, GivenOptions.parse(List.of("relu=on")), "grad-cam");
    assertEquals("on", cut.request().options().get("grad-cam").get("relu"));
    for (LayerStudy.Row row : cut.images().get(0).target().layerStudies().get(0).rows()) {
      assertEquals(0, sum(row.negative()));
    }
  }

  @Test
  void aStudyOfLayersLeavesTheRunOfOtherMethodsAsItIs() {
    RunOptions run = RunOptions.PLAIN.withProgress(folder);
    ExplainRequest request =
        new ExplainRequest(
            ModelSource.of(folder.resolve("blobs.onnx")),
            List.of(ImageSource.of(folder.resolve("cells.png"))),
            QuestionSpec.of("class"),
            List.of("grad-cam", "rise"),
            new Method.Settings(List.of("all"), 0).withRun(run),
            Optional.empty());
    assertEquals(run, request.settings().run());
  }
}
