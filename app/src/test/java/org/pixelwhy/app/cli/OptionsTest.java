package org.pixelwhy.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.data.synthetic.BlobImage;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.render.Picture;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/** Options of methods, as users give them. */
class OptionsTest {
  @TempDir Path folder;

  @BeforeEach
  void writeModelAndImage() throws IOException {
    UNetOptions options = UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(1);
    OnnxWriter.write(UNet.graph(options, 1), folder.resolve("unet.onnx"));
    Files.write(folder.resolve("a.png"), Picture.of(BlobImage.of(24, 24, 4)).png());
    Files.write(folder.resolve("b.png"), Picture.of(BlobImage.of(24, 24, 5)).png());
  }

  private Subprocess explain(String out, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "explain",
                "--model",
                "unet.onnx",
                "--image",
                "a.png",
                "--target",
                "image:0",
                "--out",
                out));
    args.addAll(List.of(more));
    return Subprocess.run(folder, args.toArray(String[]::new));
  }

  @Test
  void theValuesOfAllOptionsAreInTheResultAndMakeTheSameBytesAgain() throws IOException {
    String[] options = {
      "--method",
      "smoothgrad,integrated-gradients",
      "--option",
      "samples=4",
      "--option",
      "integrated-gradients.baseline=b.png",
      "--option",
      "steps=3",
      "--seed",
      "9"
    };
    Subprocess first = explain("one", options);
    assertEquals(0, first.exitCode(), first.err());
    JsonNode json = new ObjectMapper().readTree(folder.resolve("one/result.json").toFile());
    JsonNode values = json.at("/options");
    assertEquals("4", values.at("/smoothgrad/samples").asText());
    assertEquals("0.15", values.at("/smoothgrad/sigma").asText());
    assertEquals("b.png", values.at("/integrated-gradients/baseline").asText());
    assertEquals("gauss-legendre", values.at("/integrated-gradients/quadrature").asText());
    assertEquals(64, json.at("/provenance/imageSha256/b.png").asText().length());
    assertTrue(Files.readString(folder.resolve("one/report.html")).contains("samples 4"));

    List<String> again = new ArrayList<>(List.of("--methods", "smoothgrad,integrated-gradients"));
    for (Map.Entry<String, JsonNode> method : values.properties()) {
      for (Map.Entry<String, JsonNode> option : method.getValue().properties()) {
        String name = method.getKey() + "." + option.getKey();
        again.addAll(List.of("--option", name + "=" + option.getValue().asText()));
      }
    }
    again.addAll(List.of("--seed", json.at("/request/seed").asText()));
    assertEquals(0, explain("two", again.toArray(String[]::new)).exitCode());
    for (String map : List.of("a/smoothgrad.npy", "a/integrated-gradients.npy")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("one").resolve(map)),
          Files.readAllBytes(folder.resolve("two").resolve(map)),
          map);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sampels=3|'samples'",
        "smoothgrd.samples=3|'smoothgrad'",
        "saliency.samples=3|There is none",
        "samples=none|whole number",
        "samples|NAME=VALUE"
      })
  void anOptionThatCannotBeIsRefusedBeforeAnythingIsDone(String option, String expected) {
    Subprocess refused = explain("never", "--method", "smoothgrad,saliency", "--option", option);
    assertEquals(2, refused.exitCode(), refused.err());
    assertEquals(1, refused.errorLines().size(), refused.err());
    assertTrue(refused.err().contains(expected), refused.err());
    assertFalse(Files.exists(folder.resolve("never")));
  }

  @Test
  void methodsListsTheOptionsOfOne() throws IOException {
    Subprocess text = Subprocess.run(folder, "methods", "smoothgrad");
    assertTrue(text.out().contains("--option samples=25"), text.out());
    assertTrue(text.out().contains("a whole number from 1"), text.out());
    JsonNode json =
        new ObjectMapper()
            .readTree(Subprocess.run(folder, "methods", "smoothgrad", "--json").out());
    assertEquals("0.15", json.at("/0/options/1/default").asText());
    assertEquals(2, Subprocess.run(folder, "methods", "smothgrad").exitCode());
  }

  @Test
  void scoresAreInResultAndReportAndWhereOneDoesNotApplyThatIsSaid() throws IOException {
    Subprocess scored =
        explain(
            "scored",
            "--method",
            "saliency,deeplift",
            "--score",
            "infidelity,completeness,deletion",
            "--option",
            "infidelity.samples=5",
            "--option",
            "deletion.steps=4");
    assertEquals(0, scored.exitCode(), scored.err());
    assertTrue(scored.out().contains("Saliency: infidelity"), scored.out());
    assertTrue(scored.out().contains("Saliency: completeness gap does not apply"), scored.out());
    JsonNode json = new ObjectMapper().readTree(folder.resolve("scored/result.json").toFile());
    assertEquals("5", json.at("/options/infidelity/samples").asText());
    JsonNode saliency = json.at("/images/0/targets/0/maps/0/scores");
    assertEquals("infidelity", saliency.at("/0/score").asText());
    assertEquals("lower", saliency.at("/0/better").asText());
    assertTrue(saliency.at("/0/value").asDouble() > 0);
    assertTrue(saliency.at("/1/value").isNull());
    assertTrue(saliency.at("/1/notes/0").asText().contains("no baseline"));
    assertEquals(5, saliency.at("/2/curves/0/x").size());
    assertTrue(json.at("/images/0/targets/0/maps/1/scores/1/value").isNumber());
    String report = Files.readString(folder.resolve("scored/report.html"));
    assertTrue(report.contains("does not apply: the method has no baseline"));
    assertTrue(report.contains("Deletion: the target"));
  }

  @Test
  void anUnknownScoreIsAnsweredWithTheNearestOne() {
    Subprocess refused = explain("never", "--method", "saliency", "--score", "infidelty");
    assertEquals(2, refused.exitCode());
    assertTrue(refused.err().contains("'infidelity'"), refused.err());
  }

  @Test
  void scoresListsTheScoresAndTheirOptions() throws IOException {
    Subprocess text = Subprocess.run(folder, "scores");
    assertTrue(text.out().contains("higher is better"), text.out());
    JsonNode json =
        new ObjectMapper().readTree(Subprocess.run(folder, "scores", "deletion", "--json").out());
    assertEquals("50", json.at("/0/options/0/default").asText());
  }
}
