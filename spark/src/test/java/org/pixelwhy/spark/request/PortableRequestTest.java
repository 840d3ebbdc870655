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
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
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

  @Test
  void refusesAModelThatIsAFolder() throws IOException {
    ExplainRequest request = about(0);
    Path packaged = Files.createDirectory(folder.resolve("package"));
    ExplainRequest other =
        new ExplainRequest(
            ModelSource.of(packaged),
            request.images(),
            request.question(),
            request.methods(),
            request.settings(),
            request.size());
    InputException problem =
        assertThrows(InputException.class, () -> PortableRequest.of(other, false));
    assertTrue(problem.getMessage().contains("name the ONNX file"), problem.getMessage());
  }
}
