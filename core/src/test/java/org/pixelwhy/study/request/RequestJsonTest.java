package org.pixelwhy.study.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.RunOptions;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.GivenInput;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.tensor.InputException;

class RequestJsonTest {
  @TempDir Path folder;

  private Path write(ExplainRequest request, Path file) throws IOException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    RequestJson.write(json, request, file.getParent());
    Files.createDirectories(file.getParent());
    return Files.writeString(file, json.toPrettyString());
  }

  @Test
  void aRequestComesBackWithAllItsFields() throws IOException {
    for (ExplainRequest request : RequestExamples.all(folder)) {
      assertEquals(request, RequestReader.read(write(request, folder.resolve("out/request.json"))));
    }
  }

  /** A component that is new has one value in all examples, and fails here until one varies it. */
  @Test
  void theExamplesVaryEveryFieldOfARequest() throws IOException {
    Set<Class<?>> parts = Set.of(Method.Settings.class, RunOptions.class, PartialCard.class);
    Components components =
        new Components(
            type ->
                parts.contains(type)
                    || type == Size.class
                    || type.getPackage().equals(ExplainRequest.class.getPackage())
                    || ImageSource.class.isAssignableFrom(type)
                    || GivenInput.class.isAssignableFrom(type));
    RequestExamples.all(folder).forEach(components::add);
    // Where progress is kept, and whether it is taken up, is no part of a request; the ground truth
    // is found anew for each image of a comparison.
    assertEquals(
        Set.of("RunOptions.progress", "RunOptions.resume", "RunOptions.truth"),
        components.neverVaried());
    assertEquals(List.of(), components.missingKinds(GivenInput.class));
    assertEquals(List.of("InMemory"), components.missingKinds(ImageSource.class));
  }

  @Test
  void anImageThatWasInMemoryCannotBeReadBack() throws IOException {
    ExplainRequest plain = RequestExamples.plain(folder);
    Image image = new Image(1, 2, 2, new float[4], 255);
    List<ImageSource> images = List.of(new ImageSource.InMemory("scan", image));
    Path file = write(plain.of(images, OnBadImage.STOP), folder.resolve("request.json"));
    InputException e = assertThrows(InputException.class, () -> RequestReader.read(file));
    assertEquals(
        file + ": images[0]: the image was in memory, and is in no file to be read from",
        e.getMessage());
  }

  @Test
  void whatWasGivenByARelativePathIsNamedFromTheFilesFolder() throws IOException {
    ExplainRequest request =
        new ExplainRequest(
            ModelSource.of(Path.of("nets/net.onnx")),
            List.of(ImageSource.of(Path.of("a.png"))),
            QuestionSpec.of("region:mask.png"),
            List.of("saliency"),
            new Method.Settings(List.of("auto"), 0),
            Optional.empty());
    ObjectNode json = new ObjectMapper().createObjectNode();
    RequestJson.write(json, request, Path.of("results/one"));
    assertEquals("../../nets/net.onnx", json.get("model").asText());
    assertEquals("../../a.png", json.at("/images/0").asText());
    assertEquals("region:../../mask.png", json.at("/targets/0").asText());
    Path moved = Files.createDirectories(folder.resolve("x/results/one"));
    Path file = Files.writeString(moved.resolve("request.json"), json.toString());
    assertEquals(folder.resolve("x/nets/net.onnx"), RequestReader.read(file).model().file());
  }

  @Test
  void unknownKeysAndFormatsAreRefusedWithTheNearestName() throws IOException {
    Path file = write(RequestExamples.ofManyImages(folder), folder.resolve("request.json"));
    String text = Files.readString(file);
    for (String[] wrong :
        List.of(
            new String[] {"\"methods\"", "\"metods\"", "'methods'"},
            new String[] {"pixelwhy-request/1", "pixelwhy-request/9", "pixelwhy-request/1"},
            new String[] {"\"sum\"", "\"summ\"", "'sum'"},
            new String[] {"{", "[", "not valid JSON"})) {
      Files.writeString(file, text.replace(wrong[0], wrong[1]));
      InputException e = assertThrows(InputException.class, () -> RequestReader.read(file));
      assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
      assertTrue(e.getMessage().contains(wrong[2]), e.getMessage());
    }
  }
}
