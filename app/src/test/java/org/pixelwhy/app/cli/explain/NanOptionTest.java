package org.pixelwhy.app.cli.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.CommandLines;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.data.synthetic.BlobDetector;
import org.pixelwhy.data.synthetic.BlobImage;
import org.pixelwhy.medical.NiftiFile;
import org.pixelwhy.onnx.format.OnnxWriter;
import picocli.CommandLine;

/** {@code --nan VALUE} puts a number where an image has none. */
class NanOptionTest {
  private static final int SIDE = 24;
  private static final int VOXEL = 40;

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    OnnxWriter.write(BlobDetector.graph(), folder.resolve("net.onnx"));
    volume("hole.nii", Float.NaN);
    volume("endless.nii", Float.NEGATIVE_INFINITY);
    volume("filled.nii", 7);
  }

  /** Two slices with a blob in each; the first holds a number of its own at one place. */
  private void volume(String name, float value) throws IOException {
    float[] blob = BlobImage.of(SIDE, SIDE, 4).values();
    float[] values = new float[2 * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = blob[i % (SIDE * SIDE)];
    }
    values[VOXEL] = value;
    NiftiFile.floats(new int[] {SIDE, SIDE, 2}, values).write(folder.resolve(name));
  }

  private String explain(int code, String image, String... more) {
    List<String> arguments = new ArrayList<>(List.of("explain"));
    arguments.addAll(List.of("--model", folder.resolve("net.onnx").toString()));
    arguments.addAll(List.of("--image", folder.resolve(image).toString()));
    arguments.addAll(List.of("--channels", "grey", "--scale", "1/255", "--method", "saliency"));
    arguments.addAll(List.of("--out", folder.resolve("out-" + image.replace(':', '-')).toString()));
    arguments.addAll(List.of(more));
    StringWriter err = new StringWriter();
    CommandLine line =
        CommandLines.plain()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true));
    assertEquals(code, CommandLines.run(line, arguments.toArray(String[]::new)), err.toString());
    return err.toString();
  }

  private byte[] map(String image) throws IOException {
    Path out = folder.resolve("out-" + image.replace(':', '-'));
    try (var files = Files.walk(out)) {
      return Files.readAllBytes(
          files.filter(file -> file.endsWith("saliency.npy")).findFirst().orElseThrow());
    }
  }

  @Test
  void whatIsNoNumberIsRefusedUnlessItIsFilled() throws IOException {
    explain(ExitCode.OK, "filled.nii:axial,0");
    for (String name : List.of("hole.nii:axial,0", "endless.nii:axial,0")) {
      String refusal = explain(ExitCode.BAD_INPUT, name);
      assertTrue(refusal.contains("NaN") || refusal.contains("nfinit"), refusal);
      explain(ExitCode.OK, name, "--nan", "7");
      assertArrayEquals(map("filled.nii:axial,0"), map(name), name);
    }
  }

  @Test
  void aSliceWithoutAnyNeedsNothing() {
    explain(ExitCode.OK, "hole.nii:axial,1");
  }

  @Test
  void theValueMustBeANumberItself() {
    for (String wrong : List.of("nan", "x", "infinity")) {
      String refusal = explain(ExitCode.BAD_INPUT, "hole.nii:axial,0", "--nan", wrong);
      assertTrue(refusal.contains("--nan"), refusal);
    }
  }
}
