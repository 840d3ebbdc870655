package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.target.Reduction;

/** What the server answers is what the library answers, to the bit. */
@ExtendWith(EngineExtension.class)
class AnswersTest {
  private final PageServer.Start start = ShippedExample.start();

  private PageServer server(Engine engine) {
    return PageServer.start(engine, start, Limits.USUAL, 0);
  }

  private ImageResult expected(Engine engine, String target, List<String> methods, String option) {
    ExplainRequest request =
        new ExplainRequest(
            start.models().get(0),
            List.of(start.images().get(0)),
            new QuestionSpec(TargetCatalogue.parse(target), Reduction.MEAN, OutputSpace.LOGITS),
            methods,
            new Method.Settings(
                List.of("auto"),
                7,
                Method.Border.FAST,
                option.isEmpty() ? GivenOptions.NONE : GivenOptions.parse(List.of(option))),
            Optional.empty());
    return new Study(engine, Progress.SILENT).explain(request).images().get(0);
  }

  @Test
  void mapsAreThoseOfTheLibraryToTheBit(Engine engine) throws IOException, InterruptedException {
    List<String> methods = List.of("saliency", "integrated-gradients", "grad-cam");
    String option = "integrated-gradients.steps=4";
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      for (String target : List.of("class", "pixel:60,110", "rectangle:10,20,30,7:segment")) {
        JsonNode answer =
            client
                .post(
                    "api/answers",
                    "{'model':'m1','image':'i1','target':'%s','seed':7,'methods':['%s'],'options':['%s']}"
                        .formatted(target, String.join("','", methods), option)
                        .replace('\'', '"'))
                .json();
        ImageResult expected = expected(engine, target, methods, option);
        assertEquals(3, answer.path("maps").size(), answer.toString());
        assertEquals(expected.target().value(), answer.path("value").asDouble());
        for (int i = 0; i < 3; i++) {
          assertArrayEquals(
              expected.maps().get(i).grid().values(),
              client.get("api/answers/" + answer.path("id").asText() + "/maps/" + i).floats());
        }
      }
    }
  }

  @Test
  void theTargetsPixelsAndThePredictedClassesAreThoseOfTheLibrary(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      JsonNode answer =
          client
              .post(
                  "api/answers",
                  "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"border\",\"methods\":[\"saliency\"]}")
              .json();
      ImageResult expected = expected(engine, "border", List.of("saliency"), "");
      Mask border = expected.target().mask();
      byte[] sent = client.get("api/answers/e1/target").bytes();
      short[] labels = client.get("api/models/m1/labels?image=i1").shorts();
      assertEquals(border.count(), answer.path("pixels").asInt());
      for (int i = 0; i < sent.length; i++) {
        assertEquals(border.get(i), sent[i] == 1, "pixel " + i);
        assertEquals(expected.masks().get(0).get(i) ? 0 : -1, labels[i], "pixel " + i);
      }
      JsonNode facts = client.get("api/models/m1/prediction?image=i1").json();
      assertEquals(
          expected.masks().get(0).count(), facts.path("classes").get(0).path("pixels").asInt());
    }
  }

  @Test
  void aWholeAnswerBringsFactsMapsAndPixelsAlong(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      Client.Reply reply =
          client.post(
              "api/answers",
              "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"pixel:60,110\",\"whole\":true,"
                  + "\"methods\":[\"saliency\",\"grad-cam\"]}");
      assertEquals(201, reply.status());
      ByteBuffer bytes = ByteBuffer.wrap(reply.bytes()).order(ByteOrder.LITTLE_ENDIAN);
      byte[] json = new byte[bytes.getInt()];
      assertEquals(0, json.length % Float.BYTES, "numbers begin at a multiple of four");
      bytes.get(json);
      assertEquals(
          client.get("api/answers/e1").json(), new ObjectMapper().readTree(json), "the facts");
      for (String array : List.of("maps/0", "maps/1", "target")) {
        byte[] expected = client.get("api/answers/e1/" + array).bytes();
        byte[] sent = new byte[expected.length];
        bytes.get(sent);
        assertArrayEquals(expected, sent, array);
      }
      assertEquals(0, bytes.remaining());
    }
  }

  @Test
  void markedPixelsAreAskedWhyTheNetworkIsUnsureThere(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      byte[] marked = new byte[240 * 240];
      marked[30 * 240 + 200] = 1;
      marked[31 * 240 + 200] = 1;
      assertEquals(201, client.upload("api/images/i1/masks", marked).status());
      String asked =
          "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"%s\",\"methods\":[\"saliency\"],\"keep\":true}";
      Client.Reply reply = client.post("api/answers", asked.formatted("entropy:region:k1"));
      assertEquals(201, reply.status());
      assertArrayEquals(marked, client.get("api/answers/e1/target").bytes());
      ImageResult same = expected(engine, "entropy:rectangle:200,30,1,2", List.of("saliency"), "");
      assertArrayEquals(
          same.maps().get(0).grid().values(), client.get("api/answers/e1/maps/0").floats());
      assertEquals(200, client.get("api/explanations/x1/report").status());
    }
  }

  @Test
  void markedPixelsAreAskedAboutAsTheyWereMarked(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      byte[] marked = new byte[240 * 240];
      marked[30 * 240 + 200] = 1;
      marked[31 * 240 + 200] = 1;
      JsonNode mask = client.upload("api/images/i1/masks", marked).json();
      assertEquals("region:k1", mask.path("target").asText());
      JsonNode answer =
          client
              .post(
                  "api/answers",
                  "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"region:k1:segment\",\"methods\":[\"saliency\"]}")
              .json();
      assertArrayEquals(marked, client.get("api/answers/e1/target").bytes(), answer.toString());
      ImageResult same = expected(engine, "rectangle:200,30,1,2", List.of("saliency"), "");
      assertArrayEquals(
          same.maps().get(0).grid().values(), client.get("api/answers/e1/maps/0").floats());
      assertTrue(answer.path("milliseconds").asDouble() > 0);
    }
  }
}
