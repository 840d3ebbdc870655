package org.pixelwhy.app.cli.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.pixelwhy.app.cli.Ran;
import org.pixelwhy.app.cli.Subprocess;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.synthetic.Testnet;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.render.Picture;
import org.pixelwhy.study.training.TrainingRun;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** The command as users meet it: a utility is trained, then explained, then made awkward. */
class UnoiseTrainCommandTest {
  private static final int EPOCHS = 40;

  @TempDir Path folder;
  private Path utility;

  @BeforeEach
  void trainTheUtility() {
    List<String> train =
        List.of(
            "train",
            "--data",
            "testnet:10",
            "--unet",
            "depth=2,channels=2",
            "--size",
            "24",
            "--epochs",
            "1",
            "--out",
            folder.resolve("utility").toString());
    Ran trained = Ran.of(train);
    assertEquals(ExitCode.OK, trained.code(), trained.err());
    utility = folder.resolve("utility").resolve(TrainingRun.MODEL);
  }

  private List<String> arguments(Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "unoise",
                "train",
                "--utility",
                utility.toString(),
                "--data",
                "testnet:10",
                "--out",
                out.toString()));
    if (!List.of(more).contains("--size")) {
      arguments.addAll(List.of("--size", "depth=2,channels=2"));
    }
    arguments.addAll(List.of(more));
    return arguments;
  }

  @Test
  void whatItWritesIsAMapOfExplainAndOfCompile() {
    Path out = folder.resolve("noise");
    Ran trained =
        Ran.of(arguments(out, "--epochs", "2", "--pretrained", "--pretraining-epochs", "1"));
    assertEquals(ExitCode.OK, trained.code(), trained.err());
    assertTrue(trained.out().startsWith("pretraining epoch 1: loss "), trained.out());
    assertTrue(trained.out().contains("epoch 2: loss "), trained.out());
    String explainer = "explainer=" + out.resolve(TrainingRun.MODEL);
    Path image = folder.resolve("image.npy");
    Npy.write(image, Tensor.filled(DataType.FLOAT, 0.5, 1, 1, 24, 24));
    String model = utility.toString();
    Path why = folder.resolve("why");
    Ran explained =
        Ran.of(
            List.of(
                "explain",
                "--model",
                model,
                "--image",
                image.toString(),
                "--method",
                "unoise",
                "--option",
                explainer,
                "--target",
                "image",
                "--out",
                why.toString()));
    assertEquals(ExitCode.OK, explained.code(), explained.err());
    assertTrue(Files.exists(why.resolve("image").resolve("unoise.npy")));
    Path compiled = folder.resolve("compiled.onnx");
    Ran made =
        Ran.of(
            List.of(
                "compile",
                "--model",
                model,
                "--method",
                "unoise",
                "--option",
                explainer,
                "--target",
                "image",
                "-o",
                compiled.toString()));
    assertEquals(ExitCode.OK, made.code(), made.err());
    assertTrue(OnnxReader.read(compiled).graph().outputNames().contains("map"));
  }

  /** A network that segments, and pictures that it knows, without masks. */
  private List<String> unmasked(Path out) throws Exception {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (Entry entry : new Testnet(1).dataset(10).entries()) {
      byte[] png = Picture.of(entry.read().image()).png();
      Files.write(pictures.resolve(entry.name() + ".png"), png);
    }
    utility = Path.of("..", "docs", "example", "testnet.onnx").toAbsolutePath();
    List<String> arguments = arguments(out, "--epochs", "1");
    arguments.set(arguments.indexOf("testnet:10"), pictures.toString());
    return arguments;
  }

  @Test
  void ofPicturesWithoutMasksTheUtilitysOwnCount() throws Exception {
    Path out = folder.resolve("noise");
    List<String> arguments = unmasked(out);
    Ran trained = Ran.of(arguments);
    assertEquals(ExitCode.OK, trained.code(), trained.err());
    assertTrue(
        OnnxReader.read(out.resolve(TrainingRun.MODEL)).graph().metadata().values().stream()
            .anyMatch(value -> value.contains("truth: prediction")),
        "what it was told is in the file");
    List<String> stated = new ArrayList<>(arguments);
    stated.set(stated.indexOf(out.toString()), folder.resolve("other").toString());
    stated.addAll(List.of("--truth", "masks"));
    Ran refused = Ran.of(stated);
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("holds no masks"), refused.err());
  }

  @Test
  void aKilledTrainingGoesOnToTheSameBytes() throws Exception {
    String[] epochs = {"--epochs", Integer.toString(EPOCHS)};
    Path whole = folder.resolve("whole");
    assertEquals(ExitCode.OK, Ran.of(arguments(whole, epochs)).code());
    Path killed = folder.resolve("killed");
    Subprocess.killOnceThereIs(
        killed.resolve(TrainingRun.STATE), arguments(killed, epochs).toArray(String[]::new));
    assertFalse(
        Files.readAllLines(killed.resolve(TrainingRun.TABLE)).size() == EPOCHS + 1,
        "it was finished already");
    List<String> again = arguments(killed, epochs);
    again.add("--resume");
    Ran resumed = Ran.of(again);
    assertEquals(ExitCode.OK, resumed.code(), resumed.err());
    for (String name : List.of(TrainingRun.MODEL, TrainingRun.STATE, TrainingRun.TABLE)) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(name)), Files.readAllBytes(killed.resolve(name)), name);
    }
  }

  @Test
  void aUtilityWithoutGradientRulesIsRefusedByTheNamesOfItsOperators() throws IOException {
    Graph graph = OnnxReader.read(utility).graph();
    Node last = graph.producer("logits").orElseThrow();
    Graph odd =
        graph
            .edit()
            .replace(
                last,
                List.of(
                    last.withOutputs(List.of("before")),
                    Node.of("Det", List.of("before"), List.of("determinants"), Map.of()),
                    Node.of("Mul", List.of("before", "one"), List.of("logits"), Map.of()),
                    Node.of("ReduceMean", List.of("determinants"), List.of("one"), Map.of())))
            .build();
    OnnxWriter.write(odd, utility);
    Path out = folder.resolve("noise");
    Ran refused = Ran.of(arguments(out, "--epochs", "1"));
    assertEquals(2, refused.code(), refused.out());
    assertTrue(refused.err().contains("Det"), refused.err());
    assertFalse(Files.exists(out.resolve(TrainingRun.MODEL)));
  }

  @Test
  void aLossThatIsNoNumberStopsWithAMessageAndLeavesNoExplainer() throws IOException {
    Graph graph = OnnxReader.read(utility).graph();
    Node last = graph.producer("logits").orElseThrow();
    // Beyond all numbers wherever a logit is above 0.09.
    Graph wild =
        graph
            .edit()
            .initializer("thousand", Tensor.of(new float[] {1000}, 1))
            .replace(
                last,
                List.of(
                    last.withOutputs(List.of("before")),
                    Node.of("Mul", List.of("before", "thousand"), List.of("much"), Map.of()),
                    Node.of("Exp", List.of("much"), List.of("logits"), Map.of())))
            .build();
    OnnxWriter.write(wild, utility);
    Path out = folder.resolve("noise");
    Ran refused = Ran.of(arguments(out, "--epochs", "3"));
    assertEquals(2, refused.code(), refused.out());
    assertTrue(refused.err().contains("the loss is"), refused.err());
    assertTrue(refused.err().contains("Option --lr"), refused.err());
    assertFalse(Files.exists(out.resolve(TrainingRun.MODEL)));
  }

  @Test
  void imagesWithoutAnySegmentAreRefused() {
    Path out = folder.resolve("noise");
    List<String> arguments = arguments(out, "--epochs", "1", "--image-size", "24");
    arguments.set(arguments.indexOf("testnet:10"), "livers@none:10");
    Ran refused = Ran.of(arguments);
    assertEquals(2, refused.code(), refused.out());
    assertTrue(
        refused.err().contains("none of the 8 images to learn from has a segment"), refused.err());
    assertFalse(Files.exists(out.resolve(TrainingRun.MODEL)));
  }

  @ParameterizedTest
  @CsvSource({
    "--min 5 --max 1, illegal noise: from 5.0 to 1.0",
    "--lambda -1, illegal weight of noise",
    "--draws 0, --draws",
    "--target liver, unknown class 'liver'",
    "--target object:liver, unknown class 'liver'",
    "--size depth=5, multiples of 16",
    "--image-size 7x7, the network takes height x width",
    "--pretraining-epochs 3, needs --pretrained",
    "--objective mask, mask",
    "--start nothing.onnx, nothing.onnx"
  })
  void whatCannotBeIsRefusedInALineAndNothingIsLeft(String more, String message) {
    Path out = folder.resolve("noise");
    Ran refused = Ran.of(arguments(out, more.replace(';', ',').split(" ")));
    assertEquals(2, refused.code(), refused.out());
    assertTrue(refused.err().contains(message), refused.err());
    assertFalse(Files.exists(out), refused.err());
  }
}
