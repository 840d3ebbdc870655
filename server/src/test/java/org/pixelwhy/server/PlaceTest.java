package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/**
 * A network that reads, for each pixel, the one two columns to the right and one row up, and
 * nothing else: a map that is mirrored, transposed or shifted shows.
 */
@ExtendWith(EngineExtension.class)
class PlaceTest {
  private static final int HEIGHT = 12;
  private static final int WIDTH = 20;

  @RegisterExtension private final Chromium chromium = new Chromium();

  @TempDir private Path folder;

  private PageServer.Start start() throws IOException {
    float[] kernel = new float[25];
    kernel[1 * 5 + 4] = 3;
    GraphBuilder builder = Graph.builder("elsewhere", 17);
    builder.input(Value.of("image", DataType.FLOAT, 1, 1, HEIGHT, WIDTH));
    builder.initializer("kernel", Tensor.of(kernel, 1, 1, 5, 5));
    builder.add(
        Node.of(
            "Conv",
            List.of("image", "kernel"),
            List.of("y"),
            Map.of("pads", Attribute.ofInts(2, 2, 2, 2))));
    Path model = folder.resolve("elsewhere.onnx");
    OnnxWriter.write(builder.tap("y").build(), model);
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSample(9, 4, 0, 200);
    picture.getRaster().setSample(3, 10, 0, 100);
    Path image = folder.resolve("two.png");
    ImageIO.write(picture, "png", image.toFile());
    return new PageServer.Start(List.of(ModelSource.of(model)), List.of(ImageSource.of(image)));
  }

  @Test
  void whatIsDrawnLiesWhereTheNetworkLooked(Engine engine) throws IOException {
    try (PageServer server = PageServer.start(engine, start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.DARK);
      int[] predicted = page.colors(-1, ".layer");
      for (int i = 0; i < predicted.length; i++) {
        boolean segment = i == 5 * WIDTH + 7 || i == 11 * WIDTH + 1;
        assertEquals(segment, predicted[i] >>> 24 > 0, "mask at pixel " + i);
      }
      page.page().locator("button:text-is('Map')").click();
      page.page().keyboard().press("p");
      for (int[] place : new int[][] {{7, 5}, {17, 1}, {0, 11}, {13, 8}}) {
        page.click(place[0], place[1]);
        assertEquals(List.of(place[1] * WIDTH + place[0]), page.target());
        float[] expected = new float[HEIGHT * WIDTH];
        int seen = (place[1] - 1) * WIDTH + place[0] + 2;
        expected[seen] = 3;
        assertArrayEquals(expected, page.values(0));
        int[] drawn = page.colors(0, ".layer");
        for (int i = 0; i < drawn.length; i++) {
          assertEquals(i == seen ? 0xfffde725 : 0xff440154, drawn[i], "pixel " + i);
        }
      }
      page.requireNoComplaints();
    }
  }
}
