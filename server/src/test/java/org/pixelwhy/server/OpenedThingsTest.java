package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.medical.NiftiFile;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.server.Client.Reply;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.study.request.ModelSource;

/** Opening, closing and describing, asked as a program would. */
@ExtendWith(EngineExtension.class)
class OpenedThingsTest {
  private static final int WIDTH = 20;
  private static final int HEIGHT = 12;
  private static final int SLICES = 5;

  @TempDir private Path folder;

  /** A volume of which each slice has its own numbers, and a network of its axial slices' size. */
  private PageServer.Start start() {
    float[] values = new float[WIDTH * HEIGHT * SLICES];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    int[] extents = {WIDTH, HEIGHT, SLICES};
    Path volume = NiftiFile.floats(extents, values).write(folder.resolve("v.nii.gz"));
    Path model = TinyNetwork.write(folder, 0, HEIGHT, WIDTH);
    return new PageServer.Start(List.of(ModelSource.of(model)), List.of(ImageSource.of(volume)));
  }

  private PageServer server(Engine engine) {
    return PageServer.start(engine, start(), Limits.USUAL, 0);
  }

  @Test
  void modelsAndImagesThatAreClosedAreGoneAndOthersStay(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      byte[] network = Files.readAllBytes(folder.resolve("elsewhere.onnx"));
      JsonNode second = client.upload("api/models?name=again.onnx", network).json();
      assertEquals("m2", second.path("id").asText());
      byte[] picture = png();
      assertEquals(
          "i2", client.upload("api/images?name=p.png", picture).json().path("id").asText());
      assertEquals(200, client.get("api/models/m2/prediction?image=i2").status());
      assertEquals("i2", client.delete("api/images/i2").json().path("closed").asText());
      assertEquals(404, client.get("api/models/m2/prediction?image=i2").status());
      assertEquals(404, client.get("api/images/i2").status());
      assertEquals(404, client.delete("api/images/i2").status());
      assertEquals("m2", client.delete("api/models/m2").json().path("closed").asText());
      assertEquals(404, client.get("api/models/m2").status());
      assertEquals(404, client.upload("PUT", "api/models/m2/card", new byte[1]).status());
      assertEquals(200, client.get("api/models/m1/prediction?image=i1").status());
      assertEquals(1, client.get("api/models").json().path("models").size());
      assertEquals(1, client.get("api/images").json().path("images").size());
    }
  }

  private static byte[] png() throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY), "png", out);
    return out.toByteArray();
  }

  @Test
  void aCardSaysWhatWasGuessedAndARefusedOneChangesNothing(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      JsonNode before = client.get("api/models/m1").json();
      assertTrue(before.path("guesses").size() > 0);
      Reply refused = client.upload("PUT", "api/models/m1/card", "output: {classes: 7".getBytes());
      assertEquals(400, refused.status());
      assertTrue(refused.error().startsWith("model card"), refused.error());
      assertEquals(before, client.get("api/models/m1").json());
      // What the page sends: all that is known as JSON, which is YAML.
      byte[] same = before.path("card").toString().getBytes(StandardCharsets.UTF_8);
      JsonNode stated = client.upload("PUT", "api/models/m1/card", same).json();
      assertEquals(0, stated.path("guesses").size());
      assertEquals(before.path("card"), stated.path("card"));
      byte[] card = "output: {classes: [spot]}".getBytes(StandardCharsets.UTF_8);
      JsonNode after = client.upload("PUT", "api/models/m1/card", card).json();
      assertEquals("m1", after.path("id").asText());
      assertEquals("[\"spot\"]", after.path("classes").toString());
    }
  }

  @Test
  void slicesOfAVolumeAreThoseOfTheFile(Engine engine) throws IOException, InterruptedException {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      JsonNode slices = client.get("api/images").json().path("images").get(0).path("slices");
      assertEquals("{\"axial\":5,\"coronal\":12,\"sagittal\":20}", sorted(slices));
      JsonNode facts = client.get("api/images/i1?plane=coronal&slice=3").json();
      assertEquals(WIDTH, facts.path("width").asInt());
      assertEquals(SLICES, facts.path("height").asInt());
      float[] axial = client.get("api/images/i1/values?plane=axial&slice=3").floats();
      float least = Float.MAX_VALUE;
      float greatest = 0;
      for (float value : axial) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
      assertEquals(3 * WIDTH * HEIGHT, least);
      assertEquals(4 * WIDTH * HEIGHT - 1, greatest);
      byte[] picture = client.get("api/images/i1/picture?plane=sagittal&slice=0").bytes();
      BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(picture));
      assertEquals(HEIGHT, drawn.getWidth());
      assertEquals(SLICES, drawn.getHeight());
      assertEquals(400, client.get("api/images/i1/values?plane=axial&slice=5").status());
      assertEquals(400, client.get("api/images/i1/values?plane=oblique&slice=0").status());
      assertEquals(400, client.get("api/images/i1/values?plane=axial&slice=-1").status());
    }
  }

  private static String sorted(JsonNode slices) {
    StringBuilder text = new StringBuilder("{");
    for (String plane : List.of("axial", "coronal", "sagittal")) {
      text.append(text.length() > 1 ? "," : "");
      text.append('"').append(plane).append("\":").append(slices.path(plane).asInt());
    }
    return text.append('}').toString();
  }

  @Test
  void targetsAndColoursAreThoseOfTheLibrary(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      JsonNode targets = client.get("api/targets").json().path("targets");
      assertEquals(TargetCatalogue.kinds().all().size(), targets.size());
      for (int i = 0; i < targets.size(); i++) {
        String notation = TargetCatalogue.kinds().all().get(i).notation();
        assertEquals(notation, targets.get(i).path("notation").asText());
      }
      JsonNode maps = client.get("api/colors").json().path("maps");
      assertEquals(ColorMap.names().size(), maps.size());
      for (JsonNode map : maps) {
        ColorMap own = ColorMap.named(map.path("name").asText());
        assertEquals(256, map.path("colors").size());
        assertEquals(own.diverging(), map.path("signed").asBoolean());
        int last = Integer.parseInt(map.path("colors").get(255).asText().substring(1), 16);
        assertEquals(own.rgb(1), last);
      }
    }
  }

  @Test
  void masksOfFilesMarkTheirPixelsAndDamagedOnesAreRefused(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      client.upload("api/images?name=p.png", png());
      String masks = "api/images/i2/masks?name=";
      JsonNode roi = client.upload(masks + "r.roi", MarkingTest.rectangle(2, 3, 4, 5)).json();
      assertEquals(20, roi.path("pixels").asInt());
      Path npy = folder.resolve("m.npy");
      Npy.write(npy, org.pixelwhy.tensor.Tensor.of(new float[WIDTH * HEIGHT], HEIGHT, WIDTH));
      assertEquals(400, client.upload(masks + "none.npy", Files.readAllBytes(npy)).status());
      float[] one = new float[WIDTH * HEIGHT];
      one[7] = 2;
      Npy.write(npy, org.pixelwhy.tensor.Tensor.of(one, HEIGHT, WIDTH));
      JsonNode single = client.upload(masks + "m.npy", Files.readAllBytes(npy)).json();
      assertEquals(1, single.path("pixels").asInt());
      String ask =
          "{\"model\":\"m1\",\"image\":\"i2\",\"target\":\"%s\",\"methods\":[\"saliency\"]}"
              .formatted(single.path("target").asText());
      JsonNode answer = client.post("api/answers", ask).json();
      byte[] target = client.get("api/answers/" + answer.path("id").asText() + "/target").bytes();
      byte[] expected = new byte[WIDTH * HEIGHT];
      expected[7] = 1;
      assertArrayEquals(expected, target);
      byte[] region = MarkingTest.rectangle(2, 3, 4, 5);
      for (int kept = 0; kept < region.length; kept++) {
        Reply reply = client.upload(masks + "cut.roi", java.util.Arrays.copyOf(region, kept));
        assertTrue(reply.status() == 400 || kept >= 56 && reply.status() == 201, kept + " bytes");
      }
      byte[] text = "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8);
      Reply refused = client.upload(masks + "x.png", text);
      assertEquals(400, refused.status());
      assertTrue(refused.error().contains("x.png"), refused.error());
      assertFalse(refused.error().contains(System.getProperty("java.io.tmpdir")));
    }
  }

  @Test
  void previewsAreFetchedOnceAndOnlyTheLatestFewAreKept(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      String ask =
          "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"pixel:%d,3\",\"methods\":[\"saliency\"]%s}";
      for (int x = 0; x < 6; x++) {
        JsonNode preview = client.post("api/answers", ask.formatted(x, ",\"preview\":true")).json();
        assertEquals("v" + (x + 1), preview.path("id").asText());
      }
      assertEquals(404, client.get("api/answers/v2/maps/0").status());
      float[] shown = client.get("api/answers/v6/maps/0").floats();
      JsonNode kept = client.post("api/answers", ask.formatted(5, "")).json();
      assertEquals("e1", kept.path("id").asText());
      assertArrayEquals(client.get("api/answers/e1/maps/0").floats(), shown);
      assertEquals(400, client.post("api/answers", ask.formatted(1, ",\"preview\":1")).status());
    }
  }
}
