package org.pixelwhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
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
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.render.Picture;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.ScoreResult;
import org.pixelwhy.study.SimpleNetwork;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.StudyResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.output.ResultReader;
import org.pixelwhy.study.output.StoredResult;
import org.pixelwhy.study.output.StoredResult.StoredImage;
import org.pixelwhy.study.output.StoredResult.StoredMap;
import org.pixelwhy.study.output.StoredResult.StoredTarget;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.tensor.InputException;

@ExtendWith(EngineExtension.class)
class StoredResultTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;
  private StudyResult result;
  private Path file;

  /** Four images: one broken, one too small for the second target, one with two names alike. */
  @BeforeEach
  void writeResult(Engine engine) throws IOException {
    Path model = folder.resolve("net.onnx");
    OnnxWriter.write(SimpleNetwork.graph(), model);
    Path whole = picture("a.png", 32);
    Files.write(folder.resolve("broken.png"), Arrays.copyOf(Files.readAllBytes(whole), 60));
    picture("small.png", 24);
    Files.createDirectories(folder.resolve("other"));
    picture("other/a.png", 32);
    PartialCard stated =
        new PartialCard.Builder()
            .channels(ChannelOrder.GREY)
            .preprocessing(List.of(new Scale(1 / 255.0, 0)))
            .build();
    ExplainRequest request =
        new ExplainRequest(
            new ModelSource(model, Optional.empty(), stated),
            Stream.of("a.png", "broken.png", "small.png", "other/a.png")
                .map(name -> ImageSource.of(folder.resolve(name)))
                .toList(),
            QuestionSpec.of("class", "pixel:28,7"),
            List.of("saliency", "layer-activation", "integrated-gradients", "hausdorff-masks"),
            List.of("completeness"),
            new Method.Settings(
                List.of("all"),
                3,
                Method.Border.FAST,
                GivenOptions.parse(List.of("offset=12", "comparison=raw,worse", "steps=4"))),
            Optional.empty());
    result = new Study(engine, Progress.SILENT).explain(request);
    StudyReport.write(result, folder.resolve("out"));
    file = folder.resolve("out/result.json");
  }

  private Path picture(String name, int side) throws IOException {
    Path picture = folder.resolve(name);
    return Files.write(picture, Picture.of(SimpleNetwork.waves(side)).png());
  }

  @Test
  void whatAStudyFoundIsReadBack() {
    requireOneOfEverythingThatCanBeWritten();
    StoredResult stored = ResultReader.read(file);
    assertEquals(folder.resolve("out"), stored.folder());
    assertEquals(result.request(), stored.request());
    assertEquals(result.provenance(), stored.provenance());
    assertEquals(
        List.of("broken.png", "small.png"),
        result.failures().stream().map(failure -> failure.source().title()).toList());
    assertEquals(result.failures().stream().map(Failure::toString).toList(), stored.failed());
    assertEquals(3, stored.images().size());
    assertEquals(
        List.of(2, 1, 2), stored.images().stream().map(image -> image.targets().size()).toList());
    for (int i = 0; i < 3; i++) {
      compare(result.images().get(i), stored.images().get(i));
    }
  }

  private static void compare(ImageResult found, StoredImage stored) {
    assertEquals(found.source().name(), stored.file());
    assertEquals(found.image().width(), stored.width());
    assertEquals(found.image().height(), stored.height());
    assertEquals(found.notes(), stored.notes());
    assertEquals(found.predictionWarnings(), stored.warnings());
    Image picture = ImageReader.read(stored.prediction());
    assertEquals(stored.width(), picture.width());
    assertEquals(found.targets().size(), stored.targets().size());
    for (int i = 0; i < found.targets().size(); i++) {
      compare(found.targets().get(i), stored.targets().get(i));
    }
  }

  private static void compare(TargetResult found, StoredTarget stored) {
    assertEquals(found.spec().toString(), stored.target());
    assertEquals(found.description(), stored.description());
    assertEquals(found.pixels(), stored.pixels());
    assertEquals(found.value(), stored.value());
    assertEquals(found.warnings(), stored.warnings());
    assertEquals(found.maps().size(), stored.maps().size());
    for (int i = 0; i < found.maps().size(); i++) {
      compare(found.maps().get(i), stored.maps().get(i));
    }
  }

  private static void compare(MapResult found, StoredMap stored) {
    assertEquals(found.method().id(), stored.method());
    assertEquals(found.attribution().layer(), stored.layer());
    assertEquals(found.attribution().extras().part(), stored.part());
    assertEquals(found.attribution().notes(), stored.notes());
    assertEquals(found.warnings(), stored.warnings());
    assertEquals(found.attribution().values(), stored.values());
    assertTrue(Files.exists(stored.picture()), stored.picture()::toString);
    assertEquals(found.scores().size(), stored.scores().size());
    for (ScoreResult score : found.scores()) {
      assertEquals(score.value(), stored.scores().get(score.score().id()));
    }
  }

  /** Otherwise the comparison would say little. */
  private void requireOneOfEverythingThatCanBeWritten() {
    List<MapResult> maps = result.images().stream().flatMap(i -> i.maps().stream()).toList();
    assertTrue(maps.stream().anyMatch(map -> !map.attribution().layer().isEmpty()));
    assertTrue(maps.stream().anyMatch(map -> !map.attribution().extras().part().isEmpty()));
    assertTrue(maps.stream().anyMatch(map -> !map.attribution().notes().isEmpty()));
    assertTrue(maps.stream().anyMatch(map -> !map.warnings().isEmpty()), "at a dark pixel");
    List<ScoreResult> scores = maps.stream().flatMap(map -> map.scores().stream()).toList();
    assertTrue(scores.stream().anyMatch(score -> score.value().isPresent()));
    assertTrue(scores.stream().anyMatch(score -> score.value().isEmpty()));
  }

  @Test
  void whatIsCutOffOrForeignIsRefusedWithTheFilesName() throws IOException {
    String text = Files.readString(file);
    List<String> wrong = new ArrayList<>();
    for (int length = 0; length < text.length() - 2; length += 997) {
      wrong.add(text.substring(0, length));
    }
    wrong.addAll(List.of("[]", "7", "null", "{}", "{\"format\": \"pixelwhy-request/1\"}"));
    wrong.add(text.replace("pixelwhy-result/2", "pixelwhy-result/9"));
    wrong.add("\0\1\2" + text);
    for (String json : wrong) {
      Files.writeString(file, json);
      InputException e = assertThrows(InputException.class, () -> ResultReader.read(file), json);
      assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    }
    Files.delete(file);
    InputException e = assertThrows(InputException.class, () -> ResultReader.read(file));
    assertEquals(file + ": no such file", e.getMessage());
  }

  @Test
  void filesOutsideOfTheFolderAreNotReached() throws IOException {
    for (String name : List.of("../net.onnx", "a/../../net.onnx", file.toString(), "\0")) {
      for (String key : List.of("values", "picture")) {
        JsonNode root = MAPPER.readTree(file.toFile());
        ObjectNode map = (ObjectNode) root.at("/images/0/targets/0/maps/0");
        map.put(key, name);
        Path other = folder.resolve("out/other.json");
        Files.writeString(other, root.toString());
        InputException e = assertThrows(InputException.class, () -> ResultReader.read(other));
        assertTrue(e.getMessage().contains("images[0].targets[0].maps[0]"), e.getMessage());
      }
    }
  }

  /** Whatever single value is missing or another: read or refused, and nothing else. */
  @Test
  void everyValueMayBeMissingOrDamaged() throws IOException {
    JsonNode root = MAPPER.readTree(file.toFile());
    // One of each suffices: entries of a list are read alike.
    shorten(root);
    int refused = 0;
    for (JsonNode parent : containers(root)) {
      for (Object key : keys(parent)) {
        JsonNode good = child(parent, key);
        for (String bad : List.of("", "null", "\"x\"", "-1.5", "[]", "{}", "1e999")) {
          put(parent, key, bad);
          refused += isRefused(root) ? 1 : 0;
        }
        put(parent, key, good.toString());
      }
    }
    assertTrue(refused > 100, "of a result without a value, most cannot be read: " + refused);
  }

  private boolean isRefused(JsonNode root) throws IOException {
    Path damaged = folder.resolve("out/damaged.json");
    Files.writeString(damaged, root.toString());
    try {
      ResultReader.read(damaged);
      return false;
    } catch (InputException e) {
      return true;
    }
  }

  private static void shorten(JsonNode node) {
    if (node instanceof ArrayNode array) {
      while (array.size() > 1) {
        array.remove(array.size() - 1);
      }
    }
    node.forEach(StoredResultTest::shorten);
  }

  private static List<JsonNode> containers(JsonNode node) {
    List<JsonNode> found = new ArrayList<>();
    if (node.isContainerNode()) {
      found.add(node);
      node.forEach(child -> found.addAll(containers(child)));
    }
    return found;
  }

  private static List<Object> keys(JsonNode parent) {
    List<Object> keys = new ArrayList<>();
    if (parent.isArray()) {
      for (int i = 0; i < parent.size(); i++) {
        keys.add(i);
      }
    } else {
      for (Iterator<String> names = parent.fieldNames(); names.hasNext(); ) {
        keys.add(names.next());
      }
    }
    return keys;
  }

  private static JsonNode child(JsonNode parent, Object key) {
    return key instanceof String name ? parent.get(name) : parent.get((int) key);
  }

  private static void put(JsonNode parent, Object key, String json) throws IOException {
    if (parent instanceof ObjectNode object) {
      object.remove((String) key);
      if (!json.isEmpty()) {
        object.set((String) key, MAPPER.readTree(json));
      }
    } else {
      JsonNode value = json.isEmpty() ? TextNode.valueOf("") : MAPPER.readTree(json);
      ((ArrayNode) parent).set((int) key, value);
    }
  }
}
