package org.pixelwhy.app.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.SharedData;
import org.pixelwhy.app.cli.CommandLines;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.study.training.TrainingRun;
import picocli.CommandLine;

/** Data sets as people have them are inspected and trained on, and what was guessed is said. */
class TrainingCasesTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private void run(String... arguments) {
    CommandLine commandLine =
        CommandLines.plain().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    assertEquals(ExitCode.OK, CommandLines.run(commandLine, arguments), err.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "antialias, 3, the masks are blurred at edges: 912 of 6144 pixels",
    "ignore255, 3, 255 is taken for 'no class'",
    "exif, 3, 6 of 6 images looked at: not turned as its EXIF orientation says",
    "gifmask, 3, ''",
    "mixedgrey, 3, '3 of 6 images looked at: grey among colour pictures'"
  })
  void trains(String name, int channels, String said) throws IOException {
    run(
        "train",
        "--data=" + SharedData.requireCase("training/" + name),
        "--unet=depth=2,channels=2",
        "--epochs=1",
        "--split=0.5,0.25",
        "--augment=usual",
        "--out=" + folder);
    assertTrue(err.toString().contains(said), err.toString());
    Graph network = OnnxReader.read(folder.resolve(TrainingRun.MODEL)).graph();
    assertEquals(Dimension.of(channels), network.inputs().get(0).dims().orElseThrow().get(1));
    String table = Files.readString(folder.resolve(TrainingRun.TABLE));
    assertTrue(table.lines().count() == 2 && !table.contains("NaN"), table);
  }

  private JsonNode inspected(String name) throws IOException {
    run(
        "dataset",
        "inspect",
        SharedData.requireCase("training/" + name).toString(),
        "--json",
        "--out=" + folder);
    return new ObjectMapper().readTree(out.toString());
  }

  @Test
  void inspectionCountsWhatIsIgnored() throws IOException {
    JsonNode seen = inspected("ignore255");
    assertEquals(192, seen.path("ignoredPixels").asInt());
    assertEquals(600, seen.path("classes").path(1).path("pixels").asInt());
    // 100 of 992 pixels that have a class.
    assertEquals(100.0 / 992, seen.path("classes").path(1).path("share").asDouble(), 1e-12);
  }

  @Test
  void inspectionWarnsOfOrientations() throws IOException {
    String notes = inspected("exif").path("notes").toString();
    assertTrue(notes.contains("6 of 6 images: not turned as its EXIF orientation says"), notes);
  }

  @Test
  void inspectionWarnsOfGreyAmongColours() throws IOException {
    String notes = inspected("mixedgrey").path("notes").toString();
    assertTrue(notes.contains("3 of 6 images are grey, the others colour"), notes);
  }
}
