package org.pixelwhy.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people type who do not want to type much. */
class ShortCommandsTest {
  private static final Path EXAMPLE = Path.of("..", "docs", "example");

  @TempDir private Path folder;

  private String out;
  private String err;

  private int run(String... args) {
    StringWriter printed = new StringWriter();
    StringWriter failed = new StringWriter();
    int code =
        CommandLines.run(
            Main.commandLine()
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(failed, true)),
            args);
    out = printed.toString();
    err = failed.toString();
    return code;
  }

  private static String example(String file) {
    return EXAMPLE.resolve(file).toString();
  }

  private JsonNode explained(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("explain"));
    args.addAll(List.of(more));
    args.addAll(List.of("--out", folder.resolve("why").toString(), "--no-values", "--json"));
    assertEquals(0, run(args.toArray(String[]::new)), () -> err);
    return new ObjectMapper().readTree(out);
  }

  @Test
  void networkAndImageAreNamedByTheirPlaceAndMethodsAsOthersWriteThem() throws IOException {
    JsonNode result =
        explained(
            example("testnet.onnx"),
            example("testnet.png"),
            "--method",
            "GradCAM,Saliency,grad_cam,Grad-CAM++");
    List<String> methods = new ArrayList<>();
    result.path("request").path("methods").forEach(name -> methods.add(name.asText()));
    assertEquals(List.of("grad-cam", "saliency", "grad-cam-plus-plus"), methods);
  }

  @Test
  void whatIsGivenTwiceIsRefused() {
    String network = example("testnet.onnx");
    assertEquals(
        2, run("explain", network, "--model", network, "--image", "a.png", "--method", "saliency"));
    assertTrue(err.contains("given by its place and by --model"), err);
  }

  @Test
  void aFolderWithOneNetworkIsThatNetworkAndOneWithMoreIsNone() throws IOException {
    Path nets = Files.createDirectory(folder.resolve("nets"));
    assertEquals(2, run("inspect", nets.toString()));
    assertTrue(err.contains("holds neither an ONNX file nor"), err);
    Files.copy(EXAMPLE.resolve("testnet.onnx"), nets.resolve("one.onnx"));
    assertEquals(0, run("inspect", nets.toString()), () -> err);
    assertTrue(out.contains("parameters"), out);
    Files.copy(EXAMPLE.resolve("testnet.onnx"), nets.resolve("two.onnx"));
    assertEquals(2, run("inspect", nets.toString()));
    assertTrue(err.contains("2 ONNX files; name one, such as " + nets.resolve("one.onnx")), err);
  }

  @Test
  void theCardThatInspectWritesSaysWhatWasFoundAndGuessed() throws IOException {
    Path card = folder.resolve("card.yaml");
    String network = example("testnet.onnx");
    assertEquals(0, run("inspect", network, "--scale", "1/255", "--write-card", card.toString()));
    assertTrue(out.contains("preparation  x / 255   (--scale, --mean, --std or --normalize)"), out);
    List<String> written = ofCard(out);
    assertEquals(0, run("inspect", network, "--card", card.toString()), () -> err);
    assertEquals(written, ofCard(out));
    assertEquals(7, written.size(), written::toString);
  }

  private static List<String> ofCard(String printed) {
    return printed
        .lines()
        .filter(
            line ->
                line.matches("(layout|size|channels|preparation|activation|classes|background) .*"))
        .toList();
  }
}
