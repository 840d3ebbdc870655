package org.pixelwhy.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.render.Picture;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.SimpleNetwork;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.StudyResult;
import org.pixelwhy.study.output.OutputFolder;
import org.pixelwhy.study.output.ResultReader;
import org.pixelwhy.study.output.StoredResult.StoredMap;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.tensor.InputException;

@ExtendWith(EngineExtension.class)
class ValueFilesTest {
  @TempDir Path folder;
  private Path out;

  /** Two pictures of 32 x 32 pixels and one name, which the network sees with 24 x 24. */
  @BeforeEach
  void writeModelAndPictures() throws IOException {
    OnnxWriter.write(SimpleNetwork.graph(), folder.resolve("net.onnx"));
    for (String name : List.of("a/x.png", "b/x.png")) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.write(folder.resolve(name), Picture.of(SimpleNetwork.waves(32)).png());
    }
    out = folder.resolve("out");
  }

  private StudyResult explain(Engine engine, String... pictures) {
    PartialCard stated =
        new PartialCard.Builder()
            .channels(ChannelOrder.GREY)
            .preprocessing(List.of(new Scale(1 / 255.0, 0)))
            .build();
    return new Study(engine, Progress.SILENT)
        .explain(
            new ExplainRequest(
                new ModelSource(folder.resolve("net.onnx"), Optional.empty(), stated),
                Stream.of(pictures).map(name -> ImageSource.of(folder.resolve(name))).toList(),
                QuestionSpec.of("class"),
                List.of("saliency"),
                new Method.Settings(
                    List.of("auto"), 1, Method.Border.FAST, GivenOptions.parse(List.of())),
                Optional.of(new Size(24, 24))));
  }

  private void write(StudyResult result, ReportOptions options) {
    try (OutputFolder opened = OutputFolder.claim(out);
        StudyReport report = new StudyReport(opened, options, List::of)) {
      result.tell(report);
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> out.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void mapsAreWrittenInTheGeometryOfTheImageBesideThatOfTheNetwork(Engine engine) {
    StudyResult result = explain(engine, "a/x.png");
    write(result, ReportOptions.usual());
    MapResult map = result.images().get(0).maps().get(0);
    assertEquals(map.attribution().values(), Npy.read(out.resolve("x/saliency.npy")));
    assertEquals(24, map.attribution().values().shape().dim(-1));
    assertArrayEquals(
        map.grid().values(), Npy.read(out.resolve("x/saliency_image.npy")).toFloats());
    Image tiff = ImageReader.read(out.resolve("x/saliency_image.tif"));
    assertEquals(32, tiff.width());
    assertArrayEquals(map.grid().values(), tiff.values());
  }

  @Test
  void theLabelMaskIsThePredictionPixelByPixel(Engine engine) throws IOException {
    StudyResult result = explain(engine, "a/x.png");
    write(result, ReportOptions.usual());
    ImageResult image = result.images().get(0);
    Mask predicted = image.masks().get(0);
    assertFalse(predicted.isEmpty());
    Image mask = ImageReader.read(out.resolve("x/mask.png"));
    for (int i = 0; i < 32 * 32; i++) {
      // The network has one class and no background, so that the class has number 1.
      assertEquals(predicted.get(i) ? 1 : 0, mask.values()[i]);
    }
    JsonNode json = new ObjectMapper().readTree(out.resolve("result.json").toFile());
    assertEquals("x/mask.png", json.at("/images/0/mask").asText());
    assertEquals("none", json.at("/model/card/labels/0").asText());
    assertEquals(
        json.at("/model/card/classes/0").asText(), json.at("/model/card/labels/1").asText());
  }

  @Test
  void whoNeedsNoNumbersGetsPicturesAndTablesAlone(Engine engine) throws IOException {
    write(explain(engine, "a/x.png"), ReportOptions.usual().withoutValues());
    assertEquals(
        List.of(
            "numbers.csv",
            "report.html",
            "result.json",
            "x/overview.png",
            "x/prediction.png",
            "x/saliency.png"),
        files());
    StoredMap map =
        ResultReader.read(out.resolve("result.json"))
            .images()
            .get(0)
            .targets()
            .get(0)
            .maps()
            .get(0);
    InputException e = assertThrows(InputException.class, map::values);
    assertTrue(e.getMessage().contains("were not kept"), e.getMessage());
  }

  @Test
  void allNumbersStandInOneTable(Engine engine) throws IOException {
    StudyResult result = explain(engine, "a/x.png", "b/x.png");
    write(result, ReportOptions.usual());
    List<String> lines = Files.readAllLines(out.resolve("numbers.csv"));
    assertEquals("image,target,method,layer,part,quantity,value", lines.get(0));
    List<String> expected = new ArrayList<>();
    for (ImageResult image : result.images()) {
      float[] values = image.maps().get(0).attribution().values().toFloats();
      float max = 0;
      for (float value : values) {
        max = Math.max(max, value);
      }
      String name = image.source().name();
      expected.add(name + ",class,,,,\"output pixels\"," + image.target().pixels());
      expected.add(name + ",class,,,,value," + image.target().value());
      expected.add(name + ",class,saliency,,,max," + (double) max);
    }
    List<String> plain = lines.stream().map(line -> line.replace("\"", "")).toList();
    for (String line : expected) {
      assertTrue(plain.contains(line.replace("\"", "")), line + " among " + lines);
    }
  }

  @Test
  void picturesOfOneNameHaveTheirFoldersInNamesAndHeadings(Engine engine) throws IOException {
    write(explain(engine, "a/x.png", "b/x.png"), ReportOptions.usual());
    assertTrue(files().contains("a_x/saliency.png"), files().toString());
    assertTrue(files().contains("b_x/saliency.png"));
    String page = Files.readString(out.resolve("report.html"));
    assertTrue(page.contains(">a/x.png<") && page.contains(">b/x.png<"));
  }

  @Test
  void nothingOfAnEarlierRunIsLeftAndWhatElseLiesThereIsNamed(Engine engine) throws IOException {
    write(explain(engine, "a/x.png", "b/x.png"), ReportOptions.usual());
    Files.writeString(out.resolve("mine.txt"), "");
    try (OutputFolder opened = OutputFolder.claim(out);
        StudyReport report = new StudyReport(opened)) {
      explain(engine, "b/x.png").tell(report);
      assertEquals(List.of("mine.txt"), report.strangers());
    }
    assertFalse(Files.exists(out.resolve("a_x")));
    assertFalse(Files.exists(out.resolve("b_x")));
    assertTrue(Files.exists(out.resolve("x/saliency.npy")));
    assertTrue(Files.exists(out.resolve("mine.txt")));
  }
}
