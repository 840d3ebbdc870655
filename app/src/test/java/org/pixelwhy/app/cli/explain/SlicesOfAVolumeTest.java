package org.pixelwhy.app.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.app.cli.CommandLines;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.medical.NiftiFile;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.study.SimpleNetwork;
import org.pixelwhy.study.output.ResultReader;
import org.pixelwhy.study.output.StoredResult.StoredImage;
import org.pixelwhy.tensor.Tensor;

class SlicesOfAVolumeTest {
  private static final int SIDE = 16;
  private static final int SLICES = 14;

  @TempDir Path folder;

  /** Each slice is a gradient of its own, so that no two give the same map. */
  @BeforeEach
  void writeVolumeAndModel() throws IOException {
    OnnxWriter.write(SimpleNetwork.graph(), folder.resolve("net.onnx"));
    byte[] voxels = new byte[SIDE * SIDE * SLICES];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (byte) (i % SIDE * 6 + i / (SIDE * SIDE) * 7);
    }
    NiftiFile.bytes(new int[] {SIDE, SIDE, SLICES}, voxels).write(folder.resolve("counted.nii.gz"));
  }

  /** The maps of slices, one after the other. */
  private List<Tensor> explain(String slices, String... more) {
    Path out = folder.resolve("out" + slices.replaceAll("\\W", ""));
    List<String> args = new ArrayList<>(List.of("explain", "--channels", "grey"));
    args.addAll(List.of("--model", folder.resolve("net.onnx").toString(), "--scale", "1/120"));
    args.addAll(List.of("--image", folder.resolve("counted.nii.gz") + ":" + slices));
    args.addAll(List.of("--method", "input-x-gradient", "--target", "image"));
    args.addAll(List.of("--out", out.toString()));
    args.addAll(List.of(more));
    StringWriter err = new StringWriter();
    int exit =
        CommandLines.run(
            CommandLines.plain()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true)),
            args.toArray(String[]::new));
    assertEquals(ExitCode.OK, exit, err.toString());
    return ResultReader.read(out.resolve("result.json")).images().stream()
        .map(SlicesOfAVolumeTest::values)
        .toList();
  }

  private static Tensor values(StoredImage image) {
    return Npy.read(image.targets().get(0).maps().get(0).file().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"axial,10-12", "axial,*", "coronal,3-5", "axial,10-12,0"})
  void aVolumeIsDecodedAtMostTwiceHoweverManyOfItsSlicesAreExplained(String slices) {
    int before = CountedNifti.DECODED.get();
    List<Tensor> maps = explain(slices);
    int decoded = CountedNifti.DECODED.get() - before;
    assertEquals(slices.contains("*") ? SLICES : 3, maps.size());
    assertEquals(1, decoded, "times that the volume was decoded");
  }

  @Test
  void slicesOfARangeGiveTheMapsOfOneEach() {
    List<Tensor> together = explain("axial,10-12");
    for (int i = 0; i < 3; i++) {
      assertEquals(explain("axial," + (10 + i)), List.of(together.get(i)));
    }
    assertFalse(together.get(0).equals(together.get(1)), "slices are not alike");
  }
}
