package org.pixelwhy.model.card;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.tensor.InputException;

class ModelCardYamlTest {
  @TempDir Path folder;

  private PartialCard read(String yaml) throws IOException {
    return ModelCardYaml.read(Files.writeString(folder.resolve("card.yaml"), yaml));
  }

  private String refused(String yaml) {
    return assertThrows(InputException.class, () -> read(yaml)).getMessage();
  }

  /** The example of docs/model-card.md. */
  private static String example() throws IOException {
    Path docs = Path.of("").toAbsolutePath();
    while (!Files.exists(docs.resolve("docs/model-card.md"))) {
      docs = docs.getParent();
    }
    String text = Files.readString(docs.resolve("docs/model-card.md"));
    int start = text.indexOf("```yaml\n") + 8;
    return text.substring(start, text.indexOf("```", start));
  }

  @Test
  void theDocumentedExampleSaysWhatTheDocumentSays() throws IOException {
    PartialCard expected =
        new PartialCard.Builder()
            .inputLayout(Layout.NCHW)
            .size(InputSize.multipleOf(32, 2))
            .channels(ChannelOrder.RGB)
            .preprocessing(
                List.of(
                    new Scale(1 / 255.0, 0),
                    new MeanStd(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225))))
            .output("logits")
            .outputLayout(Layout.NCHW)
            .activation(Activation.LOGITS)
            .classNames(List.of("background", "polyp"))
            .background(OptionalInt.of(0))
            .build();
    assertEquals(expected, read(example()));
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    List<Step> steps =
        List.of(
            new VolumeRange(List.of(0, 2)),
            new VolumeRange(),
            new Scale(List.of(1.0, 2.0, 1e-9), List.of(0.5)),
            new MeanStd(List.of(1.0), List.of(2.0)),
            new ZeroMeanUnitVariance(false, 1e-6),
            new ScaleRange(false, 1, 99.8, 1e-6),
            new Clip(Double.NEGATIVE_INFINITY, 1),
            new Binarize(List.of(0.5)),
            new SigmoidStep(),
            new SoftmaxStep());
    PartialCard card =
        new PartialCard.Builder()
            .inputLayout(Layout.NDHWC)
            .size(
                new InputSize(
                    List.of(
                        new AxisSize.Fixed(16),
                        new AxisSize.Stepped(64, 32),
                        new AxisSize.Stepped(1, 1))))
            .channels(ChannelOrder.BGR)
            .preprocessing(steps)
            .outputLayout(Layout.NDHWC)
            .activation(Activation.MULTI_LABEL_LOGITS)
            .classNames(List.of("no", "12", "a: b", "null"))
            .background(OptionalInt.empty())
            .build();
    ModelCardYaml.write(folder.resolve("w.yaml"), card);
    assertEquals(card, ModelCardYaml.read(folder.resolve("w.yaml")));
    PartialCard four = new PartialCard.Builder().channels(ChannelOrder.of(4)).build();
    ModelCardYaml.write(folder.resolve("w.yaml"), four);
    assertEquals(four, ModelCardYaml.read(folder.resolve("w.yaml")));
    ModelCardYaml.write(folder.resolve("w.yaml"), PartialCard.EMPTY);
    assertEquals(PartialCard.EMPTY, ModelCardYaml.read(folder.resolve("w.yaml")));
  }

  @Test
  void everythingIsOptional() throws IOException {
    assertEquals(PartialCard.EMPTY, read("input:\noutput:\n"));
    assertEquals(Optional.of(ChannelOrder.GREY), read("input: {channels: gray}").channels());
    assertEquals(Optional.of(ChannelOrder.of(4)), read("input: {channels: 4}").channels());
    assertEquals(Optional.of(InputSize.fixed(256, 512)), read("input: {size: [256, 512]}").size());
    assertEquals(Optional.of(InputSize.any(3)), read("input: {layout: ncdhw, size: any}").size());
    assertEquals(
        Optional.of(OptionalInt.of(1)),
        read("output: {classes: [cell, rest], background: rest}").background());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "input: {chanels: RGB} | input: unknown key 'chanels'. Did you mean 'channels'?",
        "inputs: {} | unknown key 'inputs'. Did you mean 'input'",
        "input: {channels: RBG} | input.channels: unknown value 'RBG'. Did you mean 'rgb'?",
        "input: {channels: 0} | input.channels: illegal number of channels: 0",
        "input: {size: [a, 2]} | input.size[0]: expected a number, found 'a'",
        "input: {size: [1.5, 2]} | input.size[0]: expected a whole number",
        "input: {size: [0, 2]} | illegal extent 0",
        "input: {preprocessing: [{scal: {}}]} | unknown step 'scal'. Did you mean 'scale'",
        "input: {preprocessing: [clip]} | step 'clip' needs parameters",
        "input: {preprocessing: [{mean_std: {mean: 1}}]} | 'std' is missing",
        "input: {preprocessing: [{scale: {factr: 1}}]} | Did you mean 'factor'",
        "input: {preprocessing: scale} | expected a list, found 'scale'",
        "output: {activation: [1]} | output.activation: expected text, found a list",
        "output: {classes: [a], background: b} | expected a class's number or name",
        "[1, 2] | expected a mapping",
        "hello | expected a mapping",
        "{ | is not valid YAML",
        "input: !!java.net.URL [x] | is not valid YAML",
      })
  void mistakesAreLocatedAndTheNearestNameOffered(String yaml, String message) {
    String found = refused(yaml);
    assertTrue(found.contains("card.yaml: "), found);
    assertTrue(found.contains(message), found);
  }

  @Test
  void aFileThatMultipliesItselfIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, (alias + ", ").repeat(9) + alias));
    }
    assertTrue(refused(bomb.toString()).contains("not valid YAML"));
  }

  @Test
  void aFileThatContainsItselfIsRefused() {
    assertTrue(refused("input: &a\n  preprocessing: *a\n").contains("expected a list"));
    assertTrue(
        refused("input: {preprocessing: [{mean_std: {mean: &m [*m], std: 1}}]}")
            .contains("list of numbers"));
    refused("&a\n<<: *a\ninput: 3\n");
    assertTrue(refused("? [ &a [*a] ]\n: 1\n").contains("contains itself"));
    refused("input: " + "[".repeat(100_000));
  }

  @Test
  void repeatedKeysAndHugeFilesAreRefused() {
    assertTrue(refused("input: {}\ninput: {}\n").contains("duplicate"));
    assertTrue(refused("#".repeat(3 << 20)).contains("2 MiB"));
    assertThrows(InputException.class, () -> ModelCardYaml.read(folder.resolve("none.yaml")));
  }
}
