package org.pixelwhy.app.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.CommandLines;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.model.card.MeanStd;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.Preset;
import org.pixelwhy.model.card.Quantised;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.model.card.ZeroMeanUnitVariance;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.InputException;
import picocli.CommandLine;

class ModelOptionsTest {
  private static ModelSource parse(String... args) {
    ModelOptions options = new ModelOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("model", mixin(options)))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(args);
    return options.source(Path.of("m.onnx"));
  }

  private static CommandLine.Model.CommandSpec mixin(ModelOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }

  @Test
  void nothingStatedIsAnEmptyCard() {
    assertEquals(ModelSource.of(Path.of("m.onnx")), parse());
  }

  @Test
  void everyOptionStatesItsField() {
    ModelSource source =
        parse(
            "--card=c.yaml",
            "--axes=nhwc",
            "--channels=bgr",
            "--classes=sky,sea",
            "--activation=softmax",
            "--background=0");
    PartialCard expected =
        new PartialCard.Builder()
            .inputLayout(Layout.NHWC)
            .channels(ChannelOrder.BGR)
            .classNames(List.of("sky", "sea"))
            .activation(Activation.SOFTMAX)
            .background(OptionalInt.of(0))
            .build();
    assertEquals(
        new ModelSource(Path.of("m.onnx"), Optional.of(Path.of("c.yaml")), expected), source);
  }

  @Test
  void theFormerNameOfTheAxesStillHolds() {
    assertEquals(parse("--axes=ndhwc"), parse("--layout=ndhwc"));
    InputException both =
        assertThrows(InputException.class, () -> parse("--axes=nchw", "--layout=nhwc"));
    assertTrue(both.getMessage().contains("--axes"), both.getMessage());
  }

  @Test
  void layoutIsShownOnlyForDataSets() {
    CommandLine program = CommandLines.plain();
    for (String command : List.of("explain", "compare", "compile", "bench", "inspect")) {
      String help = program.getSubcommands().get(command).getUsageMessage();
      assertTrue(help.contains("--axes") && !help.contains("--layout"), help);
    }
    String training = program.getSubcommands().get("train").getUsageMessage();
    assertTrue(training.contains("--layout") && !training.contains("--axes"), training);
  }

  @Test
  void scalingComesBeforeMeanAndDeviation() {
    PartialCard card = parse("--std=0.5", "--scale=1/255", "--mean=0.1,0.2,0.3").stated();
    assertEquals(
        Optional.of(
            List.of(new Scale(1 / 255.0, 0), new MeanStd(List.of(0.1, 0.2, 0.3), List.of(0.5)))),
        card.preprocessing());
  }

  @Test
  void normalizationComputesItsNumbersItself() {
    assertEquals(
        Optional.of(List.of(new ZeroMeanUnitVariance(true, 1e-6))),
        parse("--normalize=channel").stated().preprocessing());
    assertThrows(InputException.class, () -> parse("--normalize=image", "--mean=1"));
  }

  @Test
  void noBackgroundCanBeStated() {
    assertEquals(
        Optional.of(OptionalInt.empty()), parse("--background=none").stated().background());
  }

  @Test
  void presetsAreTheWholePreprocessing() {
    for (String name : List.of("imagenet", "tf", "-1..1", "0..1", "none")) {
      assertEquals(
          List.of(Preset.of(name).orElseThrow()),
          parse("--normalize", name).stated().preprocessing().orElseThrow());
    }
    InputException e =
        assertThrows(InputException.class, () -> parse("--normalize=imagenet", "--scale=1"));
    assertTrue(e.getMessage().contains("leave out --scale"), e.getMessage());
  }

  @Test
  void classNamesMayComeFromAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("labels.txt"), "rest\nred, green\n");
    assertEquals(
        List.of("rest", "red, green"),
        parse("--classes", file.toString()).stated().classNames().orElseThrow());
  }

  @Test
  void outputAndRoundingAreStated() {
    PartialCard stated = parse("--output=y[1]", "--quantised=straight-through").stated();
    assertEquals("y[1]", stated.output().orElseThrow());
    assertEquals(Quantised.STRAIGHT_THROUGH, stated.quantised().orElseThrow());
  }
}
