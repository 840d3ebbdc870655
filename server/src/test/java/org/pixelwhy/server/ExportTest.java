package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.study.compilation.Compilation;
import org.pixelwhy.study.compilation.CompileRequest;
import org.pixelwhy.target.Reduction;
import org.w3c.dom.Document;

/** What leaves the page as files. */
@ExtendWith(EngineExtension.class)
class ExportTest {
  private static final int SIDE = 240;
  private static final String QUESTION =
      "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"%s\",\"methods\":[\"%s\"]}";

  @RegisterExtension private final Chromium chromium = new Chromium();

  @TempDir private Path folder;

  private final PageServer.Start start = ShippedExample.start();

  private PageServer server(Engine engine) {
    return PageServer.start(engine, start, Limits.USUAL, 0);
  }

  @Test
  void aQuestionIsCompiledToTheFileThatTheLibraryMakes(Engine engine) throws Exception {
    CompileRequest request =
        new CompileRequest(
            start.models().get(0),
            "saliency",
            new Method.Settings(List.of("auto"), 0),
            Optional.of(TargetCatalogue.parse("class:segment")),
            Reduction.MEAN,
            OutputSpace.LOGITS,
            Optional.of(new Size(SIDE, SIDE)),
            false);
    byte[] expected = OnnxWriter.toBytes(Compilation.compile(engine, request).graph());
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      Client.Reply reply =
          client.post("api/compiled", QUESTION.formatted("class:segment", "saliency"));
      assertEquals(200, reply.status());
      assertArrayEquals(expected, reply.bytes());
      Client.Reply refused = client.post("api/compiled", QUESTION.formatted("class", "rise"));
      assertEquals(400, refused.status());
      assertTrue(refused.error().contains("rise"), refused.error());
      String two = QUESTION.formatted("class", "saliency\",\"grad-cam");
      assertTrue(client.post("api/compiled", two).error().contains("one method"));
    }
  }

  private Path saved(Page browser, String button) {
    Download download =
        browser.waitForDownload(
            () -> browser.locator("button:text-is('" + button + "')").first().click());
    Path file = folder.resolve(download.suggestedFilename());
    download.saveAs(file);
    return file;
  }

  @Test
  void figureOnnxFileAndJsonAreSaved(Engine engine) throws Exception {
    try (PageServer server = server(engine)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      Document figure =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(saved(browser, "SVG").toFile());
      String text = figure.getDocumentElement().getTextContent();
      assertTrue(text.contains("Why are the 871 pixels called segment?"), text);
      assertTrue(text.contains("Saliency"));
      assertEquals(2, figure.getElementsByTagName("path").getLength());
      assertEquals(1, figure.getElementsByTagName("image").getLength());
      Path onnx = saved(browser, "ONNX");
      page.settle();
      assertEquals(1, OnnxReader.read(onnx).graph().inputNames().size());
      browser.locator(".command summary").click();
      JsonNode known = new ObjectMapper().readTree(Files.readAllBytes(saved(browser, "JSON")));
      assertEquals(871, known.path("answers").path(0).path("pixels").asInt());
      assertEquals(64, known.at("/answers/0/provenance/model").asText().length());
      String report = Files.readString(saved(browser, "Report"));
      page.settle();
      assertTrue(report.contains("Why this mask? testnet.onnx"));
      page.requireNoComplaints();
    }
  }
}
