package org.pixelwhy.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/**
 * Memory does not grow with the number of masks, nor with that of methods by gradients. The number
 * and the size of the image are small here; {@code -Dpixelwhy.memory.masks=20000
 * -Dpixelwhy.memory.side=240} measures in earnest.
 */
class MemoryTest {
  private static final int MASKS = Integer.getInteger("pixelwhy.memory.masks", 1000);
  private static final int SIDE = Integer.getInteger("pixelwhy.memory.side", 64);
  private static final long BUDGET = 256L << 20;
  private static final long BESIDE = 300L << 20;

  private static final String GRADIENTS =
      "saliency,guided-backprop,deconvolution,grad-cam,guided-grad-cam,deeplift,lrp,layer-cam";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mean", "max"})
  void staysWithinItsBudgetWhateverTheNumberOfMasks(String merge)
      throws IOException, InterruptedException {
    UNetOptions small = UNetOptions.defaults().withDepth(1).withChannels(4);
    long bytes =
        peak(
            small,
            SIDE,
            "--method rise --target rectangle:10,10,30,30 --option masks=%d --option merge=%s"
                .formatted(MASKS, merge));
    assertTrue(bytes < BUDGET + BESIDE, "%d masks took %d MiB".formatted(MASKS, bytes >> 20));
  }

  @Test
  void manyGradientMethodsStayWithinTheBudgetOfOne() throws IOException, InterruptedException {
    UNetOptions wide = UNetOptions.defaults().withDepth(3).withChannels(32);
    long bytes = peak(wide, 128, "--method " + GRADIENTS);
    assertTrue(bytes < BUDGET + BESIDE, "%s took %d MiB".formatted(GRADIENTS, bytes >> 20));
  }

  @Test
  void aGradientThatWouldTakeMoreIsComputedInParts() throws IOException, InterruptedException {
    UNetOptions wide = UNetOptions.defaults().withDepth(3).withChannels(32);
    long bytes = peak(wide, 400, "--method saliency");
    assertTrue(bytes < BUDGET + BESIDE, "saliency took %d MiB".formatted(bytes >> 20));
  }

  /** The most bytes that the program took at once. */
  private long peak(UNetOptions net, int side, String arguments)
      throws IOException, InterruptedException {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "only Linux tells");
    Path model = folder.resolve("net.onnx");
    OnnxWriter.write(UNet.graph(net.withInputs(1).withOutputs(1), 1), model);
    Path image = folder.resolve("image.npy");
    float[] values = new float[side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i * 0.1);
    }
    Npy.write(image, Tensor.of(values, 1, 1, side, side));
    Path peak = folder.resolve("peak");
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    // As the program is started for users.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms48m"));
    command.addAll(List.of("-XX:MaxRAMPercentage=50", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), MeasuredMain.class.getName()));
    command.addAll(List.of(peak.toString(), "explain", "--model", model.toString()));
    command.addAll(List.of("--image", image.toString(), "--activation", "logits"));
    command.addAll(List.of("--out", folder.resolve("out").toString()));
    command.addAll(List.of("--memory", "256M"));
    command.addAll(List.of(arguments.split(" ")));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log());
    builder.environment().put("MALLOC_MMAP_THRESHOLD_", "1048576");
    assertEquals(0, builder.start().waitFor(), Files.readString(folder.resolve("log")));
    return Long.parseLong(Files.readString(peak));
  }

  private File log() {
    return folder.resolve("log").toFile();
  }
}
