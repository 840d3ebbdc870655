package org.pixelwhy.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/** The command line as its users meet it: what it prints, where, and its exit code. */
class MainTest {
  @TempDir Path folder;

  private Subprocess run(String... args) {
    return Subprocess.run(folder, args);
  }

  private static void assertRefused(Subprocess refused, String... expected) {
    assertEquals(2, refused.exitCode(), refused.err());
    assertEquals("", refused.out());
    List<String> lines = refused.errorLines();
    assertTrue(lines.size() <= 2, "at most two lines: " + refused.err());
    assertTrue(lines.get(0).startsWith("pixelwhy: "), refused.err());
    for (String part : expected) {
      assertTrue(refused.err().contains(part), "'" + part + "' in " + refused.err());
    }
  }

  @Test
  void helpListsTheCommandsAndGivesExamples() {
    Subprocess help = run("--help");
    assertEquals(0, help.exitCode(), help.err());
    assertEquals("", help.err());
    for (String command :
        List.of(
            "demo",
            "inspect",
            "methods",
            "scores",
            "explain",
            "predict",
            "testnet",
            "dataset",
            "compare",
            "compile",
            "train",
            "bench",
            "conformance",
            "generate-completion")) {
      assertTrue(help.out().contains("\n  " + command), command);
    }
    assertTrue(help.out().contains("Examples:"));
  }

  @Test
  void versionSaysTheNameAndTheNumber() {
    Subprocess version = run("--version");
    assertEquals(0, version.exitCode());
    assertTrue(version.out().matches("pixelwhy \\d+\\.\\d+\\.\\d+\\S*\\s+"), version.out());
    assertEquals(version.out(), run("explain", "--version").out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "inspect",
        "methods",
        "scores",
        "explain",
        "predict",
        "compare",
        "compile",
        "bench",
        "testnet",
        "dataset",
        "radiomics",
        "train"
      })
  void everyCommandHasHelpWithAnExample(String command) {
    Subprocess help = run(command, "--help");
    assertEquals(0, help.exitCode());
    assertTrue(help.out().contains("Example"), help.out());
    assertTrue(help.out().contains("pixelwhy " + command + " "), help.out());
  }

  @Test
  void theCompletionScriptKnowsTheCommands() {
    Subprocess script = run("generate-completion");
    assertEquals(0, script.exitCode());
    assertTrue(script.out().contains("inspect"));
    assertTrue(script.out().contains("--target"));
    for (String name : List.of("predict", "grad-cam", "quick", "deletion", "border")) {
      assertTrue(script.out().contains(name), name);
    }
  }

  @Test
  void withoutACommandItSaysHowToGetHelp() {
    assertRefused(run(), "no command is given", "--help");
  }

  @Test
  void anUnknownCommandIsAnsweredWithTheNearestOne() {
    assertRefused(run("inspct", "model.onnx"), "unknown command 'inspct'", "'inspect'");
  }

  @Test
  void helpOnAnUnknownCommandIsNoHelpOnAnother() {
    assertRefused(run("inspct", "--help"), "unknown command 'inspct'", "'inspect'");
    assertRefused(run("frobnicate", "--help"), "unknown command 'frobnicate'", "There is: demo");
    assertRefused(run("--help", "frobnicate"), "unknown command 'frobnicate'");
    assertRefused(run("dataset", "inspct", "--help"), "unknown command 'inspct'", "'inspect'");
  }

  @Test
  void anUnknownOptionIsAnsweredWithTheNearestOne() {
    assertRefused(run("explain", "--modl", "m.onnx"), "unknown option '--modl'", "'--model'");
  }

  @Test
  void missingOptionsAreNamed() {
    assertRefused(run("explain", "--model", "m.onnx"), "--image");
  }

  @Test
  void anUnknownMethodIsAnsweredWithTheNearestOne() {
    assertRefused(
        run("explain", "--model", "m", "--image", "i", "--method", "salency"),
        "unknown method 'salency'",
        "'saliency'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pixle:1,2", "pixel", "pixel:1", "rectangle:1,2,3", "polygon:1,2,3,4"})
  void aTargetThatCannotBeReadIsRefused(String target) throws IOException {
    Path model = model();
    assertRefused(explain(model, "--target", target), "target");
  }

  @Test
  void aSizeThatCannotBeReadIsRefused() throws IOException {
    assertRefused(explain(model(), "--size", "big"), "--size", "'big'");
  }

  @Test
  void numbersThatCannotBeReadAreRefused() throws IOException {
    Path model = model();
    assertRefused(explain(model, "--scale", "1/0"), "--scale", "'1/0'");
    assertRefused(explain(model, "--mean", "a,b"), "--mean", "'a'");
    assertRefused(explain(model, "--background", "-3"), "--background", "'-3'");
    assertRefused(explain(model, "--threads", "-1"), "threads", "-1");
    assertRefused(explain(model, "--channels", "purple"), "--channels", "purple");
  }

  /** A small U-Net in a file. */
  private Path model() {
    Path file = folder.resolve("unet.onnx");
    if (!Files.exists(file)) {
      UNetOptions options = UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(1);
      OnnxWriter.write(UNet.graph(options, 1), file);
    }
    return file;
  }

  private Path image() throws IOException {
    return SquarePicture.in(folder);
  }

