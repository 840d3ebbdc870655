package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.study.InputFile;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.TrainableNetwork;
import org.pixelwhy.training.noise.NoiseExplainer;
import org.pixelwhy.training.noise.NoiseOptions;

/** Explainers of U-Noise that are sent for an open network. */
@ExtendWith(EngineExtension.class)
class UNoisePageTest {
  private static final String QUESTION =
      "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"class\",\"methods\":[\"unoise\"],\"options\":[%s]}";

  @RegisterExtension private final Chromium chromium = new Chromium();

  @TempDir private Path folder;

  private final PageServer.Start start = ShippedExample.start();

  private PageServer server(Engine engine) {
    return PageServer.start(engine, start, Limits.USUAL, 0);
  }

  /** One by which bright pixels bear no noise: z is the input's negative. */
  private Path explainer(Engine engine) {
    SegmentationModel model = ModelLoader.load(engine, start.models().get(0));
    int channels = model.card().channels().channels();
    float[] weights = new float[channels];
    java.util.Arrays.fill(weights, -1);
    Graph graph =
        new Net(1)
            .input("image", "N", channels, "H", "W")
            .conv("z", "image", Tensor.of(weights, 1, channels, 1, 1))
            .graph("z");
    List<Dimension> dims =
        List.of(
            Dimension.symbol("N"), Dimension.of(1), Dimension.symbol("H"), Dimension.symbol("W"));
    Value z = new Value("z", Optional.of(DataType.FLOAT), Optional.of(dims));
    TrainableNetwork network =
        TrainableNetwork.of(graph.edit().outputs(List.of()).output(z).build());
    NoiseExplainer.Facts facts =
        new NoiseExplainer.Facts(NoiseOptions.published(2), Optional.empty(), model.hash(), 3);
    Path file = folder.resolve("noise.onnx");
    OnnxWriter.write(
        NoiseExplainer.file(network, network.parameters(), facts, model.card(), Optional.empty()),
        file);
    return file;
  }

  private float[] expected(Engine engine, Path explainer) {
    ExplainRequest request =
        new ExplainRequest(
            start.models().get(0),
            List.of(start.images().get(0)),
            new QuestionSpec(TargetCatalogue.parse("class"), Reduction.MEAN, OutputSpace.LOGITS),
            List.of("unoise"),
            new Method.Settings(
                List.of("auto"),
                0,
                Method.Border.FAST,
                GivenOptions.parse(List.of("unoise.explainer=" + explainer))),
            Optional.empty());
    return new Study(engine, Progress.SILENT)
        .explain(request)
        .images()
        .get(0)
        .maps()
        .get(0)
        .grid()
        .values();
  }

