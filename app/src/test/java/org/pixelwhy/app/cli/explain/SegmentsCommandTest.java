package org.pixelwhy.app.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.CommandLines;

class SegmentsCommandTest {
  private static final Path EXAMPLE = Path.of("..", "docs", "example");

  @TempDir Path folder;

  private final StringWriter err = new StringWriter();

  private int run(String... options) {
    String[] args = new String[options.length + 5];
    args[0] = "segments";
    args[1] = EXAMPLE.resolve("testnet.onnx").toString();
    args[2] = EXAMPLE.resolve("testnet.png").toString();
    args[3] = "--out";
    args[4] = folder.resolve("out").toString();
    System.arraycopy(options, 0, args, 5, options.length);
    return CommandLines.run(CommandLines.quiet(new PrintWriter(err, true)), args);
  }

  @Test
  void writesAPageATableAndJsonThatAgree() throws IOException {
    assertEquals(0, run("--method", "feature-ablation,input-x-gradient"), err::toString);
    List<String> lines = Files.readAllLines(folder.resolve("out/segments.csv"));
    assertEquals("image,method,target,segment,contribution,value,change,rest", lines.get(0));
    // One target, two segments, two methods.
    assertEquals(5, lines.size());
    JsonNode json = new ObjectMapper().readTree(folder.resolve("out/segments.json").toFile());
    JsonNode row = json.at("/images/0/tables/0/rows/0");
    double sum = row.get("rest").asDouble();
    for (JsonNode contribution : row.get("contributions")) {
      sum += contribution.asDouble();
      assertTrue(lines.stream().anyMatch(line -> line.contains(contribution.asText())));
    }
    assertEquals(row.get("change").asDouble(), sum, 1e-9);
    assertEquals("background", json.at("/images/0/segments/0/name").asText());
    String page = Files.readString(folder.resolve("out/report.html"));
    assertTrue(page.contains("by Feature Ablation: what each segment (column) gives to each one"));
    assertTrue(page.contains("rgb(214 47 47 / 0.700)"));
    assertTrue(page.contains("change from the baseline"));
  }

  @Test
  void aMethodThatSharesNothingOutIsRefusedAndNothingIsLeft() {
    assertEquals(2, run("--method", "saliency"));
    assertTrue(err.toString().contains("does not share the target out"), err::toString);
    assertFalse(Files.exists(folder.resolve("out/segments.csv")));
  }
}
