package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.ScoreResult;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.target.Reduction;

/** Scores in the page and its API are those of the library. */
@ExtendWith(EngineExtension.class)
class ScoresPageTest {
  private static final List<String> OPTIONS =
      List.of("deletion.steps=5", "infidelity.samples=4", "infidelity.sigma=0.2");

  @RegisterExtension private final Chromium chromium = new Chromium();

  private final PageServer.Start start = ShippedExample.start();

  private PageServer server(Engine engine) {
    return PageServer.start(engine, start, Limits.USUAL, 0);
  }

  private List<MapResult> expected(Engine engine, List<String> scores, List<String> options) {
    ExplainRequest request =
        new ExplainRequest(
            start.models().get(0),
            List.of(start.images().get(0)),
            new QuestionSpec(
                TargetCatalogue.parse("class:segment"), Reduction.MEAN, OutputSpace.LOGITS),
            List.of("saliency"),
            scores,
            new Method.Settings(
                List.of("auto"), 0, Method.Border.FAST, GivenOptions.parse(options)),
            Optional.empty());
    return new Study(engine, Progress.SILENT).explain(request).images().get(0).maps();
  }

  @Test
  void scoresAndTheirCurvesAreThoseOfTheLibraryToTheBit(Engine engine)
      throws IOException, InterruptedException {
    List<String> scores = List.of("deletion", "infidelity", "completeness");
    List<ScoreResult> expected = expected(engine, scores, OPTIONS).get(0).scores();
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      String question =
          "{'model':'m1','image':'i1','target':'class:segment','methods':['saliency'],'scores':['%s'],'options':['%s']}"
              .formatted(String.join("','", scores), String.join("','", OPTIONS))
              .replace('\'', '"');
      JsonNode found = client.post("api/answers", question).json().path("maps").path(0);
      for (int i = 0; i < scores.size(); i++) {
        JsonNode score = found.path("scores").path(i);
        assertEquals(scores.get(i), score.path("score").asText());
        if (expected.get(i).value().isPresent()) {
          assertEquals(expected.get(i).value().getAsDouble(), score.path("value").doubleValue());
        } else {
          assertFalse(score.has("value"));
          assertEquals(expected.get(i).notes().get(0), score.path("notes").path(0).asText());
        }
      }
      double[] curve = expected.get(0).curves().get(0).y();
      JsonNode sent = found.path("scores").path(0).path("curves").path(0).path("y");
      for (int i = 0; i < curve.length; i++) {
        assertEquals(curve[i], sent.path(i).doubleValue());
      }
      String unknown = question.replace("\"deletion\"", "\"nonsense\"");
      assertTrue(client.post("api/answers", unknown).error().contains("nonsense"));
    }
  }

  @Test
  void noScoreReadsAFile(Engine engine) throws IOException, InterruptedException {
    try (PageServer server = server(engine)) {
      Client.Reply reply =
          new Client(server)
              .post(
                  "api/answers",
                  "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"class\",\"methods\":[\"saliency\"],\"scores\":[\"deletion\"],\"options\":[\"deletion.baseline=/etc/passwd\"]}");
      assertEquals(400, reply.status());
      assertTrue(reply.error().contains("deletion"), reply.error());
    }
  }

  @Test
  void aMapIsScoredBesideItAndTheScoreIsKept(Engine engine) {
    double expected =
        expected(engine, List.of("deletion"), List.of("deletion.steps=5"))
            .get(0)
            .scores()
            .get(0)
            .value()
            .getAsDouble();
    try (PageServer server = server(engine)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      float[] before = page.values(0);
      browser.locator("summary:text-is('Scores: options')").click();
      browser.locator("label:has-text('blocks of pixels') input").first().fill("5");
      browser.keyboard().press("Tab");
      browser.locator("pw-map summary:text-is('Scores')").first().click();
      browser.locator("button[aria-label='Deletion of Saliency']").click();
      String shown = "() => document.querySelector('pw-map').map.scores?.[0].value";
      browser.waitForFunction(shown);
      page.settle();
      assertEquals(expected, ((Number) browser.evaluate(shown)).doubleValue());
      assertEquals(2, browser.locator(".app pw-map").count(), "no map is there twice");
      String row = browser.locator("pw-map .score:has-text('Deletion')").first().innerText();
      assertTrue(row.contains("lower is better"), row);
      browser.locator(".command summary").click();
      assertTrue(browser.locator(".command code").innerText().contains("--score deletion"));
      browser.reload();
      page.settle();
      assertEquals(expected, ((Number) browser.evaluate(shown)).doubleValue());
      assertEquals(2, browser.locator(".app pw-map").count());
      assertArrayEquals(before, page.values(0));
      page.requireNoComplaints();
    }
  }
}