  private Subprocess explain(Path model, String... more) throws IOException {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("explain", "--model", model.toString(), "--image", image().toString()));
    args.addAll(List.of("--method", "saliency,grad-cam"));
    args.addAll(Arrays.asList(more));
    return run(args.toArray(String[]::new));
  }

  @Test
  void aMissingModelIsNamed() {
    assertRefused(run("inspect", "nowhere.onnx"), "nowhere.onnx", "no such file");
  }

  @Test
  void anEmptyModelIsRefused() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.onnx"));
    assertRefused(run("inspect", empty.toString()), "empty.onnx");
  }

  @Test
  void aTextInPlaceOfAModelIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.onnx"), "This is no network.\n");
    assertRefused(run("inspect", text.toString()), "text.onnx");
  }

  @Test
  void aTruncatedModelIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(model());
    Path half = folder.resolve("half.onnx");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(run("inspect", half.toString()), "half.onnx");
  }

  @Test
  void aMissingImageIsNamedAndNothingIsLeftBehind() throws IOException {
    Path out = folder.resolve("out");
    String model = model().toString();
    assertRefused(
        run(
            "explain",
            "--model",
            model,
            "--image",
            "lost.png",
            "--method",
            "saliency",
            "--out",
            "out"),
        "lost.png");
    assertEquals(List.of(), files(out));
  }

  private static List<Path> files(Path root) throws IOException {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void anUnknownLayerOrClassIsAnsweredWithWhatThereIs() throws IOException {
    assertRefused(explain(model(), "--target", "image", "--layer", "enc1.rel"), "layer 'enc1.rel'");
    assertRefused(explain(model(), "--target", "class:cat"), "class 'cat'");
  }

  @Test
  void explainWritesAReportAndPrintsTheResult() throws IOException {
    Path out = folder.resolve("why");
    Subprocess result = explain(model(), "--target", "image", "--out", out.toString(), "--json");
    assertEquals(0, result.exitCode(), result.err());
    assertEquals(Files.readString(out.resolve("result.json")), result.out());
    assertTrue(Files.exists(out.resolve("report.html")));
    assertTrue(Files.exists(out.resolve("square").resolve("saliency.npy")));
  }

  @Test
  void anOutputFolderThatIsAFileIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("taken"));
    assertRefused(explain(model(), "--out", file.toString()), "taken");
  }

  @Test
  void debugShowsTheStackTraceToo() {
    Subprocess refused = run("inspect", "nowhere.onnx", "--debug");
    assertEquals(2, refused.exitCode());
    assertTrue(refused.err().startsWith("pixelwhy: nowhere.onnx: "), refused.err());
    assertTrue(refused.err().contains("\tat org.pixelwhy."), refused.err());
  }

  @Test
  void inspectShowsLayersOperatorsAndGuesses() throws IOException {
    Subprocess text = run("inspect", model().toString());
    assertEquals(0, text.exitCode(), text.err());
    for (String part : List.of("parameters", "Conv", "guessed: ", "layers at input [1,1,")) {
      assertTrue(text.out().contains(part), part);
    }
    Subprocess json = run("inspect", model().toString(), "--json");
    assertTrue(json.out().startsWith("{") && json.out().contains("\"withoutGradientRule\""));
  }

  @Test
  void methodsListsTheCatalogueAsTextAndJson() {
    assertTrue(run("methods").out().contains("saliency"));
    assertTrue(run("methods", "--json").out().contains("\"id\" : \"saliency\""));
  }

  @Test
  void demoWritesAReportAndSaysWhere() throws IOException {
    Path out = folder.resolve("with space").resolve("demo");
    Subprocess demo = run("demo", "--out", out.toString());
    assertEquals(0, demo.exitCode(), demo.err());
    assertEquals("", demo.err(), "no progress bar where there is no terminal");
    assertTrue(demo.out().contains("Report: " + out.resolve("report.html")), demo.out());
    assertTrue(Files.size(out.resolve("report.html")) > 10_000);
    assertTrue(files(out).stream().noneMatch(file -> file.toString().contains(".pixelwhy")));
  }

  @Test
  void benchMeasuresASmallUNet() {
    Subprocess bench =
        run("bench", "--unet", "depth=2,channels=2", "--size", "16", "--rounds", "1", "--json");
    assertEquals(0, bench.exitCode(), bench.err());
    assertTrue(bench.out().contains("\"what\" : \"forward pass\""), bench.out());
    assertFalse(bench.out().contains("NaN"), bench.out());
  }

  @Test
  void benchExplainsWhereTheTimeGoes() {
    String[] args = {"bench", "--unet", "depth=2,channels=2", "--size", "16", "--rounds", "1"};
    Subprocess bench =
        Subprocess.run(
            folder,
            List.of("-Duser.language=de", "-Duser.country=DE"),
            Stream.concat(Arrays.stream(args), Stream.of("--explain", "--methods", "saliency,rise"))
                .toArray(String[]::new));
    assertEquals(0, bench.exitCode(), bench.err());
    assertTrue(
        bench.out().matches("(?s).*forward pass +\\d+ +\\d+\\.\\d +1\\.000 .*"), bench.out());
    assertTrue(bench.out().contains("saliency\nforward half "), bench.out());
    assertTrue(bench.out().contains("\nbackward half "), bench.out());
    assertTrue(bench.out().contains("rise: forward passes only"), bench.out());
  }

  @Test
  void numbersAreWrittenAlikeWhateverTheMachinesLanguage() {
    String[] args = {"bench", "--unet", "depth=2,channels=2", "--size", "16", "--rounds", "1"};
    Subprocess bench =
        Subprocess.run(folder, List.of("-Duser.language=de", "-Duser.country=DE"), args);
    assertEquals(0, bench.exitCode(), bench.err());
    assertTrue(bench.out().matches("(?s).*forward pass +\\d+\\.\\d{4} .*"), bench.out());
    assertFalse(bench.out().matches("(?s).*\\d,\\d.*"), bench.out());
  }
}
