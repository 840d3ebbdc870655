package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.medical.DicomFile;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.Client.Reply;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.tensor.Text;

/** Files that belong together, sent as one ZIP archive. */
@ExtendWith(EngineExtension.class)
class ArchivesTest {
  private static final int SIDE = 32;

  private static final String DESCRIPTION =
      """
      format_version: 0.4.9
      type: model
      inputs:
      - name: image
        axes: bcyx
        shape: [1, 1, 32, 32]
      outputs:
      - name: y
        axes: bcyx
        shape: [1, 1, 32, 32]
      weights:
        onnx: {source: weights/elsewhere.onnx, opset_version: 17}
      """;

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  @TempDir private Path folder;

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static short value(int pixel, int slice) {
    return (short) (pixel % 97 + 100 * slice);
  }

  /** Slices whose order is not that of their names. */
  private List<Path> slices() {
    List<Path> slices = new ArrayList<>();
    for (int slice = 0; slice < 3; slice++) {
      short[] values = new short[SIDE * SIDE];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(i, slice);
      }
      Path file = folder.resolve("IM" + (9 - slice) + ".dcm");
      slices.add(DicomFile.slice(SIDE, SIDE, 2.5 * slice, values).write(file));
    }
    return slices;
  }

  private static float[] expected(int slice) {
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i, slice);
    }
    return values;
  }

  private byte[] series(String within) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("__MACOSX/._IM9.dcm", new byte[10]);
    files.put(within + "README.txt", "of the hospital".getBytes(StandardCharsets.UTF_8));
    for (Path slice : slices()) {
      files.put(within + slice.getFileName(), Files.readAllBytes(slice));
    }
    return zip(files);
  }

  private static void requireSeries(Client client, String image) throws Exception {
    for (int slice = 0; slice < 3; slice++) {
      String at = Text.format("api/images/%s/values?plane=axial&slice=%d", image, slice);
      assertArrayEquals(expected(slice), client.get(at).floats());
    }
  }

  @Test
  void aSeriesIsAVolumeAlsoAfterARestart(Engine engine) throws Exception {
    Storage storage = Storage.in(folder.resolve("data"));
    PageServer.Start start = ShippedExample.start();
    try (PageServer server = PageServer.start(engine, start, storage, Limits.USUAL, 0)) {
      Client client = new Client(server);
      JsonNode image = client.upload("api/images?name=ct.zip", series("CT/head/")).json();
      assertEquals("ct.zip", image.path("title").asText());
      assertEquals(3, image.path("slices").path("axial").asInt());
      requireSeries(client, image.path("id").asText());
    }
    try (PageServer server = PageServer.start(engine, start, storage, Limits.USUAL, 0)) {
      requireSeries(new Client(server), "i5");
      new Client(server).delete("api/images/i5");
    }
    assertEquals(0, unpacked());
  }

  private long unpacked() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      return files.filter(file -> file.getFileName().toString().equals("unpacked")).count();
    }
  }

  @Test
  void aPackageIsANetworkAndSoIsOneWithItsWeightsInAnotherFile(Engine engine) throws Exception {
    byte[] network = Files.readAllBytes(TinyNetwork.write(folder, 0, SIDE, SIDE));
    Graph graph = OnnxReader.read(folder.resolve("elsewhere.onnx")).graph();
    ByteBuffer kernel = graph.initializers().get("kernel").bytes();
    byte[] weights = new byte[kernel.remaining()];
    kernel.duplicate().get(weights);
    Map<String, byte[]> packaged = new LinkedHashMap<>();
    packaged.put("zoo/rdf.yaml", DESCRIPTION.getBytes(StandardCharsets.UTF_8));
    packaged.put("zoo/weights/elsewhere.onnx", network);
    Map<String, byte[]> outside = new LinkedHashMap<>();
    outside.put("net.onnx", OnnxWriter.toBytes(graph, Set.of("kernel")));
    outside.put("supplied-in-memory", weights);
    try (PageServer server = PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0)) {
      Client client = new Client(server);
      for (byte[] archive : List.of(zip(packaged), zip(outside), zip(Map.of("a.onnx", network)))) {
        Reply opened = client.upload("api/models?name=a.zip", archive);
        assertEquals(201, opened.status(), new String(opened.bytes(), StandardCharsets.UTF_8));
        assertEquals(26, opened.json().path("weights").asInt());
        client.delete("api/models/" + opened.json().path("id").asText());
      }
    }
  }

  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("0.dcm"));
      byte[] block = new byte[1 << 20];
      for (int i = 0; i < 50; i++) {
        out.write(block);
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void archivesThatCheatAreRefusedAndNothingOfThemStays(Engine engine) throws Exception {
    Storage storage = Storage.in(folder.resolve("data"));
    Limits limits = new Limits(1 << 21, 1 << 21, 1L << 26, 4, 64, 1L << 28);
    Path outside = folder.resolve("data/files/evil.dcm");
    try (PageServer server = PageServer.start(engine, ShippedExample.start(), storage, limits, 0)) {
      Client client = new Client(server);
      for (String name :
          List.of(
              "../evil.dcm",
              "../../files/evil.dcm",
              outside.toString(),
              "a/../../../evil.dcm",
              "a\\..\\evil.dcm",
              "C:\\evil.dcm",
              "a//b.dcm",
              "./a.dcm",
              "a\u0000.dcm",
              "x".repeat(200),
              "a/".repeat(20) + "b")) {
        Reply refused = client.upload("api/images?name=a.zip", zip(Map.of(name, new byte[9])));
        assertEquals(400, refused.status(), name);
        assertTrue(refused.error().startsWith("a.zip: "), refused.error());
      }
      Reply bomb = client.upload("api/images?name=a.zip", bomb());
      assertEquals(413, bomb.status(), bomb.error());
      byte[] half = series("");
      Reply damaged = client.upload("api/images?name=a.zip", Arrays.copyOf(half, half.length / 2));
      assertEquals(400, damaged.status());
      assertTrue(damaged.error().contains("damaged ZIP"), damaged.error());
      Map<String, byte[]> many = new LinkedHashMap<>();
      for (int i = 0; i <= 10_000; i++) {
        many.put(i + ".dcm", new byte[0]);
      }
      Reply tooMany = client.upload("api/images?name=a.zip", zip(many));
      assertEquals(400, tooMany.status(), tooMany.error());
      Reply empty = client.upload("api/models?name=a.zip", zip(Map.of("a.txt", new byte[9])));
      assertEquals(400, empty.status());
      assertEquals(200, client.get("api/about").status());
    }
    assertTrue(Files.notExists(outside));
    assertEquals(0, unpacked());
  }

  @Test
  void slicesThatAreChosenTogetherAreOneVolumeInThePage(Engine engine) throws Exception {
    PageServer.Start start = ShippedExample.start();
    try (PageServer server = PageServer.start(engine, start, Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(CHROMIUM, server, ColorScheme.LIGHT);
      page.page()
          .locator("[data-kind=image] input[type=file][multiple]")
          .setInputFiles(slices().toArray(Path[]::new));
      page.settle();
      requireSeries(new Client(server), "i5");
      assertEquals("i5", page.page().locator("[aria-label=Image]").inputValue());
      assertEquals(3, page.page().locator("[aria-label=Plane] option").count());
      page.requireNoComplaints();
    }
  }
}