  @Test
  void itIsAskedLikeAnyMethodAndWhatIsNoneIsRefused(Engine engine)
      throws IOException, InterruptedException {
    Path file = explainer(engine);
    float[] expected = expected(engine, file);
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      Client.Reply none = client.post("api/answers", QUESTION.formatted(""));
      assertEquals(400, none.status());
      assertTrue(none.error().contains("explainer"), none.error());
      String place = "api/models/m1/explainers?image=i1&name=noise.onnx";
      Client.Reply wrong = client.upload(place, Files.readAllBytes(start.models().get(0).file()));
      assertEquals(400, wrong.status());
      assertTrue(wrong.error().startsWith("noise.onnx: expected an explainer"), wrong.error());
      Client.Reply sent = client.upload(place, Files.readAllBytes(file));
      assertEquals(201, sent.status(), sent.error());
      assertEquals("u1", sent.json().path("id").asText());
      String asked = QUESTION.formatted("\"unoise.explainer=u1\"");
      String answer = client.post("api/answers", asked).json().path("id").asText();
      assertArrayEquals(expected, client.get("api/answers/" + answer + "/maps/0").floats());
      String path = QUESTION.formatted("\"unoise.explainer=" + file + "\"");
      assertEquals(404, client.post("api/answers", path).status(), "no path is read");
    }
  }

  @Test
  void itIsThereAfterARestartAndGoesWithItsNetwork(Engine engine) throws Exception {
    Path file = explainer(engine);
    float[] expected = expected(engine, file);
    byte[] network = Files.readAllBytes(start.models().get(0).file());
    Storage storage = Storage.in(folder.resolve("data"));
    String asked = QUESTION.formatted("\"unoise.explainer=u1\"").replace("m1", "m2");
    try (PageServer server = PageServer.start(engine, start, storage, Limits.USUAL, 0)) {
      Client client = new Client(server);
      assertEquals(201, client.upload("api/models?name=own.onnx", network).status());
      String place = "api/models/m2/explainers?image=i1&name=noise.onnx";
      assertEquals(201, client.upload(place, Files.readAllBytes(file)).status());
    }
    try (PageServer server = PageServer.start(engine, start, storage, Limits.USUAL, 0)) {
      Client client = new Client(server);
      assertEquals(
          "[{\"id\":\"u1\",\"title\":\"noise.onnx\"}]",
          client.get("api/models/m2/explainers").json().path("explainers").toString());
      String answer = client.post("api/answers", asked).json().path("id").asText();
      assertArrayEquals(expected, client.get("api/answers/" + answer + "/maps/0").floats());
      assertEquals(
          404, client.get("api/models/m1/explainers/u1/noise?image=i1").status(), "another's");
      long before = files();
      String place = "api/models/m2/explainers?image=i1&name=again.onnx";
      assertEquals(201, client.upload(place, Files.readAllBytes(file)).status());
      assertEquals(404, client.delete("api/models/m1/explainers/u2").status(), "another's");
      assertEquals(200, client.delete("api/models/m2/explainers/u2").status());
      assertEquals(404, client.delete("api/models/m2/explainers/u2").status(), "gone");
      assertEquals(before, files(), "the other one has the same bytes");
      assertEquals(200, client.delete("api/models/m2").status());
      assertEquals(before - 1, files(), "the network's bytes are the example's, too");
    }
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("data/files"))) {
      return all.count();
    }
  }

  /** By hand: noise of 1 to 5 times 2 in the network's input, of which z is the negative. */
  @Test
  void theNoiseIsToldInTheImagesOwnValues(Engine engine) throws Exception {
    Path file = explainer(engine);
    SegmentationModel model = ModelLoader.load(engine, start.models().get(0));
    float[] input =
        InputFile.read(start.images().get(0), model.card(), Optional.empty())
            .prepared()
            .input()
            .toFloats();
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      client.upload("api/models/m1/explainers?image=i1", Files.readAllBytes(file));
      float[] values = client.get("api/images/i1/values").floats();
      Client.Reply reply = client.get("api/models/m1/explainers/u1/noise?image=i1");
      assertEquals(200, reply.status());
      float[] noise = reply.floats();
      assertEquals(240 * 240, noise.length);
      int bright = 0;
      int dark = 0;
      // The picture is grey, of three equal channels; the network takes one.
      for (int i = 0; i < noise.length; i++) {
        bright = values[i] > values[bright] ? i : bright;
        dark = values[i] < values[dark] ? i : dark;
      }
      double slope = (input[bright] - input[dark]) / (values[bright] - values[dark]);
      for (int i : new int[] {bright, dark, 30_000}) {
        double deviation = 2 * (1 + 4 / (1 + Math.exp(input[i]))) / slope;
        assertEquals(deviation, noise[i], 1e-3 * deviation);
      }
    }
  }

  private static Object pixel(Page browser, String view) {
    return browser.evaluate(
        "name => {const c = document.querySelector(name + ' canvas.base');"
            + " return [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data]"
            + ".filter((v, i) => i % 4 === 0)}",
        view);
  }

  @Test
  void thePageTakesAnExplainerAndShowsItsMap(Engine engine)
      throws IOException, InterruptedException {
    Path file = explainer(engine);
    float[] expected = expected(engine, file);
    try (PageServer server = server(engine)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      assertEquals(0, browser.locator("button:text-is('U-Noise')").count());
      browser.locator("input[aria-label='U-Noise explainer']").setInputFiles(file);
      browser.waitForFunction("() => document.querySelectorAll('.app pw-map').length === 3");
      page.settle();
      assertArrayEquals(expected, page.values(2));
      browser.locator("pw-noise summary").click();
      browser.waitForSelector("pw-noise pw-view canvas.base");
      page.settle();
      assertNotEquals(pixel(browser, ".stage"), pixel(browser, "pw-noise"));
      browser.locator("input[aria-label='Strength of the noise']").fill("0");
      page.settle();
      assertEquals(pixel(browser, ".stage"), pixel(browser, "pw-noise"));
      browser.locator("button:text-is('U-Noise')").click();
      page.settle();
      assertEquals(2, browser.locator(".app pw-map").count());
      browser.locator("button:text-is('U-Noise')").click();
      page.settle();
      browser.locator(".right details.options:has-text('U-Noise') summary").click();
      browser.locator("button[aria-label='Delete this explainer']").click();
      page.settle();
      assertEquals(0, browser.locator("button:text-is('U-Noise')").count());
      assertEquals(2, browser.locator(".app pw-map").count());
      assertEquals(
          0, new Client(server).get("api/models/m1/explainers").json().path("explainers").size());
      page.requireNoComplaints();
    }
  }
}
