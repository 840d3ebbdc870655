package org.pixelwhy.study;

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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.data.synthetic.BlobImage;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.render.Picture;
import org.pixelwhy.report.StudyReport;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

@ExtendWith(EngineExtension.class)
class StudyTest {
  @TempDir Path folder;
  private Path model;
  private Path image;

  @BeforeEach
  void writeModelAndImage() throws IOException {
    UNetOptions options =
        UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(1).withOutputs(2);
    model = folder.resolve("unet.onnx");
    Files.write(model, OnnxWriter.toBytes(UNet.graph(options, 3)));
    image = picture("cells.png");
  }

  /** 41 x 30 pixels, which the network takes only when padded. */
  private Path picture(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, Picture.of(BlobImage.of(41, 30, 4)).png());
  }

  private ExplainRequest request(List<Path> images, String target, String... methods) {
    return new ExplainRequest(
        ModelSource.of(model),
        images.stream().map(ImageSource::of).toList(),
        QuestionSpec.of(target),
        List.of(methods),
        new Method.Settings(List.of("auto"), 0),
        Optional.empty());
  }

  private static StudyResult explain(Engine engine, ExplainRequest request) {
    return new Study(engine, Progress.SILENT).explain(request);
  }

  private static List<String> files(Path out) throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> out.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void whatAMethodNotesOfItsMapIsInResultAndReport(Engine engine) throws IOException {
    StudyResult result =
        explain(engine, request(List.of(image), "image:1", "integrated-gradients"));
    String note = result.images().get(0).maps().get(0).attribution().notes().get(0);
    Path page = StudyReport.write(result, folder.resolve("out"));
    JsonNode json = new ObjectMapper().readTree(folder.resolve("out/result.json").toFile());
    assertEquals(note, json.at("/images/0/targets/0/maps/0/notes/0").asText());
    // Up to the apostrophe, which the page escapes.
    assertTrue(Files.readString(page).contains(note.split("'")[0]));
  }

  @Test
  void aRequestBecomesFiles(Engine engine) throws IOException {
    StudyResult result =
        explain(engine, request(List.of(image), "image:1", "saliency", "grad-cam"));
    Path out = folder.resolve("a/new/folder");
    Path page = StudyReport.write(result, out);
    assertEquals(
        List.of(
            "cells/grad-cam-mid.2.relu.npy",
            "cells/grad-cam-mid.2.relu.png",
            "cells/grad-cam-mid.2.relu_image.npy",
            "cells/grad-cam-mid.2.relu_image.tif",
            "cells/mask.png",
            "cells/overview.png",
            "cells/prediction.png",
            "cells/saliency.npy",
            "cells/saliency.png",
            "cells/saliency_image.npy",
            "cells/saliency_image.tif",
            "numbers.csv",
            "report.html",
            "result.json"),
        files(out));
    String html = Files.readString(page);
    assertTrue(html.contains("Grad-CAM at mid.2.relu") && html.contains("cells.png"));
    assertEquals(30, ImageReader.read(out.resolve("cells/prediction.png")).width());
    assertEquals(
        result.images().get(0).maps().get(0).attribution().values(),
        Npy.read(out.resolve("cells/saliency.npy")));
    assertArrayEquals(
        new long[] {1, 1, 21, 15},
        Npy.read(out.resolve("cells/grad-cam-mid.2.relu.npy")).shape().dims());
  }

  @Test
  void theJsonSaysAllThatIsNeededToRunItAgain(Engine engine) throws IOException {
    StudyResult result = explain(engine, request(List.of(image), "image:1", "saliency"));
    StudyReport.write(result, folder.resolve("out"));
    JsonNode json = new ObjectMapper().readTree(folder.resolve("out/result.json").toFile());
    assertEquals("pixelwhy-result/2", json.get("format").asText());
    assertEquals(model.toString(), json.at("/request/model").asText());
    assertEquals("image:1", json.at("/request/targets/0").asText());
    assertEquals("mean", json.at("/request/reduction").asText());
    assertEquals("logits", json.at("/request/on").asText());
    assertEquals("saliency", json.at("/request/methods/0").asText());
    assertEquals(result.model().hash(), json.at("/model/sha256").asText());
    assertEquals(64, json.at("/provenance/modelSha256").asText().length());
    assertEquals(64, json.at("/provenance/imageSha256").get(image.toString()).asText().length());
    assertEquals("multiple of 2 x multiple of 2", json.at("/model/card/size").asText());
    assertTrue(json.at("/model/guesses").size() > 0);
    JsonNode entry = json.at("/images/0");
    assertEquals(30, entry.get("width").asInt());
    assertEquals(41, entry.get("height").asInt());
    assertEquals(41 * 30, entry.at("/targets/0/pixels").asInt());
    ImageResult first = result.images().get(0);
    assertEquals(first.target().value(), entry.at("/targets/0/value").asDouble());
    assertEquals("cells/saliency.npy", entry.at("/targets/0/maps/0/values").asText());
    double greatest =
        Arrays.stream(Npy.read(folder.resolve("out/cells/saliency.npy")).toDoubles())
            .max()
            .orElseThrow();
    assertEquals(greatest, entry.at("/targets/0/maps/0/max").asDouble(), 1e-9);
    assertTrue(
        entry.get("notes").toString().contains("the image of 30 x 41 pixels was padded to 30 x 42"),
        entry.get("notes")::toString);
  }

  @Test
  void mapsAndMasksComeBackInTheImagesGeometry(Engine engine) {
    ImageResult result =
        explain(engine, request(List.of(image), "image:0", "saliency", "grad-cam")).images().get(0);
    for (MapResult map : result.maps()) {
      assertEquals(41, map.grid().height());
      assertEquals(30, map.grid().width());
    }
    assertEquals(41 * 30, result.masks().get(0).count() + result.masks().get(1).count());
    assertEquals(41 * 30, result.target().mask().count());
  }

  @Test
  void aWantedSizeIsResizedTo(Engine engine) {
    ExplainRequest plain = request(List.of(image), "image:0", "saliency");
    ExplainRequest sized =
        new ExplainRequest(
            plain.model(),
            plain.images(),
            plain.question(),
            plain.methods(),
            plain.settings(),
            Optional.of(new Size(20, 16)));
    MapResult map = explain(engine, sized).images().get(0).maps().get(0);
    assertArrayEquals(new long[] {1, 1, 20, 16}, map.attribution().values().shape().dims());
    assertEquals(41, map.grid().height());
  }

  @Test
  void anArrayIsTakenAsTheFinishedInput(Engine engine) {
    Tensor input = Net.noise(5, 1, 1, 8, 12);
    Path file = folder.resolve("input.npy");
    Npy.write(file, input.reshape(8, 12));
    MapResult map =
        explain(engine, request(List.of(file), "image:0", "saliency"))
            .images()
            .get(0)
            .maps()
            .get(0);
    assertArrayEquals(new long[] {1, 1, 8, 12}, map.attribution().values().shape().dims());
    Npy.write(file, Net.noise(5, 2, 1, 8, 12));
    assertThrows(
        InputException.class, () -> explain(engine, request(List.of(file), "image:0", "saliency")));
  }

  @Test
  void theSameRequestGivesTheSameMaps(Engine engine) {
    ExplainRequest request = request(List.of(image), "image:1", "saliency", "grad-cam");
    List<MapResult> first = explain(engine, request).images().get(0).maps();
    List<MapResult> second = explain(engine, request).images().get(0).maps();
    for (int i = 0; i < first.size(); i++) {
      assertEquals(first.get(i).attribution().values(), second.get(i).attribution().values());
    }
  }

  @Test
  void imagesOfTheSameNameGetFoldersOfTheirOwn(Engine engine) throws IOException {
    List<Path> images =
        List.of(image, picture("b/cells.png"), picture("c/Cells.png"), picture("report.html.png"));
    StudyResult result = explain(engine, request(images, "image:1", "saliency"));
    StudyReport.write(result, folder.resolve("out"));
    List<String> values =
        files(folder.resolve("out")).stream().filter(file -> file.endsWith("y.npy")).toList();
    assertEquals(
        List.of(
            "b_cells/saliency.npy",
            "c_Cells/saliency.npy",
            folder.getFileName() + "_cells/saliency.npy",
            "report.html-2/saliency.npy"),
        values);
  }

  @Test
  void aMethodNamedTwiceIsRunOnce(Engine engine) {
    StudyResult result =
        explain(engine, request(List.of(image), "image:1", "saliency", "grad-cam", "saliency"));
    assertEquals(
        List.of("saliency", "grad-cam"),
        result.images().get(0).maps().stream().map(map -> map.method().id()).toList());
  }

  @Test
  void everythingUnusableIsRefused() {
    assertThrows(InputException.class, () -> request(List.of(), "image", "saliency"));
    assertThrows(InputException.class, () -> request(List.of(image), "image"));
    InputException e =
        assertThrows(InputException.class, () -> request(List.of(image), "image", "salience"));
    assertEquals("unknown method 'salience'. Did you mean 'saliency'?", e.getMessage());
  }

  @Test
  void anEmptyTargetIsRefusedWithTheClassesThatArePresent(Engine engine) throws IOException {
    Net always =
        new Net(1)
            .input("x", 1, 1, 8, 8)
            .conv("y", "x", Tensor.of(new float[] {1, -1}, 2, 1, 1, 1));
    Files.write(model, OnnxWriter.toBytes(always.graph("y")));
    ExplainRequest request = request(List.of(image), "class:1", "saliency");
    InputException e = assertThrows(InputException.class, () -> explain(engine, request));
    assertEquals(
        image + ": class 1 is predicted nowhere in this image; classes present: 0: 64 pixels",
        e.getMessage());
  }

  @Test
  void aBlankMapIsWarnedOf(Engine engine) throws IOException {
    Net blind =
        new Net(1).input("x", 1, 1, 8, 8).conv("y", "x", Tensor.of(new float[2], 2, 1, 1, 1));
    Files.write(model, OnnxWriter.toBytes(blind.graph("y")));
    MapResult map =
        explain(engine, request(List.of(image), "image:0", "saliency"))
            .images()
            .get(0)
            .maps()
            .get(0);
    assertTrue(map.warnings().get(0).startsWith("the map is blank"), map.warnings()::toString);
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefusedAndKept(Engine engine) throws IOException {
    StudyResult result = explain(engine, request(List.of(image), "image:1", "saliency"));
    Path file = Files.writeString(folder.resolve("taken"), "precious");
    List<String> before = files(folder);
    for (Path out : List.of(file, file.resolve("deeper"))) {
      InputException e = assertThrows(InputException.class, () -> StudyReport.write(result, out));
      assertTrue(e.getMessage().startsWith("cannot write to folder " + out), e.getMessage());
    }
    assertEquals("precious", Files.readString(file));
    assertEquals(before, files(folder));
  }

  @Test
  void aFailureHalfwayLeavesNothing() throws IOException {
    Path out = folder.resolve("out");
    Map<String, ResultFiles.Content> files = new LinkedHashMap<>();
    files.put("a/first.txt", ResultFiles.Content.of(new byte[] {1}));
    files.put(
        "second.txt",
        stream -> {
          throw new IOException("disk full");
        });
    InputException e = assertThrows(InputException.class, () -> ResultFiles.write(out, files));
    assertTrue(e.getMessage().contains("disk full"), e.getMessage());
    assertEquals(List.of(), files(out));
    try (Stream<Path> left = Files.list(out)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void progressIsToldAndCanStopTheWork(Engine engine) throws IOException {
    ExplainRequest request = request(List.of(image, picture("b.png")), "image:1", "saliency");
    List<String> steps = new ArrayList<>();
    new Study(engine, (what, done, total) -> steps.add(done + "/" + total)).explain(request);
    assertEquals(List.of("0/3", "1/3", "2/3", "3/3"), steps);
    Progress impatient =
        (what, done, total) -> {
          if (done == 2) {
            throw new CancellationException();
          }
        };
    assertThrows(CancellationException.class, () -> new Study(engine, impatient).explain(request));
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
