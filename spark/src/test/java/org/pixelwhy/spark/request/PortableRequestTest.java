package org.pixelwhy.spark.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.format.ExternalWeights;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.demo.Demo;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.tensor.InputException;

@ExtendWith(EngineExtension.class)
class PortableRequestTest {
  @TempDir Path folder;

  private ExplainRequest about(int image) {
    ExplainRequest demo = Demo.prepare(folder.resolve("demo"));
    return demo.of(List.of(demo.images().get(image)), OnBadImage.SKIP);
  }

  @Test
  void carriesAllThatItNeedsToAnotherMachine() throws Exception {
    ExplainRequest request = about(0);
    byte[] model = Files.readAllBytes(request.model().file());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(PortableRequest.of(request, false));
    }
    Files.delete(request.model().file());

    PortableRequest arrived;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      arrived = (PortableRequest) in.readObject();
    }
    ExplainRequest unpacked = arrived.unpack(Files.createDirectory(folder.resolve("there")));
    assertTrue(unpacked.model().file().startsWith(folder.resolve("there")));
    assertEquals(model.length, Files.size(unpacked.model().file()));
    assertEquals(request.methods(), unpacked.methods());
    assertEquals(request.settings(), unpacked.settings());
    assertEquals("testnet-0.png", unpacked.images().get(0).title());
  }

  @Test
  void isCalledTheSameWhateverTheFirstImage(Engine engine) {
    SegmentationModel model = ModelLoader.load(engine, about(0).model());
    PortableRequest first = PortableRequest.of(about(0), false);
    PortableRequest second = PortableRequest.of(about(1), false);

    assertEquals(first.identity(model), second.identity(model));
    assertNotEquals(first.sha256(), second.sha256(), "but it is another one to open");
  }

  @Test
  void isCalledOtherwiseWhereSomethingElseIsAsked(Engine engine) {
    SegmentationModel model = ModelLoader.load(engine, about(0).model());
    ExplainRequest request = about(0);
    ExplainRequest seeded = request.with(new Method.Settings(List.of("auto"), 5));
    String name = PortableRequest.of(request, false).identity(model);

    assertNotEquals(name, PortableRequest.of(seeded, false).identity(model));
    assertNotEquals(name, PortableRequest.of(request, true).identity(model));
  }

  private static ExplainRequest with(Path model, ExplainRequest request) {
    return new ExplainRequest(
        ModelSource.of(model),
        request.images(),
        request.question(),
        request.methods(),
        request.settings(),
        request.sizing().size());
  }

  @Test
  void carriesTheWeightsThatLieBesideTheNetwork(Engine engine) throws IOException {
    ExplainRequest request = about(0);
    Path model = Files.createDirectory(folder.resolve("split")).resolve("net.onnx");
    ExternalWeights.split(request.model().file(), model, "data/weights.bin");
    PortableRequest portable = PortableRequest.of(with(model, request), false);
    String name = portable.identity(ModelLoader.load(engine, ModelSource.of(model)));
    ProcessFolder.delete(model.getParent());

    ExplainRequest unpacked = portable.unpack(Files.createDirectory(folder.resolve("there")));
    SegmentationModel arrived = ModelLoader.load(engine, unpacked.model());
    assertEquals(name, portable.identity(arrived));

    // The same network with other weights, of which the ONNX file itself says nothing.
    ExternalWeights.split(request.model().file(), model(), "data/weights.bin");
    byte[] weights = Files.readAllBytes(model().resolveSibling("data/weights.bin"));
    weights[0]++;
    Files.write(model().resolveSibling("data/weights.bin"), weights);
    assertNotEquals(name, PortableRequest.of(with(model(), request), false).identity(arrived));
  }

  private Path model() throws IOException {
    return Files.createDirectories(folder.resolve("split")).resolve("net.onnx");
  }

  @Test
  void carriesWhatIsReadOfAPackageAndNothingElse(Engine engine) throws IOException {
    ExplainRequest request = about(0);
    Path packaged = Files.createDirectory(folder.resolve("package"));
    Files.copy(request.model().file(), packaged.resolve("weights.onnx"));
    Files.writeString(packaged.resolve("weights.pt"), "not read");
    Files.writeString(
        packaged.resolve("rdf.yaml"),
        """
        format_version: 0.4.9
        type: model
        inputs:
        - {name: raw, axes: bcyx, shape: {min: [1, 1, 16, 16], step: [0, 0, 16, 16]}}
        outputs:
        - {name: logits, axes: bcyx}
        weights:
          onnx: {source: ./weights.onnx}
        """);
    for (Path model : List.of(packaged, packaged.resolve("rdf.yaml"))) {
      PortableRequest portable = PortableRequest.of(with(model, request), false);
      assertEquals(3, portable.files().size(), "description, network, image");
      Path there = Files.createDirectory(folder.resolve("there-" + model.getFileName()));
      SegmentationModel arrived = ModelLoader.load(engine, portable.unpack(there).model());
      assertEquals(ModelLoader.load(engine, ModelSource.of(model)).card(), arrived.card());
    }
  }

  @Test
  void refusesAFolderThatIsNoPackage() throws IOException {
    ExplainRequest other = with(Files.createDirectory(folder.resolve("package")), about(0));
    InputException problem =
        assertThrows(InputException.class, () -> PortableRequest.of(other, false));
    assertTrue(problem.getMessage().contains("rdf.yaml"), problem.getMessage());
  }

  @Test
  void saysHowMuchMemoryALargeNetworkNeeds() {
    ExplainRequest request = about(0);
    InputException problem =
        assertThrows(InputException.class, () -> PortableRequest.of(request, false, 1000));
    assertTrue(problem.getMessage().contains("--driver-memory"), problem.getMessage());
  }
}
