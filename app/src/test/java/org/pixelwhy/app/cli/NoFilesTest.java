package org.pixelwhy.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.data.synthetic.BlobDetector;
import org.pixelwhy.data.synthetic.BlobImage;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.render.Picture;

/** Pipes, devices and folders where a file is expected are refused, and never waited for. */
@DisabledOnOs(OS.WINDOWS)
class NoFilesTest {
  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws Exception {
    OnnxWriter.write(BlobDetector.graph(), folder.resolve("net.onnx"));
    Files.write(folder.resolve("a.png"), Picture.of(BlobImage.of(24, 24, 4)).png());
    assertEquals(0, new ProcessBuilder("mkfifo", pipe().toString()).start().waitFor());
  }

  /** Nobody writes to it: whoever reads it waits for ever. */
  private Path pipe() {
    return folder.resolve("pipe");
  }

  private Subprocess explain(String option, String value) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("--model", "net.onnx");
    options.put("--image", "a.png");
    options.put("--method", option.equals("--masks") ? "rise" : "saliency");
    options.put("--out", "out");
    options.put(option, value);
    List<String> arguments = new ArrayList<>(List.of("explain"));
    options.forEach((name, text) -> arguments.addAll(List.of(name, text)));
    return Subprocess.run(folder, arguments.toArray(String[]::new));
  }

  private static void assertRefused(Subprocess ended, String... parts) {
    assertEquals(2, ended.exitCode(), ended.err());
    assertTrue(ended.errorLines().size() <= 2, ended.err());
    for (String part : parts) {
      assertTrue(ended.err().contains(part), ended.err());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--model=pipe",
        "--image=pipe",
        "--image=pipe:axial,3",
        "--card=pipe",
        "--target=region:pipe",
        "--masks=pipe"
      })
  void aPipeIsRefused(String option) {
    String[] parts = option.split("=");
    assertRefused(explain(parts[0], parts[1]), "pipe");
  }

  @Test
  void aPipeIsNoRequest() {
    Subprocess ended = Subprocess.run(folder, "explain", "--request", "pipe", "--out", "out");
    assertRefused(ended, "pipe: is a pipe or device, expected a file");
  }

  @Test
  void aPipeAmongThePartsOfAVolumeIsRefused() throws Exception {
    Files.createSymbolicLink(folder.resolve("v.img"), pipe());
    Files.write(folder.resolve("v.hdr"), new byte[348]);
    assertRefused(explain("--image", "v.img:axial,0"), "v.img");
  }

  @Test
  void aPipeInADataSetIsNoPicture() throws Exception {
    Path data = folder.resolve("data");
    for (String name : List.of("images", "masks")) {
      Files.createDirectories(data.resolve(name));
    }
    Files.copy(folder.resolve("a.png"), data.resolve("images/a.png"));
    Files.copy(pipe().getParent().resolve("a.png"), data.resolve("masks/a.png"));
    Files.createSymbolicLink(data.resolve("classes.txt"), pipe());
    assertRefused(Subprocess.run(folder, "dataset", "inspect", "data"), "classes.txt: is a pipe");
    Files.delete(data.resolve("classes.txt"));
    Files.delete(data.resolve("masks/a.png"));
    Files.createSymbolicLink(data.resolve("masks/a.png"), pipe());
    assertRefused(Subprocess.run(folder, "dataset", "inspect", "data"), "there is no mask");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDeviceIsRefused() {
    assertRefused(explain("--image", "/dev/zero"), "/dev/zero: is a pipe or device");
    assertRefused(explain("--model", "/dev/zero"), "/dev/zero");
    assertRefused(explain("--card", "/dev/zero"), "/dev/zero: is a pipe or device");
  }

  @Test
  void aFolderIsRefused() throws Exception {
    Files.createDirectory(folder.resolve("empty"));
    assertRefused(explain("--image", "empty"), "empty");
    assertRefused(explain("--model", "empty"), "empty");
    assertRefused(explain("--card", "empty"), "empty");
    assertRefused(explain("--target", "region:empty"), "empty: is a folder, expected a file");
  }
}
