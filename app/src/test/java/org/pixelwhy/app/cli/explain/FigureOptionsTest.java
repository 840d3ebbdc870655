package org.pixelwhy.app.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.Ran;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.data.synthetic.BlobDetector;
import org.pixelwhy.data.synthetic.BlobImage;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.render.Picture;

/** {@code --figure} and what goes with it. */
class FigureOptionsTest {
  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    OnnxWriter.write(BlobDetector.graph(), folder.resolve("net.onnx"));
    Files.write(folder.resolve("blob.png"), Picture.of(BlobImage.of(24, 24, 4)).png());
  }

  private Ran explain(String... more) {
    List<String> arguments = new ArrayList<>(List.of("explain"));
    arguments.addAll(List.of("--model", folder.resolve("net.onnx").toString()));
    arguments.addAll(List.of("--image", folder.resolve("blob.png").toString()));
    arguments.addAll(List.of("--channels", "grey", "--scale", "1/255"));
    arguments.addAll(List.of("--method", "saliency,input-x-gradient"));
    arguments.addAll(List.of("--out", folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    return Ran.of(arguments);
  }

  @Test
  void figuresAreWrittenInEveryFormatAsWideAndFineAsAskedFor() throws IOException {
    Ran ran =
        explain(
            "--figure",
            "png,svg,pdf",
            "--figure-panels",
            "saliency,image",
            "--figure-columns",
            "1",
            "--figure-width",
            "25.4",
            "--figure-dpi",
            "100",
            "--figure-outline",
            "#ffcc00",
            "--figure-outline-width",
            "2",
            "--figure-colors",
            "magma",
            "--figure-opacity",
            "0.5");
    assertEquals(ExitCode.OK, ran.code(), ran.err());
    Path own = folder.resolve("out/blob");
    BufferedImage png = ImageIO.read(own.resolve("figure.png").toFile());
    assertEquals(100, png.getWidth());
    String svg = Files.readString(own.resolve("figure.svg"));
    assertTrue(svg.indexOf(">Saliency<") < svg.indexOf(">Target: class<"), "in this order");
    assertTrue(!svg.contains("Input x"), "not asked for");
    assertTrue(svg.contains("stroke=\"#ffcc00\" stroke-width=\"2\""), "the outline");
    for (String name : List.of("figure.pdf", "saliency.svg", "saliency.pdf", "saliency.png")) {
      assertTrue(Files.size(own.resolve(name)) > 0, name);
    }
  }

  @Test
  void nothingIsAddedWithoutTheOption() throws IOException {
    assertEquals(ExitCode.OK, explain().code());
    try (Stream<Path> files = Files.list(folder.resolve("out/blob"))) {
      assertTrue(files.noneMatch(file -> file.toString().matches(".*(figure|svg|pdf).*")));
    }
  }

  @Test
  void whatMakesNoFigureIsRefusedBeforeAnythingIsComputed() {
    String[][] wrong = {
      {"expected png, svg or pdf", "--figure", "eps"},
      {"no panel \"grad-cam\"", "--figure", "svg", "--figure-panels", "image,grad-cam"},
      {"add --figure svg", "--figure-width", "85"},
      {"no colour map", "--figure", "svg", "--figure-colors", "jet"},
      {"six hexadecimal digits", "--figure", "svg", "--figure-outline", "red"},
      {"30 to 1200", "--figure", "png", "--figure-dpi", "5"}
    };
    for (String[] each : wrong) {
      Ran ran = explain(Stream.of(each).skip(1).toArray(String[]::new));
      assertEquals(ExitCode.BAD_INPUT, ran.code(), each[0]);
      assertTrue(ran.err().contains(each[0]), ran.err());
      assertTrue(Files.notExists(folder.resolve("out/blob")), each[0]);
    }
  }
}
