package org.pixelwhy.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files that once ended, blocked or surprised the process: now each is refused in a line or two.
 */
class HostileFilesTest {
  @TempDir private Path folder;

  private static String file(String name) throws URISyntaxException {
    return Path.of(HostileFilesTest.class.getResource("/hostile/" + name).toURI()).toString();
  }

  private Subprocess explain(String model, String image, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("explain", "--model", file(model)));
    arguments.addAll(List.of("--image", file(image), "--method", "saliency", "--target", "image"));
    arguments.addAll(List.of("--out", folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    return Subprocess.run(folder, arguments.toArray(String[]::new));
  }

  private void assertRefused(Subprocess ended, String... parts) throws IOException {
    assertEquals(2, ended.exitCode(), ended.err());
    assertTrue(ended.err().lines().count() <= 2, ended.err());
    for (String part : parts) {
      assertTrue(ended.err().contains(part), ended.err());
    }
    assertFalse(Files.exists(folder.resolve("out")), "nothing is left behind");
  }

  @ParameterizedTest
  @CsvSource({
    "attributes_to_inputs.onnx, ReduceMean, 0 inputs",
    "conv_rank1.onnx, Conv, does not fit its operator",
    "group0.onnx, Conv, 'group'",
    "in64.onnx, 4294967296, 2147483647",
    "loop_outputs.onnx, Loop, does not fit its operator",
    "o_expand.onnx, ConstantOfShape, GiB",
  })
  void aGraphThatNoExporterWritesIsRefusedByName(String model, String node, String why)
      throws Exception {
    assertRefused(explain(model, "small4.png"), node, why);
  }

  @Test
  void anImageOfWhichNothingIsLeftIsRefusedWithTheSmallestSizeThatWorks() throws Exception {
    // A 7 x 7 convolution without padding, then a pixel cut off at each side: 9 leave one.
    assertRefused(explain("valid_crop1.onnx", "small4.png"), "small4.png", "'c'", "at least 9 x 9");
    assertEquals(0, explain("valid_crop1.onnx", "big.png").exitCode());
  }

  @Test
  void aNumberThatIsNoneInACardIsRefused() throws Exception {
    Subprocess ended = explain("valid_crop1.onnx", "big.png", "--card", file("y_int.yaml"));
    assertRefused(ended, "y_int.yaml", "\"x\"");
  }

  @Test
  void whatAFileSaysDoesNotReachTheTerminalAsCommands() throws Exception {
    Subprocess ended = explain("valid_crop1.onnx", "dcm_esc.dcm");
    assertRefused(ended, "dcm_esc.dcm");
    assertTrue(ended.err().chars().noneMatch(c -> c < ' ' && c != '\n' || c == 0x7f), ended.err());
  }
}
