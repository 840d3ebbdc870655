package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.EngineOptions;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.report.StudyReport;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.server.worker.WorkerOptions;
import org.pixelwhy.server.worker.Workers;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.target.Reduction;

/** The report of an explanation that is kept. */
@ExtendWith(EngineExtension.class)
class ReportExportTest {
  private static final Pattern PICTURE = Pattern.compile("data:image/png;base64,[A-Za-z0-9+/=]+");
  private static final String QUESTION =
      "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"class:segment\",\"methods\":[\"%s\"]%s}";

  @TempDir private Path folder;

  private final PageServer.Start start = ShippedExample.start();

  /** What {@code explain} writes. */
  private String expected(Engine engine) throws Exception {
    ExplainRequest request =
        new ExplainRequest(
            start.models().get(0),
            List.of(start.images().get(0)),
            new QuestionSpec(
                TargetCatalogue.parse("class:segment"), Reduction.MEAN, OutputSpace.LOGITS),
            List.of("saliency", "grad-cam"),
            List.of(),
            new Method.Settings(List.of("auto"), 0),
            Optional.empty());
    Path page =
        StudyReport.write(
            new Study(engine, Progress.SILENT).explain(request), folder.resolve("report"));
    return Files.readString(page);
  }

  private static List<String> pictures(String page) {
    return PICTURE.matcher(page).results().map(found -> found.group()).toList();
  }

  private static void keep(Client client) throws Exception {
    String first = QUESTION.formatted("saliency", ",\"keep\":true");
    assertEquals(201, client.post("api/answers", first).status());
    String more = QUESTION.formatted("grad-cam", ",\"explanation\":\"x1\"");
    assertEquals(201, client.post("api/answers", more).status());
  }

  @Test
  void itHasThePicturesAndTextsOfThePageThatExplainWrites(Engine engine) throws Exception {
    String expected = expected(engine);
    try (PageServer server = PageServer.start(engine, start, Limits.USUAL, 0)) {
      Client client = new Client(server);
      keep(client);
      String scored =
          QUESTION.formatted(
              "saliency",
              ",\"explanation\":\"x1\",\"scores\":[\"deletion\"],\"options\":[\"deletion.steps=3\"]");
      Client.Reply again = client.post("api/answers", scored);
      assertEquals(201, again.status(), new String(again.bytes(), StandardCharsets.UTF_8));
      Client.Reply reply = client.get("api/explanations/x1/report");
      assertEquals("", reply.status() == 200 ? "" : reply.error());
      assertEquals(
          "attachment; filename=\"x1.html\"",
          reply.response().headers().firstValue("Content-Disposition").orElse(""));
      String page = new String(reply.bytes(), StandardCharsets.UTF_8);
      assertEquals(pictures(expected), pictures(page));
      assertTrue(pictures(page).size() >= 4);
      for (String text : List.of("Why this mask? testnet.onnx", "Grad-CAM", "Deletion")) {
        assertTrue(page.contains(text), text);
      }
      assertTrue(page.contains("was not asked for"), "Grad-CAM has no score");
      assertFalse(page.contains(start.models().get(0).file().getParent().toString()));
      assertFalse(page.contains(ProcessFolder.own().toString()), "no path is told");
    }
  }

  @Test
  void networksInProcessesOfTheirOwnTellTheSame(Engine engine) throws Exception {
    String expected = expected(engine);
    Workers workers = new Workers(WorkerOptions.of(EngineOptions.defaults()));
    try (PageServer server =
        PageServer.start(workers, start, Storage.NOTHING, Limits.USUAL, Entrance.here(0))) {
      Client client = new Client(server);
      keep(client);
      byte[] page = client.get("api/explanations/x1/report").bytes();
      assertEquals(pictures(expected), pictures(new String(page, StandardCharsets.UTF_8)));
    }
  }
}
